import { Histogram, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { Durations } from "./Durations.ts";

const name = "answers_seconds";
const help = "Answers";
const buckets = [0.005, 0.025, 1];

/** Sample lines, since the order of labels is free. */
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.replace(/\{(.*)\}/, (_all, labels: string) => labels.split(",").toSorted().join(",")))
    .toSorted();

describe("Durations", () => {
  it("writes what prom-client's own histogram writes", async () => {
    const observed = [
      ["query", 5],
      ["query", 5.1],
      ["query", 25],
      ["query", 90_000],
      ['a "b"\\', 1],
    ] as const;
    const ours = new Registry();
    const durations = new Durations({ name, help, buckets });
    ours.registerMetric(durations as unknown as Histogram);
    const theirs = new Registry();
    const histogram = new Histogram({ name, help, buckets, labelNames: ["op"], registers: [theirs] });
    for (const [op, ms] of observed) {
      durations.observe(op, ms, () => ({ op }));
      histogram.observe({ op }, ms / 1000);
    }
    expect(linesOf(await ours.metrics())).toEqual(linesOf(await theirs.metrics()));
  });
});
