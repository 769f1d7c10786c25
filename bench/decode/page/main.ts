import { runQuery, warmUpRunner } from "../../../src/web/lib/runner/runQuery.ts";

/** What both ways give: the columns and what they add up to, so that nothing can be optimised away. */
interface Columns {
  readonly labels: readonly Readonly<Record<string, string>>[];
  readonly columns: readonly Float64Array[];
}

interface Size {
  readonly series: number;
  readonly points: number;
}

interface Matrix {
  readonly data: {
    readonly result: readonly { metric: Record<string, string>; values: [number, string][] }[];
  };
}

const START_MS = 1_700_000_000_000;
const STEP_MS = 15_000;

/** What is usual: `response.json()` on the main thread, then a column per series. */
async function byJson({ series, points }: Size): Promise<Columns> {
  const response = await fetch("/api/sources/bench/api/v1/query_range", {
    method: "POST",
    body: new URLSearchParams({ query: `${series}x${points}` }),
    cache: "no-store",
  });
  const { data } = (await response.json()) as Matrix;
  const columns = data.result.map(({ values }) => {
    const column = new Float64Array(points).fill(NaN);
    for (const [time, text] of values) column[Math.round((time * 1000 - START_MS) / STEP_MS)] = Number(text);
    return column;
  });
  return { labels: data.result.map(({ metric }) => metric), columns };
}

/** The product: its runner and its worker, as Explore calls them. */
async function byProduct({ series, points }: Size): Promise<Columns> {
  const endMs = START_MS + (points - 1) * STEP_MS;
  const expr = `${series}x${points}`;
  const { decoded } = await runQuery(
    { kind: "range", sourceId: "bench", expr, startMs: START_MS, endMs, stepMs: STEP_MS },
    new AbortController().signal,
  );
  if (decoded.result.kind !== "range") throw new Error("not a range");
  const all = decoded.result.series;
  return { labels: all.map(({ labels }) => labels), columns: all.map(({ values }) => values) };
}

const ways = { json: byJson, product: byProduct };

/** Longest turn of the main thread while `work` runs: the gap between two turns of a message loop. */
async function longestTurn<T>(work: () => Promise<T>): Promise<{ value: T; blockedMs: number }> {
  const channel = new MessageChannel();
  let last = performance.now();
  let blockedMs = 0;
  let isOn = true;
  channel.port1.addEventListener("message", () => {
    const now = performance.now();
    blockedMs = Math.max(blockedMs, now - last);
    last = now;
    if (isOn) channel.port2.postMessage(0);
  });
  channel.port1.start();
  channel.port2.postMessage(0);
  await new Promise((resolve) => setTimeout(resolve, 60));
  blockedMs = 0;
  const value = await work();
  await new Promise((resolve) => setTimeout(resolve, 30));
  isOn = false;
  return { value, blockedMs };
}

async function decode(way: keyof typeof ways, size: Size) {
  const start = performance.now();
  const { labels, columns } = await ways[way](size);
  const ms = performance.now() - start;
  return {
    ms,
    checksum: columns.reduce((sum, column) => column.reduce((a, b) => a + b, sum), labels.length),
  };
}

/** The checksum costs main-thread time too, so it is left out here. */
async function block(way: keyof typeof ways, size: Size) {
  const { blockedMs } = await longestTurn(() => ways[way](size));
  return blockedMs;
}

/** Nothing but the work, for the browser's own count of main-thread time. */
async function run(way: keyof typeof ways, size: Size) {
  await ways[way](size);
}

declare global {
  interface Window {
    bench: { decode: typeof decode; block: typeof block; run: typeof run; violations: string[] };
  }
}
window.bench = { decode, block, run, violations: [] };
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  window.bench.violations.push(`${violatedDirective} ${blockedURI}`);
});
warmUpRunner();
