import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Faults (F01 …), regressions of real vulnerabilities (S01 …) and rows of what the product does (A1 …) are tests that
 * carry these names: a title begins with one id or several ("S01 S02 hostile requests …"). F1 is a row, F01 a fault.
 */

/** The highest number of each series; a higher one in a title is a slip of the pen. */
const FAULTS = 62;
const REGRESSIONS = 36;
const THREATS = 16;
const ROWS: Readonly<Record<string, number>> = {
  A: 10,
  B: 6,
  C: 8,
  D: 11,
  E: 9,
  F: 3,
  // Features G1–G5, and the numeric goals G1–G24.
  G: 24,
  H: 3,
  I: 3,
  J: 3,
  K: 4,
  L: 4,
  M: 1,
  N: 3,
  O: 2,
  P: 1,
  Q: 1,
  R: 2,
  T: THREATS,
};

const upTo = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_value, i) => `${letter}${String(from + i).padStart(2, "0")}`);

const rows = (letter: string, count: number) =>
  Array.from({ length: count }, (_value, i) => `${letter}${i + 1}`);

/** Anywhere: as a unit test, against the fault-injecting upstream, or in the browser. */
const DEMANDED = [...upTo("F", 1, 62), ...upTo("S", 1, 35), ...rows("I", 3), ...rows("J", 3)];

/** In the browser, against a real server. */
const DEMANDED_IN_BROWSER = [
  ...rows("A", 10),
  ...rows("B", 6),
  "D8",
  "D11",
  ...rows("E", 9),
  ...rows("G", 4),
  ...rows("H", 3),
  ...rows("I", 3),
  ...rows("J", 3),
  "L4",
  "N3",
  "Q1",
  // Faults of answers with lines.
  "F33",
  "F35",
  "F36",
  "F38",
  "F40",
  "F42",
];

const isCatalogued = (id: string) => {
  const letter = id.slice(0, 1);
  const number = Number(id.slice(1));
  if (number === 0) return false;
  if (letter === "S") return id.length === 3 && number <= REGRESSIONS;
  if (letter === "F" && id.length === 3) return number <= FAULTS;
  return !id.startsWith("0", 1) && number <= (ROWS[letter] ?? 0);
};

/** A string that begins with ids: a title, or the first cell of a table whose rows are titles. */
const TITLE = /["'`]((?:[A-Z]\d{1,2} )+)(?=\S)/g;

const idsOf = (file: string) =>
  [...fs.readFileSync(file, "utf8").matchAll(TITLE)].flatMap((match) => match[1]?.trim().split(" ") ?? []);

function testFiles(folder: string, pattern: RegExp): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name) && name !== "coverage.test.ts")
    .map((name) => path.join(folder, name));
}

const unit = testFiles("src", /\.test\.tsx?$/);
/** Claims are tests that specs run, on a real server and on the demo. */
const browser = [...testFiles("e2e/specs", /\.spec\.ts$/), ...testFiles("e2e/claims", /\.ts$/)];
const idsByFile = new Map([...unit, ...browser].map((file) => [file, idsOf(file)]));
const carriers = (id: string, files: readonly string[]) =>
  files.filter((file) => idsByFile.get(file)?.includes(id) === true);

describe("the catalogue", () => {
  it("is read from the titles of tests that are there", () => {
    expect(unit.length).toBeGreaterThan(90);
    expect(browser.length).toBeGreaterThan(5);
    expect(carriers("F07", unit)).toContain(path.join("src", "server/upstream/answers.test.ts"));
  });

  it.each(DEMANDED)("has a test of %s", (id) => {
    expect(carriers(id, [...unit, ...browser])).not.toEqual([]);
  });

  it.each(DEMANDED_IN_BROWSER)("has a test of %s in the browser", (id) => {
    expect(carriers(id, browser)).not.toEqual([]);
  });

  it("knows every id that a title carries", () => {
    const unknown = [...idsByFile].flatMap(([file, ids]) =>
      ids.filter((id) => !isCatalogued(id)).map((id) => `${file}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it.each(["F00", "F63", "S37", "S1", "A11", "F4", "T17", "X1", "A01", "C0"])(
    "takes %s for a slip of the pen",
    (id) => {
      expect(isCatalogued(id)).toBe(false);
    },
  );
});

it("no test is left out or left alone by its author", () => {
  const ALONE =
    /\b(?:it|test|describe)(?:\.describe)?\.(?:only|todo|fixme|fails)\b|\b(?:it|test)\.skip\(\s*["'`]/;
  expect([...unit, ...browser].filter((file) => ALONE.test(fs.readFileSync(file, "utf8")))).toEqual([]);
});
