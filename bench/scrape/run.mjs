// An hour of a real node exporter, scraped every second, in two processes: one with the default memory ceiling, one with a
// ceiling so low that its ring turns over. A third that scrapes nothing runs beside them: what they take above it is theirs.
// `node bench/scrape/run.mjs [--minutes 60]`; `npm run bench -- scrape`. It is not part of a bench without names.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { startApp } from "../../e2e/stack/appServer.ts";
import { startNodeExporter } from "../../e2e/stack/prometheusServer.ts";

const MINUTES = 60;
const MIB = 1_048_576;
/** `docs/engine.md`: what V8 keeps for itself besides the samples. */
const V8_BYTES = 100e6;
const CEILINGS = [
  { name: "256MiB", bytes: 256 * MIB, turnsOver: false },
  { name: "3MiB", bytes: 3 * MIB, turnsOver: true },
];
/** A reader's dashboard beside the scraping: one question every so often. */
const QUESTION_MS = 5000;
const QUESTION = "sum by (mode) (rate(node_cpu_seconds_total[1m]))";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the process alone holds, in bytes: swapped out or not. */
function footprint(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  return (kib("RssAnon") + kib("VmSwap")) * 1024;
}

async function json(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  const body = await response.json();
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(body)}`);
  return body;
}

const sourceUrl = (app) => `${app.url}/api/sources/node`;
const api = (app, operation, params) =>
  `${sourceUrl(app)}/api/v1/${operation}?${new URLSearchParams(params)}`;

/** One number of an instant query. */
async function value(app, query) {
  const { data } = await json(api(app, "query", { query }));
  return Number(data.result[0]?.value[1]);
}

async function ask(app) {
  const end = Date.now() / 1000;
  await json(api(app, "query_range", { query: QUESTION, start: end - 3600, end, step: 15 }));
}

/** Samples the processes until the time is over; the readings of each, in bytes. */
async function watch(apps, minutes) {
  const readings = apps.map(() => []);
  const untilMs = Date.now() + minutes * 60_000;
  let askedMs = 0;
  while (Date.now() < untilMs) {
    for (const [index, app] of apps.entries()) readings[index].push(footprint(app.child.pid));
    if (Date.now() - askedMs > QUESTION_MS) {
      askedMs = Date.now();
      await Promise.all(apps.slice(1).map(ask));
    }
    await pause(500);
  }
  return readings;
}

const most = (numbers) => numbers.reduce((left, right) => Math.max(left, right), 0);
const mb = (bytes) => bytes / 1e6;

/** Rows in the form of the other benches; `ms` and `baselineMs` are megabytes or counts here. */
async function rowsOf(app, { ceiling, own, idle, minutes }) {
  const named = { bench: "scrape", size: ceiling.name };
  const row = (step, ours, facts) => Object.assign({ step, ms: ours }, named, facts);
  const grown = most(own) - most(idle);
  const quarter = Math.floor(own.length / 4);
  const early = most(own.slice(quarter, 2 * quarter));
  const late = most(own.slice(3 * quarter));
  const scrapes = await value(app, "sum(count_over_time(up[1h]))");
  const failed = await value(app, "sum(count_over_time((up == 0)[1h:1s])) or vector(0)");
  const kept = (await json(`${sourceUrl(app)}/check`)).steps.find(({ name }) => name === "Kept");
  return [
    row("peak above an idle process, MB", mb(grown), {
      goal: `≤ ${mb(ceiling.bytes + V8_BYTES).toFixed(0)}`,
      isMet: grown <= ceiling.bytes + V8_BYTES,
    }),
    row("peak of the last quarter against the second, MB", mb(late), {
      baseline: "second quarter",
      baselineMs: mb(early),
      ratio: late / early,
      goal: ceiling.turnsOver ? "≤ 1.15×" : undefined,
      isMet: ceiling.turnsOver ? late <= 1.15 * early : undefined,
    }),
    // A ring that turned over holds only its newest scrapes.
    row("scrapes answered by the ring", scrapes, {
      goal: ceiling.turnsOver ? undefined : "≥ 95 %",
      isMet: ceiling.turnsOver ? undefined : scrapes >= 0.95 * 60 * Math.min(60, minutes),
    }),
    // On a busy machine the exporter itself may take longer than the second it has.
    row("scrapes that failed", failed, { goal: "≤ 1 %", isMet: failed <= 0.01 * scrapes }),
    row(`says: ${kept?.text ?? "nothing"}`, NaN, {
      goal: ceiling.turnsOver ? "says what was dropped" : "all kept",
      isMet: (kept?.text ?? "").includes("dropped") === ceiling.turnsOver,
    }),
  ];
}

export async function run({ minutes = MINUTES } = {}) {
  const exporter = await startNodeExporter();
  const config = (ceiling) =>
    `sources:\n  - { id: node, kind: openmetrics, url: "${exporter.url}/metrics", scrape_interval: 1s, memory_limit: ${ceiling.name} }\n`;
  const apps = [];
  try {
    apps.push(await startApp({ config: "sources: []\n" }));
    for (const ceiling of CEILINGS) apps.push(await startApp({ config: config(ceiling) }));
    const [idle, ...own] = await watch(apps, minutes);
    const rows = [];
    for (const [index, ceiling] of CEILINGS.entries())
      rows.push(...(await rowsOf(apps[index + 1], { ceiling, own: own[index], idle, minutes })));
    return rows;
  } finally {
    for (const app of apps) await app.stop();
    await exporter.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: String(MINUTES) } } });
  console.table(await run({ minutes: Number(values.minutes) }));
}
