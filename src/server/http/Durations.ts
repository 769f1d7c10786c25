import type { Histogram } from "prom-client";

type Labels = Readonly<Record<string, string>>;

interface Series {
  readonly labels: Labels;
  /** Per bucket, not cumulative; the last one is for what is above all bounds. */
  readonly counts: number[];
  sumMs: number;
}

export interface DurationsOptions {
  readonly name: string;
  readonly help: string;
  /** Upper bounds in seconds, ascending. */
  readonly buckets: readonly number[];
}

/**
 * A histogram of durations for prom-client's registry. Its own one builds and hashes an object of labels for each
 * observation, which is felt at thousands of answers a second; here a series is found by a short text.
 */
export class Durations {
  readonly name: string;
  readonly help: string;
  readonly type = "histogram";
  readonly aggregator = "sum";
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, Series>();

  constructor({ name, help, buckets }: DurationsOptions) {
    this.name = name;
    this.help = help;
    this.#bounds = buckets;
  }

  /** `key` stands for the labels, which are asked for when it is new. */
  observe(key: string, durationMs: number, labels: () => Labels): void {
    let series = this.#series.get(key);
    if (series === undefined) {
      series = { labels: labels(), counts: this.#bounds.map(() => 0), sumMs: 0 };
      series.counts.push(0);
      this.#series.set(key, series);
    }
    let at = 0;
    while (at < this.#bounds.length && durationMs > (this.#bounds[at] ?? 0) * 1000) at += 1;
    series.counts[at] = (series.counts[at] ?? 0) + 1;
    series.sumMs += durationMs;
  }

  /** What prom-client's registry asks a metric for. */
  async get(): ReturnType<Histogram["get"]> {
    const values = [...this.#series.values()].flatMap((series) => this.#valuesOf(series));
    const { name, help, aggregator } = this;
    // The typing wants the enum of a file that is not there when the program runs.
    const type = this.type as unknown as Awaited<ReturnType<Histogram["get"]>>["type"];
    return await Promise.resolve({ name, help, type, aggregator, values, collect: () => undefined });
  }

  #valuesOf({ labels, counts, sumMs }: Series) {
    let total = 0;
    const buckets = counts.map((count, at) => {
      total += count;
      const le = this.#bounds[at] ?? "+Inf";
      return { metricName: `${this.name}_bucket`, labels: { ...labels, le }, value: total };
    });
    return [
      ...buckets,
      { metricName: `${this.name}_sum`, labels, value: sumMs / 1000 },
      { metricName: `${this.name}_count`, labels, value: total },
    ];
  }
}
