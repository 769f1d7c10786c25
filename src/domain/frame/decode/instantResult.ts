import type {
  DecodeNotes,
  InstantResult,
  MatrixResult,
  MatrixRow,
  Sample,
  VectorResult,
  VectorRow,
} from "../Frame.ts";
import { labelsKey } from "../../format/seriesKey.ts";
import type { AnswerBuilder, RawSeries } from "./AnswerBuilder.ts";
import { formatExact } from "../../format/formatExact.ts";
import { readHistogram } from "./readHistogram.ts";
import { showable } from "./readLabels.ts";
import { parseSampleText } from "./sampleText.ts";

type Noted = Pick<AnswerBuilder, "shape">;
type Counts = { -readonly [K in keyof DecodeNotes]: DecodeNotes[K] };

/** The answer of an instant query by its `resultType`; `undefined` after noting that the type is none of the API's. */
export function instantResult(answer: AnswerBuilder): InstantResult | undefined {
  switch (answer.data.get("resultType")) {
    case "vector":
      return vector(answer);
    case "matrix":
      return matrix(answer);
    case "scalar":
      return { kind: "scalar", sample: sampleOf(answer.items, "data.result", answer) };
    case "string":
      return string(answer);
    default:
      answer.shape("data.resultType", "vector, matrix, scalar or string");
      return undefined;
  }
}

function string(answer: AnswerBuilder): InstantResult {
  const [time, text] = answer.items;
  if (typeof time !== "number" || typeof text !== "string") answer.shape("data.result", "[seconds, text]");
  return { kind: "string", timeMs: Math.round(Number(time) * 1000), text: showable(String(text)) };
}

function vector(answer: AnswerBuilder): VectorResult {
  const notes = noNotes(answer.series);
  const rows = new Map<string, VectorRow>();
  for (const [i, { labels, isClean, members }] of answer.series.entries()) {
    const path = `data.result[${i}]`;
    const sample = members.has("histogram")
      ? histogramSampleOf(members.get("histogram"), `${path}.histogram`, answer)
      : sampleOf(members.get("value"), `${path}.value`, answer);
    const key = labelsKey(labels);
    if (rows.has(key)) notes.duplicateSeries++;
    rows.set(key, { labels, sample, ...(isClean ? {} : { hasInvalidBytes: true }) });
  }
  noteStrayItems(answer);
  return { kind: "vector", rows: [...rows.values()], notes };
}

function matrix(answer: AnswerBuilder): MatrixResult {
  const notes = noNotes(answer.series);
  const rows = new Map<string, MatrixRow>();
  for (const [i, { labels, isClean, members }] of answer.series.entries()) {
    const path = `data.result[${i}]`;
    if (!members.has("values") && !members.has("histograms")) answer.shape(`${path}.values`, "an array");
    const samples = listOf(members.get("values"), `${path}.values`, answer).map((item, k) =>
      sampleOf(item, `${path}.values[${k}]`, answer),
    );
    const histograms = listOf(members.get("histograms"), `${path}.histograms`, answer).map((item, k) =>
      histogramSampleOf(item, `${path}.histograms[${k}]`, answer),
    );
    const key = labelsKey(labels);
    const earlier = rows.get(key);
    if (earlier) notes.duplicateSeries++;
    const ordered = inOrder([...(earlier?.samples ?? []), ...samples], notes);
    rows.set(key, {
      labels,
      samples:
        histograms.length > 0 ? inOrder([...ordered, ...inOrder(histograms, notes)], undefined) : ordered,
      ...(isClean ? {} : { hasInvalidBytes: true }),
    });
  }
  noteStrayItems(answer);
  return { kind: "matrix", rows: [...rows.values()], notes };
}

/** Ascending by time, the last of equal times kept; the same array when nothing was to be done. */
function inOrder(samples: readonly Sample[], notes: Counts | undefined): readonly Sample[] {
  const isAscending = samples.every((sample, i) => i === 0 || (samples[i - 1]?.timeMs ?? 0) < sample.timeMs);
  if (isAscending) return samples;
  const byTime = new Map<number, Sample>();
  let latest = -Infinity;
  for (const sample of samples) {
    if (notes && byTime.has(sample.timeMs)) notes.duplicateSamples++;
    else if (notes && sample.timeMs < latest) notes.unsortedSamples++;
    latest = Math.max(latest, sample.timeMs);
    byTime.set(sample.timeMs, sample);
  }
  return [...byTime.values()].toSorted((a, b) => a.timeMs - b.timeMs);
}

const NO_SAMPLE: Sample = { timeMs: 0, value: NaN, text: "" };

/** `[seconds, "text"]` → a sample. */
function sampleOf(json: unknown, path: string, answer: Noted): Sample {
  const [time, text] = Array.isArray(json) ? (json as unknown[]) : [];
  if (typeof time !== "number") {
    answer.shape(path, "[seconds, text]");
    return NO_SAMPLE;
  }
  const value = typeof text === "string" ? parseSampleText(text) : undefined;
  if (value === undefined) answer.shape(`${path}[1]`, "a number as text");
  return { timeMs: Math.round(time * 1000), value: value ?? NaN, text: String(text) };
}

/** `[seconds, {count, sum, buckets}]` → a sample whose value is the sum. */
function histogramSampleOf(json: unknown, path: string, answer: Noted): Sample {
  const [time, body] = Array.isArray(json) ? (json as unknown[]) : [];
  const histogram = readHistogram(body);
  if (typeof time !== "number") answer.shape(path, "[seconds, histogram]");
  else if (typeof histogram === "string") answer.shape(`${path}[1]${histogram}`, "a native histogram");
  else {
    const text = formatExact(histogram.sum);
    return { timeMs: Math.round(time * 1000), value: histogram.sum, text, histogram };
  }
  return NO_SAMPLE;
}

function listOf(json: unknown, path: string, answer: Noted): readonly unknown[] {
  if (Array.isArray(json)) return json as unknown[];
  if (json !== undefined && json !== null) answer.shape(path, "an array");
  return [];
}

function noteStrayItems(answer: AnswerBuilder): void {
  if (answer.items.length > 0) answer.shape("data.result[0]", "an object");
}

function noNotes(series: readonly RawSeries[]): Counts {
  return {
    duplicateSamples: 0,
    unsortedSamples: 0,
    offStepSamples: 0,
    duplicateSeries: 0,
    invalidUtf8Series: series.filter((raw) => !raw.isClean).length,
  };
}
