import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { parsePage } from "../exposition/parsePage.ts";
import { SeriesTexts } from "../exposition/SeriesTexts.ts";
import { finish } from "../work/Work.ts";
import { RingStore } from "./RingStore.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function usedBytes(): number {
  // What the first one frees outside the heap is given back by the next.
  for (let i = 0; i < 3; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A constant, a counter, a gauge of whole numbers and one of floats, in turn. */
function pageText(scrape: number, label: (scrape: number) => string): Uint8Array {
  const lines = Array.from({ length: 2_000 }, (_, i) => {
    const value = [
      5,
      scrape * 100 + i,
      Math.floor(Math.abs(Math.sin(scrape * i)) * 1e9),
      Math.sin(scrape + i),
    ][i % 4];
    return `metric_${i % 50}{instance="host-${Math.floor(i / 50)}",job="node",${label(scrape)}} ${value}\n`;
  });
  return new TextEncoder().encode(lines.join(""));
}

it.each([
  ["few scrapes of the same series", 20, (): string => 'mode="user"'],
  ["many scrapes of the same series", 300, (): string => 'mode="user"'],
  ["other series in every scrape", 15, (scrape: number): string => `build="${scrape}"`],
])("says no less than the process spends on %s, and not much more", (_, scrapes, label) => {
  const before = usedBytes();
  const store = new RingStore();
  const texts = new SeriesTexts();
  for (let scrape = 1; scrape <= scrapes; scrape++) {
    const page = finish(parsePage([pageText(scrape, label)], { format: "text", texts }));
    finish(store.append({ timeMs: 15_000 * scrape + (scrape % 7), page }));
  }
  const spent = usedBytes() - before;
  const { bytes } = store.stats();
  expect(bytes).toBeGreaterThan(spent);
  expect(bytes).toBeLessThan(2 * spent);
});
