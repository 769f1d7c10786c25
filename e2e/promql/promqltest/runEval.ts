import type { Expr } from "../../../src/domain/query/promql/ast.ts";
import { EngineError } from "../../../src/engine/EngineError.ts";
import { checkQuery, checkRangeQuery } from "../../../src/engine/promql/check/checkQuery.ts";
import { evaluateQuery, type QueryResult } from "../../../src/engine/promql/evaluateQuery.ts";
import { finish } from "../../../src/engine/work/Work.ts";
import { compareFound } from "./compareFound.ts";
import { compareNotes, isMet } from "./compareNotes.ts";
import { atStep, foundIn } from "./Found.ts";
import type { EvalCommand } from "./Script.ts";
import type { ScriptStore } from "./ScriptStore.ts";
import { withTime } from "./withTime.ts";

/** As in Prometheus' own tests. */
const MAX_SAMPLES = 10_000;
const MINUTE_MS = 60_000;

interface Times {
  readonly isInstant: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/**
 * What is wrong with an evaluation; null when nothing is. An instant query is also asked as the middle step of a range,
 * and with `@` at other times, as Prometheus' tests do.
 */
export function runEval(command: EvalCommand, store: ScriptStore): string | null {
  try {
    const { query, stepMs, startMs, endMs } = command;
    const expr = command.isInstant
      ? checkQuery(query)
      : checkRangeQuery(query, { stepMs, rangeMs: endMs - startMs });
    const result = ask(command, store, { expr, times: command });
    if (expects(command, "fail")) return "no error";
    const wrong = compareNotes(command, result) ?? compareFound(command, foundIn(result.data));
    return wrong ?? (command.isInstant ? runElsewhere(command, store, { expr, result }) : null);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = error.message.replace('invalid parameter "query": ', "");
    const expected = command.expectations.find(({ type }) => type === "fail");
    if (!expected) return `error: ${message}`;
    return isMet(expected, message) ? null : `error: ${message}, not ${String(expected.message)}`;
  }
}

const expects = ({ expectations }: EvalCommand, type: string): boolean =>
  expectations.some((expectation) => expectation.type === type);

function ask(
  { query }: EvalCommand,
  store: ScriptStore,
  { expr, times }: { readonly expr: Expr; readonly times: Times },
): QueryResult {
  const limits = { maxSamples: MAX_SAMPLES, timeoutMs: 100_000 };
  const { isInstant, startMs, endMs, stepMs } = times;
  const nowMs = (): number => 0;
  return finish(
    evaluateQuery({ text: query, expr, store, isInstant, startMs, endMs, stepMs, limits, nowMs }),
  );
}

function runElsewhere(
  command: EvalCommand,
  store: ScriptStore,
  { expr, result }: { readonly expr: Expr; readonly result: QueryResult },
): string | null {
  const atMs = command.startMs;
  const found = foundIn(result.data);
  const isRangeable = command.range === null && found.type !== "string" && found.type !== "matrix";
  const asMiddle = (asked: Expr, timeMs: number): string | null => {
    const span = { startMs: timeMs - MINUTE_MS, endMs: timeMs + MINUTE_MS, stepMs: MINUTE_MS };
    const range = foundIn(ask(command, store, { expr: asked, times: { isInstant: false, ...span } }).data);
    return compareFound(command, atStep(range, timeMs, found.type === "scalar"));
  };
  const isOrdered = expects(command, "ordered");
  const isOfRange = /(?:start|end|range|step)\(\)/.test(command.query);
  if (isRangeable && !isOrdered && !isOfRange) {
    const wrong = asMiddle(expr, atMs);
    if (wrong !== null) return `as a step of a range: ${wrong}`;
  }
  const fixed = withTime(expr, atMs);
  if (!fixed) return null;
  for (const timeMs of atMs === 0 ? [-1000, 1000] : [-10 * atMs, 0, atMs / 5, 10 * atMs]) {
    const times = { isInstant: true, startMs: timeMs, endMs: timeMs, stepMs: 1000 };
    const there = foundIn(ask(command, store, { expr: fixed, times }).data);
    const wrong = compareFound(command, there);
    if (wrong !== null) return `with @, asked at ${timeMs} ms: ${wrong}`;
  }
  return null;
}
