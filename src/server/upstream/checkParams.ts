import { fail } from "../../domain/problem/Problem.ts";
import { logTimeNs } from "./logTime.ts";
import type { Operation, ParameterRule } from "./Operation.ts";
import { promDurationMs, promTimeSeconds } from "../../domain/time/promTime.ts";

const MAX_TEXT_BYTES = 64 * 1024;
const MAX_PAIRS = 1_000;
const MAX_REPEATS = 200;
/** Prometheus' own bound and formula (web/api/v1/api.go, queryRange), and Loki's (loghttp/query.go, ParseRangeQuery). */
const MAX_STEPS = 11_000;

const COUNT = /^-?\d{1,10}$/;
/** strconv.ParseBool */
const FLAG = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const PLAIN = /^[A-Za-z0-9_.~-]*$/;
const WORD = /^[A-Za-z0-9_-]{1,32}$/;
/** Label names of Loki, divided by commas. */
const NAMES = /^[A-Za-z_][A-Za-z0-9_]*(?:,[A-Za-z_][A-Za-z0-9_]*){0,99}$/;

/**
 * Checks an operation's parameters and encodes them anew, in the order of its table.
 * `forms` are encoded forms ("query=up&time=1"), the body before the URL as Go merges them: the first value of a
 * parameter counts, every value of a repeatable one is kept, unlisted parameters are dropped.
 * Throws BAD_REQUEST or TOO_MANY_POINTS.
 */
export function checkParams(operation: Operation, forms: readonly string[]): string {
  const found: Found = operation.parameters.map(() => undefined);
  for (const form of forms) if (form !== "") collect(operation, form, found);
  let encoded = "";
  for (const [at, rule] of operation.parameters.entries()) {
    const values = found[at];
    if (values === undefined) {
      if (rule.required === true) throw bad(`Parameter "${rule.name}" is missing`);
      continue;
    }
    for (const value of values) {
      if (!isValid(rule, value)) throw bad(`Parameter "${rule.name}" is not valid`);
      encoded += `${encoded === "" ? "" : "&"}${encode(rule.name)}=${encode(value)}`;
    }
  }
  if (operation.name === "query_range") checkPoints(operation, found);
  if (operation.name === "loki_query_range" || operation.name === "loki_index_volume_range")
    checkLogPoints(operation, found);
  return encoded;
}

/** Values by the place of their parameter in the operation's table. */
type Found = (string[] | undefined)[];

function collect(operation: Operation, form: string, found: Found): void {
  const pairs = form.split("&", MAX_PAIRS + 1);
  if (pairs.length > MAX_PAIRS) throw bad(`More than ${MAX_PAIRS} parameters`);
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    const slot = operation.parameters.findIndex((candidate) => candidate.name === name);
    const rule = operation.parameters[slot];
    if (rule === undefined) continue;
    const values = found[slot];
    if (values !== undefined && rule.many !== true) continue;
    const value = at < 0 ? "" : decode(pair.slice(at + 1));
    // Go's FormValue treats an empty value as absent.
    if (value === "" && rule.many !== true) continue;
    if (values === undefined) found[slot] = [value];
    else if (values.push(value) > MAX_REPEATS) throw bad(`More than ${MAX_REPEATS} values of "${rule.name}"`);
  }
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw bad("A parameter is not valid percent-encoded UTF-8");
  }
}

/** Most names, times and steps are what they would be encoded to. */
function encode(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text);
}

function isValid(rule: ParameterRule, value: string): boolean {
  switch (rule.type) {
    case "text":
      // Raw lone surrogates cannot be encoded; they can only come from a badly decoded body.
      return Buffer.byteLength(value) <= MAX_TEXT_BYTES && value.isWellFormed();
    case "time":
      return value.length <= 64 && promTimeSeconds(value) !== null;
    case "logTime":
      return value.length <= 64 && logTimeNs(value) !== null;
    case "names":
      return value.length <= 8_192 && NAMES.test(value);
    case "duration":
      return value.length <= 64 && promDurationMs(value) !== null;
    case "count":
      return COUNT.test(value);
    case "flag":
      return FLAG.test(value);
    case "word":
      return WORD.test(value);
  }
}

function textOf(operation: Operation, found: Found, name: string): string | undefined {
  return found[operation.parameters.findIndex((rule) => rule.name === name)]?.[0];
}

function checkPoints(operation: Operation, found: Found): void {
  const text = (name: string): string => textOf(operation, found, name) ?? "";
  const stepMs = promDurationMs(text("step")) ?? 0;
  if (stepMs <= 0) throw bad('Parameter "step" must be greater than zero');
  const rangeSeconds = (promTimeSeconds(text("end")) ?? 0) - (promTimeSeconds(text("start")) ?? 0);
  if (Math.floor((rangeSeconds * 1000) / stepMs) > MAX_STEPS) throw fail("TOO_MANY_POINTS");
}

/** Loki has defaults for all three; only what is said can be too much. */
function checkLogPoints(operation: Operation, found: Found): void {
  const step = textOf(operation, found, "step");
  if (step === undefined) return;
  const stepMs = promDurationMs(step) ?? 0;
  if (stepMs <= 0) throw bad('Parameter "step" must be greater than zero');
  const [startNs, endNs] = ["start", "end"].map((name) => logTimeNs(textOf(operation, found, name) ?? ""));
  if (startNs === null || startNs === undefined || endNs === null || endNs === undefined) return;
  if (Math.floor(Number(endNs - startNs) / 1e6 / stepMs) > MAX_STEPS) throw fail("TOO_MANY_POINTS");
}

function bad(detail: string): Error {
  return fail("BAD_REQUEST", { detail });
}
