import type { ApiAnswer } from "./Request.ts";

export interface Difference {
  /** One word for the kind, then what it is about. */
  readonly kind:
    | "status"
    | "errorType"
    | "resultType"
    | "labels"
    | "timestamps"
    | "values"
    | "order"
    | "data";
  readonly detail: string;
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [number, string])[];
}

const TOLERANCE = 1e-9;

/** Undefined when the answers agree. `order`: what is promised of the order of an instant vector. */
export function compareAnswers(
  real: ApiAnswer,
  ours: ApiAnswer,
  order: "none" | "values" | "labels",
): Difference | undefined {
  const statusOf = (answer: ApiAnswer) =>
    `${answer.httpStatus} ${answer.body.status} ${answer.body.errorType ?? ""}`;
  if (real.body.status !== ours.body.status || real.httpStatus !== ours.httpStatus)
    return { kind: "status", detail: `${statusOf(real)} · ${statusOf(ours)} ${ours.body.error ?? ""}` };
  if (real.body.errorType !== ours.body.errorType)
    return { kind: "errorType", detail: `${statusOf(real)} · ${statusOf(ours)}` };
  if (real.body.status === "error") return undefined;
  return compareData(real.body.data, ours.body.data, order);
}

function compareData(
  real: unknown,
  ours: unknown,
  order: "none" | "values" | "labels",
): Difference | undefined {
  if (Array.isArray(real)) return compareLists(real, Array.isArray(ours) ? ours : []);
  const left = real as { resultType?: string; result: unknown };
  const right = ours as { resultType?: string; result: unknown };
  if (left.resultType !== right.resultType)
    return { kind: "resultType", detail: `${left.resultType} · ${right.resultType}` };
  if (left.resultType === undefined || left.resultType === "string") {
    const isSame = JSON.stringify(left) === JSON.stringify(right);
    return isSame
      ? undefined
      : { kind: "values", detail: `${JSON.stringify(left.result)} · ${JSON.stringify(right.result)}` };
  }
  if (left.resultType === "scalar")
    return comparePoints("scalar", [left.result as [number, string]], [right.result as [number, string]]);
  return compareSeries(
    seriesOf(left.result),
    seriesOf(right.result),
    left.resultType === "matrix" ? "labels" : order,
  );
}

/** Names and values are sorted; series come in any order. */
function compareLists(real: readonly unknown[], ours: readonly unknown[]): Difference | undefined {
  const texts = (list: readonly unknown[]) =>
    list.map((item) => (typeof item === "string" ? item : keyOf(item as Record<string, string>)));
  const left = texts(real);
  const right = texts(ours);
  const isOrdered = typeof real[0] === "string";
  const missing = left.filter((text) => !right.includes(text));
  const extra = right.filter((text) => !left.includes(text));
  if (missing.length > 0 || extra.length > 0 || left.length !== right.length)
    return {
      kind: "data",
      detail: `missing: ${shortened(missing.join(" "))} · too many: ${shortened(extra.join(" "))}`,
    };
  if (isOrdered && left.join("\n") !== right.join("\n"))
    return { kind: "order", detail: `${shortened(left.join(" "))} · ${shortened(right.join(" "))}` };
  return undefined;
}

interface RawSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

const seriesOf = (result: unknown): Series[] =>
  (result as readonly RawSeries[]).map(({ metric, value, values }) => ({
    metric,
    points: values ?? (value ? [value] : []),
  }));

const keyOf = (metric: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(metric).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function compareSeries(
  real: readonly Series[],
  ours: readonly Series[],
  order: "none" | "values" | "labels",
): Difference | undefined {
  const left = new Map(real.map((series) => [keyOf(series.metric), series]));
  const right = new Map(ours.map((series) => [keyOf(series.metric), series]));
  const missing = [...left.keys()].filter((key) => !right.has(key));
  const extra = [...right.keys()].filter((key) => !left.has(key));
  if (missing.length > 0 || extra.length > 0 || real.length !== ours.length)
    return {
      kind: "labels",
      detail: `${real.length} · ${ours.length} series; missing: ${shortened(missing.join(" "))}; too many: ${shortened(extra.join(" "))}`,
    };
  for (const [key, series] of left) {
    const difference = comparePoints(key, series.points, right.get(key)?.points ?? []);
    if (difference) return difference;
  }
  if (order === "labels" && [...left.keys()].join("\n") !== [...right.keys()].join("\n"))
    return {
      kind: "order",
      detail: `${shortened([...left.keys()].join(" "))} · ${shortened([...right.keys()].join(" "))}`,
    };
  if (order === "values") {
    const points = (list: readonly Series[]) => list.flatMap((series) => series.points);
    const difference = comparePoints("in this order", points(real), points(ours));
    return difference && { ...difference, kind: "order" };
  }
  return undefined;
}

type Points = readonly (readonly [number, string])[];

function comparePoints(name: string, real: Points, ours: Points): Difference | undefined {
  const times = (points: Points) => points.map(([time]) => Math.round(time * 1000));
  const left = times(real);
  const right = times(ours);
  if (left.join() !== right.join()) {
    const missing = left.filter((time) => !right.includes(time));
    const extra = right.filter((time) => !left.includes(time));
    return {
      kind: "timestamps",
      detail: `${name}: missing ${shortened(missing.join(" "))} · too many ${shortened(extra.join(" "))}`,
    };
  }
  for (const [index, [time, text]] of real.entries()) {
    const other = ours[index]?.[1] ?? "";
    const isWrittenOtherwise = text !== other && Object.is(numberOf(text), numberOf(other));
    if (isWrittenOtherwise || !isClose(numberOf(text), numberOf(other)))
      return { kind: "values", detail: `${name} at ${time}: ${text} · ${other}` };
  }
  return undefined;
}

const numberOf = (text: string): number =>
  text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text);

/** Relative difference of 1e-9 at most; absolute next to zero. */
export function isClose(real: number, ours: number): boolean {
  if (Object.is(real, ours) || real === ours || (Number.isNaN(real) && Number.isNaN(ours))) return true;
  if (!Number.isFinite(real) || !Number.isFinite(ours)) return false;
  const size = real === 0 || ours === 0 ? 1 : Math.max(Math.abs(real), Math.abs(ours));
  return Math.abs(real - ours) <= TOLERANCE * size;
}

const shortened = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)}…` : text);

/** Nothing to compare: an error, no series, or no name. */
export function isPoor(answer: ApiAnswer): boolean {
  if (answer.body.status === "error") return true;
  const data = answer.body.data as { result?: unknown } | readonly unknown[];
  const list = Array.isArray(data) ? data : (data as { result?: unknown }).result;
  return Array.isArray(list) && list.length === 0;
}
