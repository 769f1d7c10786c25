import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PatternBook, patternsOf } from "./patterns.ts";
import { lineOf } from "./testLines.test-util.ts";

const kinds = (texts: readonly string[]) =>
  patternsOf(texts.map((text) => lineOf(text))).map(({ template, count }) => [template, count]);

/** Loki's rule: literals in this order, each at its first place; a capture holds at least one character. */
function fits(template: string, line: string): boolean {
  const parts = template.split(/(<_>)/).filter((part) => part !== "");
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if (part === "<_>") {
      if (parts[i - 1] === "<_>") return false;
      continue;
    }
    const found = line.indexOf(part, at);
    if (found < 0 || (i > 0 && found === at) || (i === 0 && found > 0)) return false;
    at = found + part.length;
  }
  return (parts.at(-1) === "<_>") === at < line.length;
}

describe("patternsOf", () => {
  it("tells kinds of lines apart and counts them, the most frequent first", () => {
    expect(
      kinds([
        'level=info msg="order placed" id=17 took=5ms',
        'level=info msg="order placed" id=18 took=7ms',
        'level=warn msg="card refused" id=19 took=9ms',
        "GET /api/items/17 200",
        "GET /api/items/18 404",
        'level=info msg="order placed" id=20 took=1ms',
      ]),
    ).toEqual([
      ['level=info msg="order placed" id=<_> took=<_>', 3],
      ["GET <_> <_>", 2],
      ['level=warn msg="card refused" id=<_> took=<_>', 1],
    ]);
  });

  it("makes one kind of lines that differ in few words", () => {
    expect(kinds(["user anna logged in from paris", "user otto logged in from rome"])).toEqual([
      ["user <_> logged in from <_>", 2],
    ]);
  });

  it("F33 takes a word with replaced bytes for what varies, since the store holds other bytes", () => {
    expect(kinds(["nul \uFFFD tab", "caf\uFFFD open"])).toEqual([
      ["nul <_> tab", 1],
      ["<_> open", 1],
    ]);
  });

  it("counts the levels of a kind", () => {
    const [pattern] = patternsOf([
      lineOf("took 5", { metadata: { detected_level: "warn" } }),
      lineOf("took 6", { metadata: { detected_level: "warn" } }),
      lineOf("took 7"),
    ]);
    expect([pattern?.levels, pattern?.sample.text]).toEqual([{ warn: 2, unknown: 1 }, "took 5"]);
  });

  it("gives templates that Loki's pattern filter fits to their own lines", () => {
    const word = fc.constantFrom(
      "a",
      "b1",
      "user",
      "<_>",
      "<x>",
      "5",
      "deadbeef99",
      "é",
      "msg",
      "x".repeat(70),
    );
    const sign = fc.constantFrom(" ", "=", '"', ", ", ": ", '="', "\u001b[31m", "{", "  ");
    const text = fc.array(fc.tuple(word, sign), { maxLength: 8 }).map((parts) => parts.flat().join(""));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const lines = texts.filter((line) => line !== "").map((line) => lineOf(line));
        const patterns = patternsOf(lines);
        expect(patterns.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
        for (const { text: line } of lines) {
          expect(patterns.some(({ template }) => fits(template, line))).toBe(true);
        }
        for (const { template, sample } of patterns) expect(fits(template, sample.text)).toBe(true);
      }),
    );
  });

  it("cuts a long line short and still fits it", () => {
    const texts = ["word ".repeat(5000), "x".repeat(5000), `${"a b ".repeat(74)}c d e f`];
    for (const text of texts) {
      const [pattern] = patternsOf([lineOf(text)]);
      expect([pattern?.template.endsWith("<_>"), fits(pattern?.template ?? "", text)]).toEqual([true, true]);
    }
  });

  it("goes on where it was as more lines are loaded", () => {
    const lines = Array.from({ length: 40 }, (_, i) => lineOf(`${i % 3 ? "took" : "gave"} ${i}`));
    const book = new PatternBook();
    book.add(lines.slice(0, 15));
    book.add(lines.slice(15));
    expect(book.patterns()).toEqual(patternsOf(lines));
  });

  it("takes time in proportion to the number of lines, whatever they are", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const wordOf = (i: number) =>
      [i % 26, (i / 26) % 26, (i / 676) % 26].map((at) => letters[Math.floor(at)]).join("");
    const make = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        lineOf(
          i % 2
            ? `level=info msg="${wordOf(i)} done" id=${i} k=${wordOf(i * 7)}`
            : `${wordOf(i)} ${wordOf(i * 3)} ${i}`,
        ),
      );
    const time = (count: number) => {
      const lines = make(count);
      const startMs = performance.now();
      patternsOf(lines);
      return performance.now() - startMs;
    };
    time(2000);
    expect(time(50_000)).toBeLessThan(Math.max(200, time(5000)) * 30);
  });
});
