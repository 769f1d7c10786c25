import type { QueryData } from "../promql/evaluateQuery.ts";
import type { StepVector } from "../promql/value/StepVector.ts";
import type { Work } from "../work/Work.ts";
import { jsonScalar, jsonTime, jsonValue } from "./jsonNumbers.ts";
import { jsonLabels, jsonText, type JsonText } from "./JsonText.ts";

/** Samples written between two moments at which other work may run. */
const SAMPLES_PER_SLICE = 4_000;

/** The `data` of a query's answer: resultType and result. */
export function* writeQueryData(json: JsonText, data: QueryData): Work<void> {
  json.add(`{"resultType":"${data.resultType}","result":`);
  switch (data.resultType) {
    case "scalar":
      json.add(`[${jsonTime(data.timeMs)},${jsonScalar(data.value)}]`);
      break;
    case "string":
      json.add(`[${jsonTime(data.timeMs)},${jsonText(data.text)}]`);
      break;
    case "vector":
      yield* writeVector(json, data.vector);
      break;
    case "matrix":
      yield* data.form === "steps" ? writeSteps(json, data.vector) : writeSamples(json, data.series);
      break;
  }
  json.add("}");
}

/** Only the first `limit` series; 0 for all. */
export function cutSeries(
  data: QueryData,
  limit: number,
): { readonly data: QueryData; readonly isCut: boolean } {
  const uncut = { data, isCut: false };
  if (limit === 0 || data.resultType === "scalar" || data.resultType === "string") return uncut;
  if (data.resultType === "matrix" && data.form === "samples") {
    if (data.series.length <= limit) return uncut;
    return { data: { ...data, series: data.series.slice(0, limit) }, isCut: true };
  }
  if (data.vector.labels.length <= limit) return uncut;
  return {
    data: { ...data, vector: { ...data.vector, labels: data.vector.labels.slice(0, limit) } },
    isCut: true,
  };
}

function* writeVector(json: JsonText, { steps, labels, values, has }: StepVector): Work<void> {
  const time = jsonTime(steps.firstMs);
  let separator = "";
  json.add("[");
  for (let row = 0; row < labels.length; row++) {
    if (has[row] === 1) {
      json.add(
        `${separator}{"metric":${metricOf(labels, row)},"value":[${time},${jsonValue(values[row] ?? 0)}]}`,
      );
      separator = ",";
    }
    if (row % SAMPLES_PER_SLICE === SAMPLES_PER_SLICE - 1) yield;
  }
  json.add("]");
}

function* writeSteps(json: JsonText, { steps, labels, values, has }: StepVector): Work<void> {
  const { count } = steps;
  // Every series has the same times: their text is made once.
  const times = Array.from(
    { length: count },
    (_, step) => `[${jsonTime(steps.firstMs + step * steps.stepMs)},`,
  );
  let written = 0;
  json.add("[");
  for (let row = 0; row < labels.length; row++) {
    json.add(`${row === 0 ? "" : ","}{"metric":${metricOf(labels, row)},"values":[`);
    let separator = "";
    for (let step = 0, cell = row * count; step < count; step++, cell++) {
      if (has[cell] !== 1) continue;
      json.add(`${separator}${times[step] ?? ""}${jsonValue(values[cell] ?? 0)}]`);
      separator = ",";
      if (++written % SAMPLES_PER_SLICE === 0) yield;
    }
    json.add("]}");
  }
  json.add("]");
}

function* writeSamples(
  json: JsonText,
  series: Extract<QueryData, { form: "samples" }>["series"],
): Work<void> {
  let written = 0;
  json.add("[");
  for (const [row, { labels, timesMs, values }] of series.entries()) {
    json.add(`${row === 0 ? "" : ","}{"metric":${jsonLabels(labels)},"values":[`);
    for (let i = 0; i < timesMs.length; i++) {
      json.add(`${i === 0 ? "" : ","}[${jsonTime(timesMs[i] ?? 0)},${jsonValue(values[i] ?? 0)}]`);
      if (++written % SAMPLES_PER_SLICE === 0) yield;
    }
    json.add("]}");
  }
  json.add("]");
}

function metricOf(labels: StepVector["labels"], row: number): string {
  const found = labels[row];
  return found === undefined ? "{}" : jsonLabels(found);
}
