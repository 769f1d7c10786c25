// The embedded engine behind the whole server, beside the real Prometheus on the same dump: a day of 20 counters, 10,000
// series at one instant, and what short queries wait for while a runaway one burns its budget.
// `node bench/engine/run.mjs`; `run()` gives the rows to `npm run bench`.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPrometheus } from "../../e2e/backends/buildPrometheus.mjs";
import { startApp } from "../../e2e/stack/appServer.ts";
import { startPrometheus } from "../../e2e/stack/prometheusServer.ts";
import { dumpText } from "./makeDump.mjs";

/** Milliseconds, and ratios. */
const GOALS = { day: 100, dayRatio: 5, instant: 200, runawayRatio: 2 };
const ROUNDS = 15;
const SHORT_QUERIES = 150;

/** What is asked of the 10,000, and how many series come back. */
const INSTANTS = [
  { query: "many", wanted: 10_000 },
  { query: "sum by (shard) (many)", wanted: 100 },
  { query: "rate(many[5m])", wanted: 10_000 },
];

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const p99 = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.99)] ?? NaN;

async function timed(url, signal) {
  const start = performance.now();
  const response = await fetch(url, { signal: signal ?? AbortSignal.timeout(60_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`);
  return { ms: performance.now() - start, series: text.split('"metric"').length - 1 };
}

const instantUrl = (base, query, endS) =>
  `${base}/api/v1/query?${new URLSearchParams({ query, time: endS })}`;
const dayUrl = (base, query, endS) =>
  `${base}/api/v1/query_range?${new URLSearchParams({ query, start: endS - 86_400, end: endS, step: 60 })}`;

/** Turn by turn, so that what else the machine does falls on both. */
async function sideBySide(ours, theirs, wanted) {
  const taken = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, url] of Object.entries({ ours, theirs })) {
      const { ms, series } = await timed(url);
      if (series !== wanted) throw new Error(`${name} answered ${series} series, not ${wanted}`);
      if (round > 2) taken[name].push(ms);
    }
  }
  return { ms: median(taken.ours), baselineMs: median(taken.theirs) };
}

/** How long short queries take, beside each other and beside a query that never ends by itself. */
async function besideRunaway(base, endS) {
  const short = async () => {
    const taken = [];
    for (let i = 0; i < SHORT_QUERIES; i += 1)
      taken.push((await timed(instantUrl(base, `sum(rate(day_total[5m])) + ${i}`, endS))).ms);
    return p99(taken);
  };
  await short();
  const alone = [];
  const beside = [];
  for (let round = 0; round < 3; round += 1) {
    alone.push(await short());
    const over = new AbortController();
    const runaway = fetch(dayUrl(base, "sum(max_over_time(rate(day_total[1h])[6h:15s]))", endS), {
      signal: over.signal,
    }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    beside.push(await short());
    over.abort();
    await runaway;
  }
  return { ms: median(beside), baselineMs: median(alone) };
}

async function untilLoaded(base, endS) {
  for (let tries = 0; tries < 300; tries += 1) {
    const response = await fetch(instantUrl(base, "count(many)", endS));
    if (response.ok && (await response.text()).includes('"10000"')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the dump was not loaded");
}

const row = ({ ms, baselineMs }, facts) => ({
  bench: "engine",
  size: "",
  ms,
  baselineMs,
  ratio: ms / baselineMs,
  ...facts,
});

export async function run() {
  const { prometheus: binary, promtool } = buildPrometheus();
  const endS = Math.floor(Date.now() / 60_000) * 60;
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-bench-"));
  const file = path.join(dir, "dump.om");
  const history = [...dumpText(endS)].join("");
  fs.writeFileSync(file, history);
  const prometheus = await startPrometheus({ binary, promtool, history });
  const app = await startApp({ config: `sources:\n  - { id: dump, kind: openmetrics, file: ${file} }\n` });
  try {
    const ours = `${app.url}/api/sources/dump`;
    await untilLoaded(ours, endS);
    const rate = "rate(day_total[5m])";
    const day = await sideBySide(dayUrl(ours, rate, endS), dayUrl(prometheus.url, rate, endS), 20);
    const instants = [];
    for (const { query, wanted } of INSTANTS) {
      const urls = [ours, prometheus.url].map((base) => instantUrl(base, query, endS));
      instants.push({ query, taken: await sideBySide(urls[0], urls[1], wanted) });
    }
    const beside = await besideRunaway(ours, endS);
    return [
      row(day, {
        step: "rate, 20 series × 24 h",
        baseline: "Prometheus",
        goal: `< ${GOALS.day} ms, ≤ ${GOALS.dayRatio}×`,
        isMet: day.ms < GOALS.day && day.ms <= GOALS.dayRatio * day.baselineMs,
      }),
      ...instants.map(({ query, taken }) =>
        row(taken, {
          step: `${query}, 10,000 series`,
          baseline: "Prometheus",
          goal: `< ${GOALS.instant} ms`,
          isMet: taken.ms < GOALS.instant,
        }),
      ),
      row(beside, {
        step: "p99 beside a runaway query",
        baseline: "p99 alone",
        goal: `≤ ${GOALS.runawayRatio}×`,
        isMet: beside.ms <= GOALS.runawayRatio * beside.baselineMs,
      }),
    ];
  } finally {
    await app.stop();
    await prometheus.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.table(await run());
