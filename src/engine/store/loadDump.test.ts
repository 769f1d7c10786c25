import { describe, expect, it } from "vitest";
import { ExpositionError } from "../exposition/ExpositionError.ts";
import { createMatcher } from "../labels/LabelMatcher.ts";
import { finish } from "../work/Work.ts";
import type { DumpStore } from "./DumpStore.ts";
import { loadDump } from "./loadDump.ts";

const load = (text: string): DumpStore =>
  finish(loadDump([new TextEncoder().encode(text)], { format: "openmetrics", untimedMs: 9_000 }));

const EVERYTHING = { firstMs: 1e15, lastMs: 1e15, stepMs: 1, rangeMs: 2e15, isNewestOnly: false };

const shown = (store: DumpStore, window = EVERYTHING): string[] =>
  finish(store.select([], window)).map(
    ({ labels, timesMs, values }) =>
      `${labels.metricName}{${labels.get("x")}}: ${Array.from(timesMs, (timeMs, i) => `${timeMs} ${values[i]}`).join(", ")}`,
  );

describe("loadDump", () => {
  it("takes samples of any age, interleaved or grouped, and sorts them", () => {
    const store = load(
      'b{x="1"} 1 100\na 2 2.5\nb{x="1"} 3 -50\na 1 1.25\na{x=""} 4 4\nb{x="2"} 5 253370764800\na 6\n# EOF\n',
    );
    expect(shown(store)).toEqual([
      "a{}: 1250 1, 2500 2, 4000 4, 9000 6",
      "b{1}: -50000 3, 100000 1",
      "b{2}: 253370764800000 5",
    ]);
    expect(store.stats).toEqual({
      series: 3,
      samples: 7,
      duplicates: 0,
      oldestMs: -50_000,
      newestMs: 253_370_764_800_000,
    });
  });

  it("takes the first of two samples at one time, as a backfill of Prometheus, and counts the others", () => {
    const store = load("a 3 1.0009\na 1 1\na 3 1\na 2 0\n# EOF\n");
    expect(shown(store)).toEqual(["a{}: 0 2, 1000 3"]);
    expect(store.stats).toMatchObject({ samples: 2, duplicates: 1 });
  });

  it("hands out what the windows need and no more", () => {
    const store = load(`${Array.from({ length: 100 }, (_, i) => `a ${i} ${i}`).join("\n")}\n# EOF\n`);
    const window = { firstMs: 10_000, lastMs: 12_000, stepMs: 1_000, rangeMs: 2_000, isNewestOnly: false };
    expect(shown(store, window)).toEqual(["a{}: 9000 9, 10000 10, 11000 11, 12000 12"]);
    expect(finish(store.series([], { startMs: 99_001, endMs: 1e9 }))).toEqual([]);
    expect(
      finish(store.series([[createMatcher("__name__", "=", "a")]], { startMs: 98_500, endMs: 99_000 })),
    ).toHaveLength(1);
  });

  it("F45 leaves nothing of a file that breaks off, with the line where it does", () => {
    const attempt = (): DumpStore => load('a 1 1\na 2 2\na{x="1 3\n# EOF\n');
    expect(attempt).toThrow(new ExpositionError(3, 'labels without end: "a{x=\\"1 3"'));
  });

  it("keeps every exemplar by series and time, and metadata by family", () => {
    const store = load(
      '# TYPE a histogram\n# HELP a text\na_bucket{le="1"} 1 20 # {t="x"} 0.5\na_bucket{le="1"} 1 10 # {t="y"} 0.25 9.5\n# EOF\n',
    );
    const [found] = finish(
      store.exemplars([[createMatcher("le", "=", "1.0")]], { startMs: 0, endMs: 20_000 }),
    );
    expect(found?.exemplars.map(({ labels, timeMs, value }) => [labels.get("t"), timeMs, value])).toEqual([
      ["y", 9_500, 0.25],
      ["x", 20_000, 0.5],
    ]);
    expect([...store.metadata()]).toEqual([["a", [{ type: "histogram", help: "text", unit: "" }]]]);
  });

  it("loads 350,000 samples in under 5 s of work", () => {
    const lines = Array.from(
      { length: 350_000 },
      (_, i) =>
        `http_requests_total{job="api",instance="host-${i % 500}"} ${i * 1.5} ${1_700_000_000 + Math.floor(i / 500)}`,
    );
    const bytes = new TextEncoder().encode(`${lines.join("\n")}\n# EOF\n`);
    const started = process.cpuUsage();
    const store = finish(loadDump([bytes], { format: "openmetrics", untimedMs: 0 }));
    const spent = process.cpuUsage(started);
    expect(store.stats).toMatchObject({ series: 500, samples: 350_000 });
    expect((spent.user + spent.system) / 1_000).toBeLessThan(5_000);
  });
});
