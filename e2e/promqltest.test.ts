import { expect, it } from "vitest";
import { findTestdata, runPromqltest } from "./promql/promqltest.ts";

const folder = findTestdata();
if (folder === null) console.log("skipped: Prometheus' own tests (Go's module cache does not hold them)");

/** Fewer mean that the reader has lost some. */
const PASSING = 1200;

it.skipIf(folder === null)("passes every test of Prometheus for what it has", { timeout: 120_000 }, () => {
  const { passed, failed, skipped } = runPromqltest(folder ?? "");
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThanOrEqual(PASSING);
  expect([...skipped.keys()].toSorted()).toEqual([
    "delayed name removal",
    "extended range selectors (anchored, smoothed)",
    "fill modifiers",
    "native histograms",
    "start timestamps",
  ]);
});
