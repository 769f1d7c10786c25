import { EngineError } from "../../EngineError.ts";
import { matchesAll } from "../../labels/LabelMatcher.ts";
import { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import { formatLabels } from "../evaluate/formatLabels.ts";
import type { StepVector } from "../value/StepVector.ts";
import { vectorOf } from "./arguments.ts";
import { overVectors } from "./define.ts";
import { type InfoMatchers, infoMatchers } from "./infoMatchers.ts";
import { EVALUATION_TIME, infoReference } from "./infoReference.ts";
import { type InfoSeries, readInfoSeries, targetOf } from "./infoSeries.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";
import { SparseRows } from "./SparseRows.ts";

/** Labels of the metrics that describe a target, put on the series of that target (promql/info.go). */
function* info(call: VectorCall): Work<StepVector> {
  const vector = vectorOf(call, 0);
  const [arg, selector] = call.expr.args;
  const matchers = infoMatchers(selector);
  // Information itself gets none.
  const isInfo = vector.labels.map((labels) => matchesAll(labels, matchers.names));
  const series = vector.labels.filter((_, row) => isInfo[row] !== true);
  const time = arg ? infoReference(arg, (expr) => call.timeOf(expr)) : EVALUATION_TIME;
  const infos = yield* readInfoSeries(call, series, { matchers, time });
  const rows = new SparseRows(call.steps);
  const targets = vector.labels.map((labels) => targetOf(labels));
  const joins = vector.labels.map((labels) => new Join(labels, matchers));
  for (let step = 0; step < call.steps.count; step++) {
    const newest = newestByTarget(infos, step);
    for (const [row, labels] of vector.labels.entries()) {
      if (row % ROWS_PER_YIELD === 0) yield;
      const cell = row * call.steps.count + step;
      if (vector.has[cell] !== 1) continue;
      const known = newest.get(targets[row] ?? "");
      const joined = isInfo[row] === true ? labels : joins[row]?.with([...(known?.values() ?? [])]);
      if (joined) rows.set(joined, step, vector.values[cell] ?? 0);
    }
  }
  return rows.toVector();
}

/** About a millisecond, where each gets new labels. */
const ROWS_PER_YIELD = 200;

/** By target and then by name, the series with the newest sample. */
function newestByTarget(
  infos: readonly InfoSeries[],
  step: number,
): ReadonlyMap<string, ReadonlyMap<string, Labels>> {
  const targets = new Map<string, Map<string, Labels>>();
  const times = new Map<Labels, number>();
  for (const { labels, target, sampleMs } of infos) {
    const timeMs = sampleMs[step] ?? Number.NaN;
    if (Number.isNaN(timeMs)) continue;
    times.set(labels, timeMs);
    const names = targets.get(target) ?? new Map<string, Labels>();
    targets.set(target, names);
    const known = names.get(labels.metricName);
    const knownMs = known ? (times.get(known) ?? 0) : -Infinity;
    if (known && knownMs === timeMs) failOnTie(known, labels, timeMs);
    if (timeMs > knownMs) names.set(labels.metricName, labels);
  }
  return targets;
}

function failOnTie(known: Labels, other: Labels, timeMs: number): never {
  throw new EngineError(
    "execution",
    `found duplicate series for info metric: existing ${formatLabels(known)} @ ${timeMs}, ` +
      `new ${formatLabels(other)} @ ${timeMs}`,
  );
}

/** One series and what it gets, which seldom changes from step to step. */
class Join {
  readonly #base: Labels;
  readonly #matchers: InfoMatchers;
  #infos: readonly Labels[] | null = null;
  #joined: Labels | null = null;

  constructor(base: Labels, matchers: InfoMatchers) {
    this.#base = base;
    this.#matchers = matchers;
  }

  /** Null where the series is left out: no information, though a matcher demands some. */
  with(infos: readonly Labels[]): Labels | null {
    const before = this.#infos;
    const isSame = before?.length === infos.length && infos.every((labels, i) => labels === before[i]);
    if (!isSame) this.#joined = this.#join(infos);
    this.#infos = infos;
    return this.#joined;
  }

  #join(infos: readonly Labels[]): Labels | null {
    const base = this.#base;
    const { data } = this.#matchers;
    if (infos.length === 0) return data.every((matcher) => matcher.matches("")) ? base : null;
    const wanted = new Set(data.map((matcher) => matcher.name));
    const added = new Map<string, string>();
    for (const [name, value] of infos.flatMap((labels) => [...labels.entries()])) {
      if (name === "__name__" || (wanted.size > 0 && !wanted.has(name))) continue;
      if (base.get(name) !== "") continue;
      if ((added.get(name) ?? value) !== value)
        throw new EngineError("execution", `conflicting label: ${name}`);
      added.set(name, value);
    }
    return added.size === 0 ? base : Labels.of([...base.entries(), ...added]);
  }
}

export const infoFunctions: readonly PromFunction[] = [
  overVectors("info", "vector vector", { variadic: 1, isExperimental: true, evaluate: info }),
];
