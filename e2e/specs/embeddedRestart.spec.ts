import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { type Answer, exchange, sendJson } from "../stack/exchange.ts";
import { expect, test } from "../stack/fixtures.ts";
import { type RunningServer, startNodeExporter } from "../stack/prometheusServer.ts";

// What docs/engine.md says of a restart, with the real process: killed, and asked to end.

const FIRST_SCRAPE = { timeout: 25_000 };
const DUMP = "# TYPE jobs counter\njobs_total 1 1700000000\njobs_total 5 1700000060\n# EOF\n";
/** A fraction of a second, and more than SIGTERM allows. */
const SLOW = "sum(count_over_time(sum(up)[2h:1s]))";
const TOO_SLOW = Array.from(
  { length: 40 },
  (_, hour) => `sum(count_over_time(sum(up)[1d:1s] offset ${hour}h))`,
).join(" + ");

let dir: string;
let temporary: string;
let exporter: RunningServer;
let app: RunningApp;

test.beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-restart-"));
  temporary = path.join(dir, "tmp");
  fs.mkdirSync(temporary);
  const file = path.join(dir, "dump.om");
  fs.writeFileSync(file, DUMP);
  exporter = await startNodeExporter();
  const node = `{ id: node, kind: openmetrics, url: "${exporter.url}/metrics", scrape_interval: 1s }`;
  const dump = `{ id: dump, kind: openmetrics, file: ${file} }`;
  const config = `demo: true\nsources:\n  - ${node}\n  - ${dump}\n`;
  app = await startApp({ config, env: { TMPDIR: temporary, LOG_LEVEL: "info" } });
});
test.afterEach(async () => {
  await app.stop();
  await exporter.stop();
  fs.rmSync(dir, { recursive: true, force: true });
});

const ask = (id: string, operation: string, parameters: Record<string, string>): Promise<Answer> =>
  exchange(`${app.url}/api/sources/${id}/api/v1/${operation}?${new URLSearchParams(parameters)}`);

interface Series {
  readonly values: readonly [number, string][];
}

/** Epoch seconds of the samples that the ring of a scraped source holds. */
async function scrapedAt(id: string): Promise<number[]> {
  const answer = await ask(id, "query", { query: "node_load1[1h]" });
  const { data } = answer.json() as { data?: { result: Series[] } };
  return (data?.result[0]?.values ?? []).map(([time]) => time);
}

