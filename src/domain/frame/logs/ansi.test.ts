import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ansiSpans, hasAnsi, withoutAnsi } from "./ansi.ts";

const ESC = "\u001b";
const styles = (text: string) => ansiSpans(text).map(({ from: _from, ...span }) => span);

describe("ansiSpans", () => {
  it.each([
    ["plain", [{ text: "plain" }]],
    [`a${ESC}[31mred${ESC}[0m b`, [{ text: "a" }, { text: "red", fg: 1 }, { text: " b" }]],
    [
      `${ESC}[1;93;44mx${ESC}[22;39my${ESC}[mz`,
      [{ text: "x", bold: true, fg: 11, bg: 4 }, { text: "y", bg: 4 }, { text: "z" }],
    ],
    [
      `${ESC}[38;5;208mo${ESC}[48;2;255;0;0mr`,
      [
        { text: "o", fg: 208 },
        { text: "r", fg: 208, bg: 196 },
      ],
    ],
    [
      `${ESC}[38;5;999mx${ESC}[38;2;1mx${ESC}[38mx`,
      [{ text: "x" }, { text: "x", fg: 16 }, { text: "x", fg: 16 }],
    ],
    [
      `${ESC}[2;3;4;9mx${ESC}[22;23;24;29my`,
      [{ text: "x", dim: true, italic: true, underline: true, strike: true }, { text: "y" }],
    ],
    [`${ESC}[31;7mx`, [{ text: "x", fg: 0, bg: 1 }]],
    // Colours only: concealed text is shown.
    [`${ESC}[8mhidden`, [{ text: "hidden" }]],
    ["\u009b32mc1", [{ text: "c1", fg: 2 }]],
  ])("shows %j", (text, spans) => {
    expect(styles(text)).toEqual(spans);
  });

  it.each([
    ["a cursor move", `a${ESC}[2Ab${ESC}[1;1Hc`],
    ["clearing the screen", `a${ESC}[2J${ESC}[Kbc`],
    ["a link", `a${ESC}]8;;https://evil.example${ESC}\\b${ESC}]8;;\u0007c`],
    ["a window title", `a${ESC}]0;title\u0007bc`],
    ["a device string", `a${ESC}P1$r0m${ESC}\\bc`],
    ["a private mode", `a${ESC}[?1049hbc`],
    ["a reset", `a${ESC}cb${ESC}(Bc`],
    ["a C1 link", "a\u009d8;;x\u009cbc"],
    ["an escape at the end", `abc${ESC}`],
    ["a sequence without an end", `abc${ESC}[31`],
  ])("obeys no sequence: %s", (_, text) => {
    expect(styles(text).every((span) => Object.keys(span).join() === "text")).toBe(true);
    expect(withoutAnsi(text)).toBe("abc");
  });

  it("lets no unended sequence hide the rest of the line", () => {
    expect(withoutAnsi(`a${ESC}]0;rest of the line`)).toBe("a0;rest of the line");
    expect(withoutAnsi("a\u009drest")).toBe("arest");
  });

  it("tells where every span stands, and holds no escape in any", () => {
    const piece = fc.constantFrom(
      ESC,
      "[",
      "3",
      "1",
      ";",
      "m",
      "]",
      "\u0007",
      "\\",
      "x",
      "é",
      "\u009b",
      "\u009d",
      "P",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const spans = ansiSpans(text);
        for (const span of spans) {
          expect(text.slice(span.from, span.from + span.text.length)).toBe(span.text);
          expect(hasAnsi(span.text)).toBe(false);
        }
        expect(spans.map((span) => span.text).join("")).toBe(withoutAnsi(text));
      }),
    );
  });

  it.each([
    `${ESC}[31mx`.repeat(30_000),
    `${ESC}]`.repeat(60_000),
    "\u009d".repeat(100_000),
    `${ESC}[${"38;".repeat(40_000)}m`,
  ])("takes a line of nothing but sequences in good time, as a bounded number of spans (%#)", (text) => {
    const startMs = performance.now();
    expect(ansiSpans(text).length).toBeLessThanOrEqual(1001);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});
