import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { hasWords, wordsOf, wordsPattern } from "../../../domain/browse/nameSearch.ts";
import { findWords, FIT } from "./wordSearch.ts";

describe("findWords", () => {
  const marked = (name: string, typed: string): string | null => {
    const found = findWords(name, wordsOf(typed));
    if (found === null) return null;
    let text = "";
    let offset = 0;
    for (let index = 0; index < found.ranges.length; index += 2) {
      const [from = 0, to = 0] = found.ranges.slice(index, index + 2);
      text += `${name.slice(offset, from)}<${name.slice(from, to)}>`;
      offset = to;
    }
    return `${found.fit} ${text}${name.slice(offset)}`;
  };

  it.each([
    [
      "container_cpu_usage_seconds_total",
      "cpu_sec",
      `${FIT.wordStarts} container_<cpu>_usage_<sec>onds_total`,
    ],
    ["cpu_seconds", "cpu_sec", `${FIT.prefix} <cpu>_<sec>onds`],
    ["http_requests_total", "HTTP", `${FIT.prefix} <http>_requests_total`],
    ["node_xcpu_total", "cpu", `${FIT.inside} node_x<cpu>_total`],
    ["xa_a", "a a", `${FIT.inside} x<a>_<a>`],
    ["abc_b", "b c", `${FIT.inside} a<b><c>_b`],
    ["cab", "b c", null],
    ["up", "down", null],
    ["up", "", `${FIT.prefix} up`],
  ])("%s for %s", (name, typed, expected) => {
    expect(marked(name, typed)).toBe(expected);
  });

  it("finds exactly what the pattern sent to the server finds", () => {
    const names = ["node_cpu_seconds_total", "a.b", "axb", "sec_cpu", "CPU:sec", "up", "cpu+sec"];
    for (const typed of ["cpu_sec", "a.b", "up", "cpu+", "s"]) {
      const words = wordsOf(typed);
      const pattern = new RegExp(wordsPattern(words).replace("(?i)", "^").concat("$"), "i");
      for (const name of names) {
        expect([typed, name, hasWords(name.toLowerCase(), words)]).toEqual([typed, name, pattern.test(name)]);
        expect(findWords(name, words) !== null).toBe(hasWords(name.toLowerCase(), words));
      }
    }
  });

  it("searches 150,000 names in less than 100 ms of processor time", () => {
    const names = Array.from(
      { length: 150_000 },
      (_, index) => `service_${index % 977}_requests_${index}_total`,
    );
    const words = wordsOf("req_149");
    expect(processorMs(() => names.filter((name) => hasWords(name.toLowerCase(), words)))).toBeLessThan(100);
  });
});
