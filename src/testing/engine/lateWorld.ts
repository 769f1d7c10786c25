import { JsonText } from "../../engine/api/JsonText.ts";
import { writeQueryData } from "../../engine/api/writeQueryData.ts";
import { evaluateQuery } from "../../engine/promql/evaluateQuery.ts";
import { finish } from "../../engine/work/Work.ts";
import { ArrayStore, testSeries } from "./ArrayStore.ts";

/** A sample, and when the store first knows of it. */
interface Late {
  readonly timeMs: number;
  readonly value: number | "stale";
  readonly knownMs: number;
}

interface LateSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Late[];
}

export interface AskedRange {
  readonly expr: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** Nothing arrives later than this. */
export const LATEST_MS = 590_000;
const SCRAPE_MS = 15_000;

/**
 * Series as real ones are: scraped every 15 s with jitter, known at once, some seconds or up to ten minutes late, out of
 * order; with gaps, NaN, stale markers, counters that reset, buckets, and pods that come and go.
 */
export class LateWorld {
  readonly #series: readonly LateSeries[];

  constructor(
    random: () => number,
    { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  ) {
    const span = { startMs, endMs };
    const series: LateSeries[] = [];
    for (let pod = 0; pod < 5; pod += 1) {
      const life = lifeOf(random, span);
      const labels = { pod: `pod-${pod}`, node: `n${pod % 2}` };
      series.push({ labels: { __name__: "requests_total", ...labels }, samples: counter(random, life) });
      series.push({ labels: { __name__: "temperature", ...labels }, samples: gauge(random, life) });
    }
    for (const le of ["0.1", "1", "+Inf"])
      series.push({ labels: { __name__: "latency_bucket", le }, samples: counter(random, span) });
    this.#series = series;
  }

  /** The bytes a server answers at a moment, from what it knows then. */
  answer({ expr, startMs, endMs, stepMs }: AskedRange, atMs: number): string {
    const store = new ArrayStore(
      this.#series.map(({ labels, samples }) =>
        testSeries(
          labels,
          samples
            .filter(({ knownMs, timeMs }) => knownMs <= atMs && timeMs > startMs - 900_000 && timeMs <= endMs)
            .map(({ timeMs, value }) => [timeMs, value] as const),
        ),
      ),
    );
    const { data } = finish(
      evaluateQuery({
        text: expr,
        store,
        isInstant: false,
        startMs,
        endMs,
        stepMs,
        limits: { maxSamples: 10_000_000, timeoutMs: 60_000 },
        nowMs: () => 0,
      }),
    );
    let text = '{"status":"success","data":';
    const json = new JsonText((chunk) => (text += chunk));
    finish(writeQueryData(json, data));
    json.flush();
    return `${text}}`;
  }
}

function lifeOf(random: () => number, { startMs, endMs }: { startMs: number; endMs: number }) {
  const at = startMs + random() * (endMs - startMs) * 0.6;
  return random() < 0.4 ? { startMs, endMs } : { startMs: at, endMs: at + random() * (endMs - at) };
}

function* times(random: () => number, { startMs, endMs }: { startMs: number; endMs: number }) {
  for (let timeMs = startMs; timeMs <= endMs; timeMs += SCRAPE_MS) {
    if (random() < 0.02) timeMs += Math.floor(random() * 20) * SCRAPE_MS;
    const lateMs = random() < 0.1 ? random() * LATEST_MS : random() * 3_000;
    const jitteredMs = Math.floor(timeMs + random() * 200);
    yield { timeMs: jitteredMs, knownMs: jitteredMs + lateMs };
  }
}

function counter(random: () => number, span: { startMs: number; endMs: number }): Late[] {
  let value = 0;
  return Array.from(times(random, span), (when) => {
    value = random() < 0.01 ? 0 : value + Math.floor(random() * 50);
    return { ...when, value };
  });
}

function gauge(random: () => number, span: { startMs: number; endMs: number }): Late[] {
  return Array.from(times(random, span), (when) => {
    const kind = random();
    const value = kind < 0.02 ? Number.NaN : kind < 0.03 ? "stale" : Math.round(random() * 1_000) / 10;
    return { ...when, value } as const;
  });
}
