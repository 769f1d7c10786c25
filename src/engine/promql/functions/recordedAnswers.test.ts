import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { quote } from "../../../domain/query/promql/goString.ts";
import { ArrayStore, testSeries } from "../../../testing/engine/ArrayStore.ts";
import { EngineError } from "../../EngineError.ts";
import { Labels } from "../../labels/Labels.ts";
import { finish } from "../../work/Work.ts";
import { evaluateQuery, type QueryResult } from "../evaluateQuery.ts";

/*
 * recordedAnswers.txt: series with `value@seconds`, then `> query` with what Prometheus 3.15.0 answered at second 90
 * (flags promql-experimental-functions, exemplar-storage; the same series backfilled): rows, `~` for notes, `!` for an
 * error. Rows are in the order of the answer for sort…, else by text. e2e/promql/recordFunctionAnswers.ts writes it anew.
 */

const EPOCH_MS = 1_700_000_000_000;
const AT_MS = EPOCH_MS + 90_000;
const RELATIVE_TOLERANCE = 1e-9;

const [seriesText = "", ...questions] = readFileSync(new URL("recordedAnswers.txt", import.meta.url), "utf8")
  .split(/^> /m)
  .map((part) => part.replace(/\n+$/, ""));

function parseNumber(text: string): number {
  return Number(text.replace("Inf", "Infinity"));
}

function parseSeries(line: string): ReturnType<typeof testSeries> {
  const [, name = "", body = "", samples = ""] = /^(\w+)(?:\{(.*)\})? (.*)$/.exec(line) ?? [];
  const labels = Object.fromEntries([...body.matchAll(/(\w+)="([^"]*)"/g)].map((pair) => [pair[1], pair[2]]));
  const points = samples.split(" ").map((sample): [number, number] => {
    const [value = "", seconds = ""] = sample.split("@");
    return [EPOCH_MS + Number(seconds) * 1000, parseNumber(value)];
  });
  return testSeries({ __name__: name, ...labels }, points);
}

const store = new ArrayStore(seriesText.split("\n").map(parseSeries));

/** In the form of the recording. */
function answer(query: string): string[] {
  try {
    const limits = { maxSamples: 1e6, timeoutMs: 60_000 };
    const span = { startMs: AT_MS, endMs: AT_MS, stepMs: 1000 };
    const { data, warnings, infos } = finish(
      evaluateQuery({ text: query, store, isInstant: true, ...span, limits, nowMs: () => 0 }),
    );
    return [...rowsOf(data), ...[...warnings, ...infos].toSorted().map((note) => `~ ${note}`)];
  } catch (error) {
    if (error instanceof EngineError) return [`! ${error.type}: ${error.message}`];
    throw error;
  }
}

function rowsOf(data: QueryResult["data"]): string[] {
  if (data.resultType === "scalar") return [`scalar ${data.value}`];
  if (data.resultType !== "vector") throw new Error(`a ${data.resultType} is not recorded`);
  const { labels, values } = data.vector;
  return labels.map((one, row) => `${printLabels(one)} ${values[row]}`);
}

function printLabels(labels: Labels): string {
  const pairs = [...labels.withoutName().entries()].map(
    ([name, value]) => `${/^[a-zA-Z_]\w*$/.test(name) ? name : quote(name)}=${quote(value)}`,
  );
  return `${labels.metricName}{${pairs.join(",")}}`;
}

/** The recorded line where ours is as near as it has to be. */
function settle(ours: string, recorded: string | undefined): string {
  const [, name, value = ""] = /^([^~!].*) (\S+)$/.exec(ours) ?? [];
  const [, recordedName, recordedValue = ""] = /^(.*) (\S+)$/.exec(recorded ?? "") ?? [];
  if (recorded === undefined || name === undefined || name !== recordedName) return ours;
  const [a, b] = [parseNumber(value.replace("Infinity", "Inf")), parseNumber(recordedValue)];
  const isNear =
    Number.isFinite(b) && Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  return Object.is(a, b) || a === b || isNear ? recorded : ours;
}

describe("functions answer as recorded of Prometheus", () => {
  it.each(
    questions.map((question) => {
      const [query = "", ...lines] = question.split("\n");
      return { query, lines };
    }),
  )("$query", ({ query, lines }) => {
    const ours = answer(query);
    const isOrdered = query.startsWith("sort");
    const compared = isOrdered ? ours : ours.toSorted();
    const recorded = isOrdered ? lines : lines.toSorted();
    expect(compared.map((line, i) => settle(line, recorded[i]))).toEqual(recorded);
  });
});
