import { describe, expect, it } from "vitest";
import { bestNames, buildNameIndex, searchNames } from "./nameIndex.ts";
import { escapePattern, wordRanges, wordsOf, wordsPattern } from "./nameSearch.ts";

const NAMES = [
  "up",
  "process_cpu_seconds_total",
  "node_cpu_seconds_total",
  "node_cpu_guest_seconds_total",
  "instance:node_cpu:rate5m",
  "DCGM_FI_DEV_CPU_UTIL",
  "scpu_total",
];
const index = buildNameIndex([...NAMES, "up"]);
const found = (typed: string) => [...searchNames(index, typed).ids].map((id) => index.names[id]);

describe("searchNames", () => {
  it("keeps each name once, in one order", () => {
    expect(index.names).toHaveLength(NAMES.length);
    expect(index.names).toEqual([...index.names].toSorted());
  });

  it.each([
    ["", NAMES.length],
    ["   ", NAMES.length],
    ["cpu", 6],
    ["CPU", 6],
    ["node cpu", 3],
    ["node_cpu", 3],
    ["cpu node", 0],
    ["node cpu sec tot", 2],
    ["up", 1],
    ["upx", 0],
  ])("%j finds the names that have its words in order: %d", (typed, count) => {
    expect(found(typed)).toHaveLength(count);
  });

  it("narrows what was found for the beginning, and finds the same as from the start", () => {
    const typings = ["n", "no", "node", "node ", "node c", "node cpu_g"];
    let held = null;
    for (const typed of typings) {
      held = searchNames(index, typed, held);
      expect([...held.ids]).toEqual([...searchNames(index, typed).ids]);
    }
    const shorter = searchNames(index, "no", held);
    expect([...shorter.ids]).toEqual([...searchNames(index, "no").ids]);
    expect(searchNames(index, "no", shorter)).toBe(shorter);
  });
});

describe("bestNames", () => {
  const best = (typed: string, limit = 3) =>
    bestNames(index, searchNames(index, typed), limit).map(({ name }) => name);
  it.each([
    ["up", ["up"]],
    ["cpu", ["DCGM_FI_DEV_CPU_UTIL", "node_cpu_seconds_total", "instance:node_cpu:rate5m"]],
    ["node_cpu_seconds_total", ["node_cpu_seconds_total", "node_cpu_guest_seconds_total"]],
    ["process", ["process_cpu_seconds_total"]],
    ["nothing", []],
  ])("%j gives the exact name, then word starts, then the shorter", (typed, names) => {
    expect(best(typed)).toEqual(names);
  });

  it("puts a word inside of another last", () => {
    expect(best("cpu", 10).at(-1)).toBe("scpu_total");
  });
});

describe("words", () => {
  it.each([
    ["node_cpu_seconds", ["cpu"], [5, 8]],
    ["scpu_cpu", ["cpu"], [5, 8]],
    ["scpus", ["cpu"], [1, 4]],
    ["NODE_cpu", ["node", "cpu"], [0, 4, 5, 8]],
    ["a_b", ["c"], []],
    ["İstanbul_x", ["x"], []],
  ])("of %s highlight %j at %j", (name, words, ranges) => {
    expect(wordRanges(name, words)).toEqual(ranges);
  });

  it("are the same for the server", () => {
    expect(wordsPattern(wordsOf("a+b c"))).toBe("(?i).*a\\+b.*c.*");
    expect(escapePattern("a.b|c$[x]{1}")).toBe("a\\.b\\|c\\$\\[x\\]\\{1\\}");
  });
});
