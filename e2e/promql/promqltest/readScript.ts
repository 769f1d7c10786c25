import { parseGoNumber } from "../../../src/domain/query/promql/goNumber.ts";
import { unquote } from "../../../src/domain/query/promql/goString.ts";
import { parsePromDuration } from "../../../src/domain/query/promql/promDuration.ts";
import { endOfLabels, readLabels, readSeries } from "./readSeries.ts";
import type {
  Command,
  EvalCommand,
  Expectation,
  ExpectationType,
  LoadCommand,
  SeriesLine,
} from "./Script.ts";

const LOAD = /^load(_with_nhcb)?\s+(.+)$/;
const INSTANT = /^eval(?:_(fail|warn|ordered|info))?\s+instant\s+at\s+(\S+)\s+(.+)$/;
const RANGE = /^eval(?:_(fail|warn|info))?\s+range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)\s+(.+)$/;
const EXPECT = /^expect\s+(ordered|fail|warn|no_warn|info|no_info)(?:\s+(regex|msg):(.+))?$/;
const EXPECT_RANGE = /^expect range vector\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$/;

/** The commands of a file in the language of promql/promqltest/README.md. */
export function readScript(text: string): Command[] {
  const lines = text.split("\n").map((line) => line.trim());
  const commands: Command[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = withoutComment(lines[at]);
    if (line === "") continue;
    const from = at + 1;
    let to = from;
    while (to < lines.length && withoutComment(lines[to]) !== "") to++;
    if (line === "clear") {
      commands.push({ type: "clear" });
      continue;
    }
    commands.push(readCommand(line, lines.slice(from, to), from));
    at = to - 1;
  }
  return commands;
}

const withoutComment = (line = ""): string => (line.startsWith("#") ? "" : line);

function readCommand(line: string, body: readonly string[], lineNumber: number): Command {
  const load = LOAD.exec(line);
  if (load) return readLoad(durationMs(load[2]), load[1] !== undefined, body);
  const instant = INSTANT.exec(line);
  if (instant) {
    const [, mode, at, query = ""] = instant;
    const times = { startMs: durationMs(at), endMs: durationMs(at), stepMs: 1000 };
    return readEval({ line: lineNumber, query, isInstant: true, ...times, mode }, body);
  }
  const range = RANGE.exec(line);
  if (!range) throw new Error(`line ${lineNumber} is no command: ${line}`);
  const [, mode, start, end, step, query = ""] = range;
  const times = { startMs: durationMs(start), endMs: durationMs(end), stepMs: durationMs(step) };
  return readEval({ line: lineNumber, query, isInstant: false, ...times, mode }, body);
}

function durationMs(text = ""): number {
  const ms = text === "0" ? 0 : parsePromDuration(text);
  if (ms === null) throw new Error(`not a duration: ${text}`);
  return ms;
}

function readLoad(stepMs: number, isWithNative: boolean, body: readonly string[]): LoadCommand {
  const isStart = (line: string): boolean => line.slice(0, endOfLabels(line)).endsWith("@st");
  const series = body.filter((line) => !isStart(line)).map(readSeries);
  const starts = body.filter(isStart).map((line) => line.slice(0, endOfLabels(line) - "@st".length));
  return { type: "load", stepMs, series, isWithNative, started: starts.map(readLabels) };
}

type EvalHead = Pick<EvalCommand, "line" | "query" | "isInstant" | "startMs" | "endMs" | "stepMs"> & {
  readonly mode: string | undefined;
};

function readEval({ mode, ...head }: EvalHead, body: readonly string[]): EvalCommand {
  const expectations: Expectation[] = mode ? [{ type: mode as ExpectationType, message: null }] : [];
  const series: SeriesLine[] = [];
  let scalar: number | null = null;
  let text: string | null = null;
  let range: EvalCommand["range"] = null;
  for (const line of body) {
    const times = EXPECT_RANGE.exec(line);
    const literal = /^expect string\s+(.+)$/.exec(line)?.[1];
    if (times) range = { startMs: durationMs(times[1]), stepMs: durationMs(times[3]) };
    else if (literal !== undefined) text = unquote(literal);
    else if (/^expect(\s|$)/.test(line)) expectations.push(readExpectation(line));
    else if (line.startsWith("expected_fail_")) expectations.push(oldExpectation(line));
    else {
      scalar = numberOf(line);
      if (scalar === null) series.push(readSeries(line));
    }
  }
  return { type: "eval", ...head, expectations, series, scalar, text, range };
}

function numberOf(line: string): number | null {
  const sign = line.startsWith("-") ? -1 : 1;
  const value = parseGoNumber(line.replace(/^[+-]/, ""));
  return value === null ? null : sign * value;
}

function readExpectation(line: string): Expectation {
  const [, type, form, text = ""] = EXPECT.exec(line) ?? [];
  if (type === undefined) throw new Error(`not an expectation: ${line}`);
  return { type: type as ExpectationType, message: messageOf(form, text.trim()) };
}

function oldExpectation(line: string): Expectation {
  const [, form, text = ""] = /^expected_fail_(message|regexp)\s+(.+)$/.exec(line) ?? [];
  return { type: "fail", message: messageOf(form === "message" ? "msg" : "regex", text) };
}

function messageOf(form: string | undefined, text: string): string | RegExp | null {
  if (form === undefined) return null;
  return form === "msg" ? text : new RegExp(text);
}
