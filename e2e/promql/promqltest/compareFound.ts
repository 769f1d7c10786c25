import type { Labels } from "../../../src/engine/labels/Labels.ts";
import type { Found, FoundRow } from "./Found.ts";
import type { EvalCommand, SeriesLine } from "./Script.ts";

/** Relative error that Prometheus' own tests allow (promqltest/test.go, util/almost). */
const EPSILON = 1e-6;
const SMALLEST_NORMAL = 2 ** -1022;

function isAlmostEqual(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < SMALLEST_NORMAL) return difference < EPSILON * SMALLEST_NORMAL;
  return difference / Math.min(sum, Number.MAX_VALUE) < EPSILON;
}

/** What is not as the command expects it; null when all is. */
export function compareFound(command: EvalCommand, found: Found): string | null {
  const { scalar, text } = command;
  if (found.type === "string")
    return found.text === text ? null : `text is ${JSON.stringify(found.text)}, not ${JSON.stringify(text)}`;
  if (found.type === "scalar") {
    if (scalar === null) return `a scalar was found: ${found.value}`;
    return isAlmostEqual(found.value, scalar) ? null : `is ${found.value}, not ${scalar}`;
  }
  if (scalar !== null) return `${found.type} was found, not the scalar ${scalar}`;
  return found.type === "vector" ? compareVector(command, found.rows) : compareMatrix(command, found.rows);
}

function compareVector(command: EvalCommand, rows: readonly FoundRow[]): string | null {
  const isOrdered = command.expectations.some(({ type }) => type === "ordered");
  for (const [position, { labels, points }] of rows.entries()) {
    const expected = command.series.findLastIndex((series) => series.labels.key === labels.key);
    const value = points[0]?.[1] ?? Number.NaN;
    if (expected === -1) return `${show(labels)} ${value} was not expected`;
    if (isOrdered && expected !== position) return `${show(labels)} is at ${position}, not ${expected}`;
    const point = command.series[expected]?.points[0];
    if (typeof point !== "number" || !isAlmostEqual(point, value))
      return `${show(labels)} is ${value}, not ${point}`;
  }
  return missing(command.series, rows);
}

function compareMatrix(command: EvalCommand, rows: readonly FoundRow[]): string | null {
  const times = command.range ?? command;
  for (const { labels, points } of rows) {
    const expected = command.series.findLast((series) => series.labels.key === labels.key);
    if (!expected) return `${show(labels)} was not expected: ${showPoints(points)}`;
    const wanted = expected.points.flatMap((point, index): [number, number][] =>
      typeof point === "number" ? [[times.startMs + index * times.stepMs, point]] : [],
    );
    const isSame =
      wanted.length === points.length &&
      wanted.every(([timeMs, value], index) => {
        const [foundMs, foundValue = Number.NaN] = points[index] ?? [];
        return foundMs === timeMs && isAlmostEqual(foundValue, value);
      });
    if (!isSame) return `${show(labels)} is ${showPoints(points)}, not ${showPoints(wanted)}`;
  }
  return missing(command.series, rows);
}

function missing(expected: readonly SeriesLine[], rows: readonly FoundRow[]): string | null {
  const keys = new Set(rows.map(({ labels }) => labels.key));
  const gone = expected.find(({ labels }) => !keys.has(labels.key));
  return gone ? `${show(gone.labels)} ${gone.points.join(" ")} was not found` : null;
}

const show = (labels: Labels): string => JSON.stringify(labels.toRecord());
const showPoints = (points: FoundRow["points"]): string =>
  points.map(([timeMs, value]) => `${value}@${timeMs / 1000}s`).join(" ");
