import { expect, test } from "../stack/fixtures.ts";
import { canReplicate, type Replicas, startReplicas } from "../stack/replicas.ts";
import { saveBoard } from "../stack/savedBoard.ts";

test.skip(!canReplicate, "needs redis-server and nginx");
test.describe.configure({ mode: "serial" });

let replicas: Replicas;
test.beforeAll(async () => {
  replicas = await startReplicas();
});
test.afterAll(async () => await replicas.stop());

/** `path` is below nginx, or whole. */
async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(new URL(path, replicas.url), {
    method,
    headers: {
      "x-sightglass": "1",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, text: await response.text() };
}

/** Panels that ask for `<metric>0`, `<metric>1`, …; their ids. */
const savePanels = async (metric: string, count: number) =>
  (await saveBoard((path, body) => send("POST", path, body), metric, count)).panels;

const HOUR_MS = 3_600_000;
/** An hour long over: everybody's plan is the same, however long the test takes. */
const endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS;
const question = { startMs: endMs - HOUR_MS, endMs, plotPx: 900, zone: "UTC", variables: {} };

test("F57 50 readers of a board of 20 panels, over two replicas without stickiness, cost one call per query", async () => {
  const ids = await savePanels("steady", 20);
  replicas.source.asked.length = 0;
  replicas.source.delayMs = 200;
  const answers = await Promise.all(
    Array.from({ length: 50 }).flatMap(() =>
      ids.map(async (id) => await send("POST", `/api/panels/${id}/queries/A`, question)),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(replicas.source.asked.length).toBe(20);
  // Each replica alone knows them all.
  for (const app of replicas.apps) {
    for (const id of ids) {
      const direct = await send("POST", `${app.url}/api/panels/${id}/queries/A`, question);
      expect(direct.status).toBe(200);
    }
  }
  expect(replicas.source.asked.length).toBe(20);
});

test("one replica killed in the middle: everybody gets their answer, and saving goes on", async () => {
  test.setTimeout(90_000);
  const ids = await savePanels("killed", 12);
  replicas.source.asked.length = 0;
  replicas.source.delayMs = 1_500;
  const asked = ids.map(async (id) => await send("POST", `/api/panels/${id}/queries/A`, question));
  await expect.poll(() => replicas.source.asked.length).toBe(12);
  replicas.apps[0]?.child.signal("SIGKILL");
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  // What the dead one was asking for is asked once more, and nothing else.
  expect(replicas.source.asked.length).toBeLessThanOrEqual(24);
  replicas.source.delayMs = 0;
  const [id = ""] = await savePanels("later", 1);
  expect((await send("GET", `/api/panels/${id}`)).status).toBe(200);
  expect((await send("GET", "/readyz")).text).toContain('"answers":"shared"');
});
