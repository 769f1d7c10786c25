import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answer } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource, startDataApp, type DataApp } from "../../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, type FaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";
import { hostileRequests } from "../../../testing/hostileRequests.ts";

const COUNT = 20_000;
const AT_ONCE = 64;
const SEED = 20_261_121;

/** The only requests that may ever arrive: the operations of each kind under its prefix, with parameters of their tables. */
const ALLOWED = [
  /^\/prefix\/api\/v1\/(?:query|query_range|labels|label\/[A-Za-z_][A-Za-z0-9_]*\/values|series|metadata|query_exemplars|rules)(?:\?[A-Za-z0-9%_.=&~!'()*-]*)?$/,
  /^\/logs\/loki\/api\/v1\/(?:query|query_range|labels|label\/[A-Za-z_][A-Za-z0-9_]*\/values|series|index\/stats|index\/volume|index\/volume_range|format_query)(?:\?[A-Za-z0-9%_.=&~!'()*-]*)?$/,
];

let upstream: FaultUpstream;
let app: DataApp;
const uncaught: unknown[] = [];
const onUncaught = (error: unknown): void => void uncaught.push(error);

beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
  const { origin: baseOrigin } = upstream;
  app = await startDataApp(
    [
      aSource({ baseOrigin, prefix: "/prefix" }),
      aSource({ id: "logs", kind: "loki", baseOrigin, prefix: "/logs", budgetBytes: 1024 ** 3 }),
    ],
    { limits: { retryMinMs: 1, retryMaxMs: 2 } },
  );
  process.on("uncaughtException", onUncaught).on("unhandledRejection", onUncaught);
});
afterAll(async () => {
  process.off("uncaughtException", onUncaught).off("unhandledRejection", onUncaught);
  await app.close();
  await upstream.close();
});

/** The status codes a request got (a pipelined rest may get its own), or none when the connection was just closed. */
async function send(request: string): Promise<string[]> {
  return await new Promise((resolve) => {
    const socket = connect(app.port, "127.0.0.1");
    let text = "";
    // An incomplete request (a body that never comes) is ended from here.
    const timer = setTimeout(() => socket.end(), 150);
    socket.on("data", (data: Buffer) => (text += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve([...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((found) => found[1] ?? ""));
    });
    socket.write(request, "latin1");
  });
}

it(`S01 S02 S03 S27 ${COUNT} hostile requests reach nothing but the operations, and get no 500`, async () => {
  const statuses = new Map<string, number>();
  const bad: string[] = [];
  const requests = hostileRequests(COUNT, SEED);
  const worker = async (): Promise<void> => {
    for (const request of requests) {
      for (const status of await send(request)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === "500") bad.push(request);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(bad.slice(0, 3)).toEqual([]);
  const targets = upstream.requests.map((request) => request.target);
  expect(targets.filter((target) => !ALLOWED.some((allowed) => allowed.test(target)))).toEqual([]);
  expect(targets.filter((target) => target.startsWith("/logs/")).length).toBeGreaterThan(COUNT / 200);
  expect(new Set(upstream.requests.map((request) => request.method))).toEqual(new Set(["GET", "POST"]));
  expect(upstream.requests.every((request) => request.headers.length <= 9)).toBe(true);
  expect(uncaught).toEqual([]);
  // The corpus is no dud: some get through to an operation, most are refused in several ways.
  expect(statuses.get("200")).toBeGreaterThan(COUNT / 100);
  expect(statuses.get("404")).toBeGreaterThan(COUNT / 10);
  expect([...statuses.keys()]).toEqual(expect.arrayContaining(["400", "405"]));
  expect(Object.prototype).not.toHaveProperty("1");
  expect((await app.get("prod/api/v1/query?query=up")).status).toBe(200);
}, 120_000);
