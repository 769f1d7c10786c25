import { goRound } from "../../src/domain/query/promql/goNumber.ts";
import { EngineError } from "../../src/engine/EngineError.ts";
import { checkQuery, checkRangeQuery } from "../../src/engine/promql/check/checkQuery.ts";
import { evaluateQuery, type QueryData, type QueryResult } from "../../src/engine/promql/evaluateQuery.ts";
import { compareUtf8 } from "../../src/engine/labels/compareUtf8.ts";
import { createMatcher } from "../../src/engine/labels/LabelMatcher.ts";
import type { MetricStore, Selection } from "../../src/engine/store/MetricStore.ts";
import { finish } from "../../src/engine/work/Work.ts";
import { type ApiAnswer, type ApiRequest, type Asked, paramOf } from "./Request.ts";
import { numberText } from "./writeOpenMetrics.ts";

const LIMITS = { maxSamples: 50_000_000, timeoutMs: 120_000 };

/** Our engine without its HTTP API. */
export function askInProcess(store: MetricStore): Asked {
  return { name: "ours", isWholeApi: false, ask: async (request) => answerOf(() => ask(store, request)) };
}

interface Found {
  readonly data: unknown;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

function ask(store: MetricStore, request: ApiRequest): Found {
  if (!request.path.startsWith("query")) return { data: metadataOf(store, request), warnings: [], infos: [] };
  const result = askQuery(store, request);
  return { ...result, data: jsonOf(result.data) };
}

function metadataOf(store: MetricStore, request: ApiRequest): unknown {
  const bound = (name: string, absent: number) =>
    paramOf(request, name) === undefined ? absent : timeMs(request, name);
  const span = { startMs: bound("start", -Infinity), endMs: bound("end", Infinity) };
  const texts = request.params.filter(([name]) => name === "match[]").map(([, text]) => text);
  const found = finish(store.series(texts.map(selectionOf), span));
  if (request.path === "series") return found.map((labels) => labels.toRecord());
  const name = unescaped(decodeURIComponent(request.path.split("/")[1] ?? ""));
  const list =
    request.path === "labels"
      ? found.flatMap((labels) => [...labels.entries()].map(([key]) => key))
      : found.map((labels) => labels.get(name));
  return [...new Set(list)].filter((text) => text !== "").toSorted(compareUtf8);
}

function selectionOf(text: string): Selection {
  const expr = checkQuery(text);
  if (expr.type !== "selector") throw new EngineError("bad_data", "no selector");
  const named = expr.name === "" ? [] : [createMatcher("__name__", "=", expr.name)];
  return [
    ...named,
    ...expr.matchers.map(({ name, operator, value }) => createMatcher(name, operator, value)),
  ];
}

/** "U__a_2e_b" is "a.b". */
const unescaped = (name: string): string =>
  name.startsWith("U__")
    ? name
        .slice(3)
        .replaceAll(/__|_([0-9a-f]+)_/g, (_, hex?: string) =>
          hex === undefined ? "_" : String.fromCodePoint(Number.parseInt(hex, 16)),
        )
    : name;

function askQuery(store: MetricStore, request: ApiRequest): QueryResult {
  const text = paramOf(request, "query") ?? "";
  const isInstant = request.path === "query";
  const startMs = timeMs(request, isInstant ? "time" : "start");
  const endMs = isInstant ? startMs : timeMs(request, "end");
  const stepMs = isInstant ? 1 : durationMs(request, "step");
  if (endMs < startMs) throw invalid("end", "end timestamp must not be before start time");
  if (!(stepMs > 0))
    throw invalid(
      "step",
      "zero or negative query resolution step widths are not accepted. Try a positive integer",
    );
  if (Math.trunc((endMs - startMs) / stepMs) > 11_000)
    throw new EngineError(
      "bad_data",
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    );
  const lookbackMs =
    paramOf(request, "lookback_delta") === undefined ? undefined : durationMs(request, "lookback_delta");
  const expr = isInstant ? checkQuery(text) : checkRangeQuery(text);
  const limits = {
    limits: LIMITS,
    nowMs: () => performance.now(),
    ...(lookbackMs !== undefined && { lookbackMs }),
  };
  return finish(evaluateQuery({ text, expr, store, isInstant, startMs, endMs, stepMs, ...limits }));
}

const invalid = (name: string, reason: string) =>
  new EngineError("bad_data", `invalid parameter "${name}": ${reason}`);

function timeMs(request: ApiRequest, name: string): number {
  const text = paramOf(request, name) ?? "";
  const seconds = DECIMAL.test(text) ? Number(text) : DATE.test(text) ? Date.parse(text) / 1000 : NaN;
  if (Number.isNaN(seconds)) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  const whole = Math.trunc(seconds);
  return whole * 1000 + goRound((seconds - whole) * 1000);
}

const DECIMAL = /^-?\d+(\.\d*)?$/;
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const UNITS_MS: Readonly<Record<string, number>> = { "": 1000, ms: 1, s: 1000, m: 60_000 };

function durationMs(request: ApiRequest, name: string): number {
  const text = paramOf(request, name) ?? "";
  const [, number = "x", unit = ""] = /^(-?[\d.]+)(|ms|s|m)$/.exec(text) ?? [];
  const ms = Number(number) * (UNITS_MS[unit] ?? NaN);
  if (Number.isNaN(ms)) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

function answerOf(run: () => Found): ApiAnswer {
  try {
    const { data, warnings, infos } = run();
    const notes = { ...(warnings.length > 0 && { warnings }), ...(infos.length > 0 && { infos }) };
    return { httpStatus: 200, body: { status: "success", data, ...notes } };
  } catch (error) {
    if (!(error instanceof EngineError)) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { httpStatus: 500, body: { status: "error", errorType: "crash", error: detail } };
    }
    return {
      httpStatus: error.status,
      body: { status: "error", errorType: error.type, error: error.message },
    };
  }
}

function jsonOf(data: QueryData): { resultType: string; result: unknown } {
  const point = (time: number, value: number) => [time / 1000, numberText(value)];
  switch (data.resultType) {
    case "scalar":
      return { resultType: "scalar", result: point(data.timeMs, data.value) };
    case "string":
      return { resultType: "string", result: [data.timeMs / 1000, data.text] };
    case "vector": {
      const { labels, steps, values } = data.vector;
      const result = labels.map((one, row) => ({
        metric: one.toRecord(),
        value: point(steps.firstMs, values[row] ?? NaN),
      }));
      return { resultType: "vector", result };
    }
    case "matrix":
      return { resultType: "matrix", result: data.form === "samples" ? samplesOf(data) : stepsOf(data) };
  }
}

const samplesOf = ({ series }: Extract<QueryData, { form: "samples" }>): unknown =>
  series.map(({ labels, timesMs, values }) => ({
    metric: labels.toRecord(),
    values: Array.from(timesMs, (time, i) => [time / 1000, numberText(values[i] ?? NaN)]),
  }));

function stepsOf({ vector }: Extract<QueryData, { form: "steps" }>): unknown {
  const { labels, steps, values, has } = vector;
  return labels.map((one, row) => {
    const points: unknown[] = [];
    for (let i = 0; i < steps.count; i++) {
      const at = row * steps.count + i;
      if (has[at] === 1)
        points.push([(steps.firstMs + i * steps.stepMs) / 1000, numberText(values[at] ?? NaN)]);
    }
    return { metric: one.toRecord(), values: points };
  });
}
