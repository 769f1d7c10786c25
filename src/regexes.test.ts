import fs from "node:fs";
import path from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

/**
 * S31: no regular expression takes more than linear time, whoever writes the text. Each one of the sources is run on
 * texts made of its own letters, many times over, with an end that does not match: the known way to make a backtracking
 * matcher try everything (a run of 20 finds 2ⁿ, a run of 1,500 finds n²).
 */
interface Found {
  readonly place: string;
  readonly pattern: string;
  readonly flags: string;
}

/** More than linear, but never on a long text: why. */
const ON_SHORT_TEXTS: Readonly<Record<string, string>> = {
  "/=+$/": "base64 ends with two at most",
  "/-+$/": "after a cut to 36 or 60 characters",
  "/^-+|-+$/g": "runs of dashes were made one before",
  "/\\.?0+$/": "a number that we printed",
  "/(\\d+)([a-z]+)/g": "a duration that we printed",
  "/([+\\-/])?(\\d*)(ms|[smhdwMQy])/g": "after a check that allows six digits in a row",
  "/^(.+?)(?:\\s+(?:to|until|-|–|—)\\s+|\\s*[–—]\\s*)(.+)$/i": "a range, of 200 characters at most",
};

const KINDS = "a0 -_.:/\\\"'{([,\n<=%é";
const SHORT_RUN = 20;
const LONG_RUN = 1_500;
/** Linear ones take microseconds. */
const TOO_LONG_MS = 2;

function sourceFiles(): string[] {
  return fs
    .readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.tsx?$/.test(name) && !/\.test\.|node_modules/.test(name) && !name.startsWith("testing"),
    )
    .map((name) => path.join("src", name));
}

function regexesIn(file: string): Found[] {
  const text = fs.readFileSync(file, "utf8");
  const found: Found[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (typeof node === "object" && node !== null) {
      const { regex, start } = node as { regex?: { pattern: string; flags: string }; start: number };
      if (regex) found.push({ ...regex, place: `${file}:${text.slice(0, start).split("\n").length}` });
      else for (const child of Object.values(node)) visit(child);
    }
  };
  visit(parseSync(file, text).program);
  return found;
}

/** Units to repeat, each alone or after one letter of the pattern. */
function attacks(pattern: string): readonly (readonly [start: string, unit: string])[] {
  const plain = pattern
    .replaceAll(/\\u\{?([0-9a-f]{4,5})\}?/gi, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replaceAll(/\\[a-zA-Z]|[\^$*+?|[\](){}]/g, "");
  const own = [...new Set(plain)].slice(0, 10);
  const units = [...KINDS, ...own, ...own.flatMap((a) => ["a", "0", " ", ...own].map((b) => a + b))];
  return ["", "a", ...own.slice(0, 5)].flatMap((start) =>
    [...new Set(units)].map((unit) => [start, unit] as const),
  );
}

function runMs(regex: RegExp, text: string): number {
  const startMs = performance.now();
  if (regex.global) text.replace(regex, "");
  else regex.exec(text);
  regex.lastIndex = 0;
  return performance.now() - startMs;
}

/** The attack that takes too long three times in a row, as text. */
function weakness({ pattern, flags }: Found): string | undefined {
  const regex = new RegExp(pattern, flags);
  for (const length of [SHORT_RUN, LONG_RUN]) {
    for (const [start, unit] of attacks(pattern)) {
      const text = `${start}${unit.repeat(length / unit.length)}\0`;
      if ([1, 2, 3].every(() => runMs(regex, text) > TOO_LONG_MS))
        return JSON.stringify([start, unit, length]);
    }
  }
  return undefined;
}

const FOUND = sourceFiles().flatMap(regexesIn);
const spelled = ({ pattern, flags }: Found) => `/${pattern}/${flags}`;

describe("S31 regular expressions", () => {
  it.each([
    ["(a+)+$", ""],
    ["^(?:[a-z]+\\d?)+$", ""],
    ["-+$", ""],
    ["^(\\s|x)*\\s+y", ""],
    ["\\d+x", "g"],
  ])("S31 the check finds that /%s/%s is more than linear", (pattern, flags) => {
    expect(weakness({ pattern, flags, place: "" })).toBeDefined();
  });

  it("S31 all of the sources are linear", () => {
    expect(FOUND.length).toBeGreaterThan(150);
    const weak = FOUND.filter((found) => !(spelled(found) in ON_SHORT_TEXTS)).flatMap((found) => {
      const attack = weakness(found);
      return attack === undefined ? [] : [`${found.place} ${spelled(found)} on ${attack}`];
    });
    expect(weak).toEqual([]);
  }, 60_000);

  it("S31 each exception is still there", () => {
    const all = new Set(FOUND.map(spelled));
    expect(Object.keys(ON_SHORT_TEXTS).filter((pattern) => !all.has(pattern))).toEqual([]);
  });
});
