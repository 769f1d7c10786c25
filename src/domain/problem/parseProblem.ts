import { type Problem, problem, type ProblemOptions, type TextPosition } from "./Problem.ts";
import { type ProblemCode, problemTable } from "./problemTable.ts";

/**
 * Reads a Problem as our server sent it; null for anything else. Fields of the wrong type and unknown ones fall out;
 * `known` fills in what it does not say itself, such as the id of the request.
 */
export function parseProblem(value: unknown, known: ProblemOptions = {}): Problem | null {
  const given = recordOf(value);
  const code = given?.["code"];
  if (!given || !isCode(code)) return null;
  const options: { -readonly [K in keyof ProblemOptions]: ProblemOptions[K] } = { ...known };
  for (const name of ["detail", "hint", "requestId"] as const) {
    const text = textOf(given[name]);
    if (text !== undefined) options[name] = text;
  }
  for (const name of ["upstreamStatus", "retryAfterMs", "bytes", "capBytes"] as const) {
    const count = given[name];
    if (typeof count === "number" && Number.isFinite(count)) options[name] = count;
  }
  const { source } = given;
  if (source === "upstream" || source === "sightglass") options.source = source;
  const position = positionOf(given["position"]);
  if (position) options.position = position;
  const conflict = recordOf(given["conflict"]);
  if (conflict) options.conflict = { mine: conflict["mine"], theirs: conflict["theirs"] };
  const title = textOf(given["title"]);
  return { ...problem(code, options), ...(title !== undefined && { title }) };
}

const isCode = (value: unknown): value is ProblemCode =>
  typeof value === "string" && Object.hasOwn(problemTable, value);

function positionOf(value: unknown): TextPosition | undefined {
  const { line, column } = recordOf(value) ?? {};
  return typeof line === "number" && typeof column === "number" ? { line, column } : undefined;
}

/** A JSON object; null for anything else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A text with something in it. */
export const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
