import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askOverHttp } from "./askOverHttp.ts";
import { countOf } from "./Dump.ts";
import { makeDump } from "./makeDump.ts";
import { FEATURES } from "./promqlFeatures.ts";
import { DifferentialRun, type DifferentialResult } from "./runDifferential.ts";
import { startOurs } from "./startOurs.ts";
import { startReference } from "./startReference.ts";
import { vocabularyOf } from "./Vocabulary.ts";
import { writeOpenMetrics } from "./writeOpenMetrics.ts";
import { writeReport } from "./writeReport.ts";
import { isFull } from "../../src/testing/isFull.ts";

const binary = process.env["SIGHTGLASS_PROMETHEUS"] ?? "";
const promtool = process.env["SIGHTGLASS_PROMTOOL"] ?? "";
const USUAL_SEED = 20_240_229;
const WITHIN_MS = 900_000;

const seed = Number(
  process.env["SIGHTGLASS_DIFFERENTIAL_SEED"] ?? (isFull ? Date.now() % 1_000_000_000 : USUAL_SEED),
);
const queries = Number(process.env["SIGHTGLASS_DIFFERENTIAL_QUERIES"] ?? (isFull ? 2_000 : 400));

const isMissing = binary === "" || promtool === "";
if (isMissing) {
  const text =
    "the comparison of our engine with Prometheus 3.15: SIGHTGLASS_PROMETHEUS and SIGHTGLASS_PROMTOOL are not set";
  if (process.env["CI"] === "true") throw new Error(`With CI=true nothing may be skipped; missing: ${text}`);
  console.log(`SKIPPED: ${text}`);
}

describe.skipIf(isMissing)("our engine beside Prometheus 3.15 with the same dump", () => {
  const dump = makeDump(seed);
  let result: DifferentialResult;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const text = writeOpenMetrics(dump);
    const server = await startReference(binary, promtool, text);
    stops.push(server.stop);
    const engine = await startOurs(text);
    stops.push(engine.stop);
    const real = askOverHttp("Prometheus", { url: server.url });
    const ours = askOverHttp("ours", engine.place);
    const run = new DifferentialRun({
      real,
      ours,
      vocabulary: vocabularyOf(dump),
      seed,
      queries,
    });
    result = await run.run();
    console.log(
      `SIGHTGLASS_DIFFERENTIAL_SEED=${seed} SIGHTGLASS_DIFFERENTIAL_QUERIES=${queries}\n${await writeReport(result, run)}`,
    );
  }, WITHIN_MS);

  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  it("agrees in at least 99.5 of 100 answers", () => {
    expect(result.compared).toBeGreaterThanOrEqual(queries);
    expect(result.disagreements.length / result.compared).toBeLessThanOrEqual(0.005);
  });

  it("compares answers that say something, with few failing or empty on both sides", () => {
    // One in twenty; of queries drawn anew by chance, two standard deviations more.
    const allowed = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / result.queries);
    expect(result.poor / result.queries).toBeLessThanOrEqual(allowed);
    expect(result.undecided.length / result.queries).toBeLessThanOrEqual(0.01);
  });

  it("asks for every function, operator, aggregation and modifier", () => {
    const least = Math.ceil(queries / 200);
    expect(FEATURES.filter((feature) => (result.coverage.get(feature) ?? 0) < least)).toEqual([]);
  });

  it("asks a dump of the usual size", () => {
    const { series, samples } = countOf(dump);
    expect(series).toBeGreaterThan(300);
    expect(samples).toBeGreaterThan(100_000);
    expect(samples).toBeLessThanOrEqual(350_000);
  });
});
