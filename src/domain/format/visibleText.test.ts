import { describe, expect, test } from "vitest";
import { visibleText } from "./visibleText.ts";

describe("visibleText", () => {
  test.each([
    ["plain: ord1 · api", "plain: ord1 · api"],
    ["two\nlines\t\0", "two␊lines␉␀"],
    ["\u007f\u0085", "␡⟨U+0085⟩"],
    ["a\u202egpj.exe", "a⟨U+202E⟩gpj.exe"],
    ["\u2066x\u2069 \u200bz\ufeff", "⟨U+2066⟩x⟨U+2069⟩ ⟨U+200B⟩z⟨U+FEFF⟩"],
    ["👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"],
  ])("S17 shows what cannot be seen in %j", (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});