/** What a restart must not change: the dumps whole, the demo over a fixed range. */
async function lasting(): Promise<string[]> {
  const demo = { start: "1795009000", end: "1795010000", step: "15" };
  const dump = { start: "1700000000", end: "1700000300", step: "10" };
  const answers = await Promise.all([
    ask("demo-metrics", "query_range", {
      query: "sum by (job) (rate(process_cpu_seconds_total[5m]))",
      ...demo,
    }),
    ask("demo-metrics", "query_range", { query: "up", ...demo }),
    ask("dump", "query_range", { query: "rate(jobs_total[5m])", ...dump }),
    ask("dump", "query_range", { query: "jobs_total", ...dump }),
    ask("night", "query_range", { query: "jobs_total", ...dump }),
    ask("night", "series", { "match[]": "jobs_total" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  return answers.map(({ text }) => text);
}

async function sources(): Promise<unknown> {
  return (await exchange(`${app.url}/api/sources`)).json()["sources"];
}

/** A file and a page as a reader adds them. */
async function addSources(): Promise<void> {
  const added = await exchange(`${app.url}/api/sources/files?name=night`, {
    method: "POST",
    headers: { "x-sightglass": "1", "content-type": "text/plain" },
    body: DUMP,
  });
  expect([added.status, added.json()["id"]]).toEqual([201, "night"]);
  const page = await sendJson(`${app.url}/api/sources`, "POST", {
    name: "Added",
    kind: "openmetrics",
    url: `${exporter.url}/metrics`,
    auth: { type: "none" },
    scrapeIntervalMs: 1_000,
  });
  expect([page.status, page.json()["id"]]).toEqual([201, "added"]);
}

/** The folders of engines' sockets. */
const engineFolders = () => fs.readdirSync(temporary).filter((name) => name.startsWith("sightglass-engine-"));

async function kill(): Promise<void> {
  app.child.signal("SIGKILL");
  await app.child.exited;
}

test("F61 after kill -9 rings begin anew, and files, demo and added sources are as they were", async () => {
  test.setTimeout(120_000);
  await addSources();
  for (const id of ["node", "added"])
    await expect.poll(async () => (await scrapedAt(id)).length, FIRST_SCRAPE).toBeGreaterThan(2);
  const before = await lasting();
  const listed = await sources();
  await kill();
  const killedS = Date.now() / 1000;
  app = await app.startAgain();
  expect(await sources()).toEqual(listed);
  // Until a file is read again, its source says so.
  await expect.poll(async () => (await ask("dump", "labels", {})).status).toBe(200);
  await expect.poll(async () => (await ask("night", "labels", {})).status).toBe(200);
  expect(await lasting()).toEqual(before);
  for (const id of ["node", "added"]) {
    await expect.poll(async () => (await scrapedAt(id)).length, FIRST_SCRAPE).toBeGreaterThan(1);
    expect(Math.min(...(await scrapedAt(id)))).toBeGreaterThan(killedS);
    const { ok, steps } = (await exchange(`${app.url}/api/sources/${id}/check`)).json();
    expect([ok, (steps as { name: string }[]).filter(({ name }) => name === "Engine")]).toEqual([true, []]);
  }
  expect(app.child.output()).not.toContain('"level":"error"');
});

test("F61 a page left open keeps its chart while Sightglass is killed, says so, and goes on when it is back", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await expect.poll(async () => (await scrapedAt("node")).length, FIRST_SCRAPE).toBeGreaterThan(2);
  const explore = new ExplorePage(page);
  const search = new URLSearchParams({ "a.q": "node_load1", from: "now-5m" });
  await explore.open(app.url, `?${search}`);
  await expect(explore.status).toContainText("1 series");
  await kill();
  await explore.run.click();
  await expect(explore.alert).toContainText("Sightglass cannot be reached");
  await expect(explore.status).toContainText("1 series");
  await expect(explore.chart).toBeVisible();
  await expect(explore.query()).toContainText("node_load1");
  app = await app.startAgain();
  // Older than the step of 1 s, on which the end of the range is rounded down.
  const ageS = async () => Date.now() / 1000 - Math.min(...(await scrapedAt("node")));
  await expect.poll(ageS, FIRST_SCRAPE).toBeGreaterThan(2);
  const painted = await explore.paintCount();
  await explore.run.click();
  await expect.poll(() => explore.paintCount()).toBeGreaterThan(painted);
  await expect(explore.alert).toHaveCount(0);
  await expect(explore.status).toContainText("1 series");
});

test("the folder that kill -9 leaves is removed by the next start, and SIGTERM leaves none", async () => {
  await expect.poll(engineFolders).toHaveLength(1);
  const [left = ""] = engineFolders();
  await kill();
  expect(engineFolders()).toEqual([left]);
  // As if it were a while ago: what is young may belong to a process that is starting.
  const longAgo = new Date(Date.now() - 60_000);
  fs.utimesSync(path.join(temporary, left), longAgo, longAgo);
  app = await app.startAgain();
  await expect.poll(engineFolders).toHaveLength(1);
  expect(engineFolders()).not.toContain(left);
  app.child.signal("SIGTERM");
  expect(await app.child.exited).toBe(0);
  expect(engineFolders()).toEqual([]);
});

test("F54 SIGTERM while the engine works: short queries are answered, long ones told after 10 s, exit 0", async () => {
  test.setTimeout(90_000);
  expect((await ask("demo-metrics", "query", { query: "sum(up)" })).status).toBe(200);
  const tooSlow = ask("demo-metrics", "query", { query: TOO_SLOW });
  const slow = [1, 2, 3, 4].map((number) =>
    ask("demo-metrics", "query", { query: `${SLOW} + ${number}` }).then(({ status }) => status),
  );
  await expect
    .poll(async () => (await exchange(`${app.url}/metrics`)).text, { intervals: [5] })
    .toMatch(/^sightglass_http_requests_in_flight 6$/m);
  const startMs = performance.now();
  app.child.signal("SIGTERM");
  expect(await Promise.all(slow)).toEqual([200, 200, 200, 200]);
  const told = await tooSlow;
  expect(told.status).toBe(503);
  expect(told.json()["problem"]).toMatchObject({ code: "SHUTTING_DOWN" });
  expect(await app.child.exited).toBe(0);
  // Ten seconds for what runs, one for its last words, and the process' own end.
  expect(performance.now() - startMs).toBeLessThan(13_000);
});
