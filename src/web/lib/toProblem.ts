import { problem, type Problem, ProblemError } from "../../domain/problem/Problem.ts";
import { type ProblemCode, problemTable } from "../../domain/problem/problemTable.ts";

const isCode = (value: unknown): value is ProblemCode =>
  typeof value === "string" && Object.hasOwn(problemTable, value);
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const count = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);
const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

/** Drops the fields that are undefined, as `exactOptionalPropertyTypes` demands. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

const origin = (value: unknown): Problem["source"] | undefined =>
  value === "upstream" || value === "sightglass" ? value : undefined;

function position(value: unknown): Problem["position"] {
  const { line, column } = record(value) ?? {};
  return typeof line === "number" && typeof column === "number" ? { line, column } : undefined;
}

/** Reads a Problem as our server sent it; null for anything else. Unknown fields fall out. */
export function parseProblem(value: unknown): Problem | null {
  const given = record(value);
  if (!given || !isCode(given["code"])) return null;
  const options = defined({
    detail: text(given["detail"]),
    hint: text(given["hint"]),
    source: origin(given["source"]),
    upstreamStatus: count(given["upstreamStatus"]),
    retryAfterMs: count(given["retryAfterMs"]),
    requestId: text(given["requestId"]),
    position: position(given["position"]),
    bytes: count(given["bytes"]),
    capBytes: count(given["capBytes"]),
  });
  const title = text(given["title"]);
  return { ...problem(given["code"], options), ...(title && { title }) };
}

/** What an error answer says: our Problem, alone or in the data routes' envelope, or INTERNAL naming the status. */
export function problemOfAnswer(status: number, body: unknown, requestId: string): Problem {
  const found = parseProblem(body) ?? parseProblem(record(body)?.["problem"]);
  if (found) return found.requestId === "" ? { ...found, requestId } : found;
  const detail = text(record(body)?.["error"]) ?? `The answer had status ${status} and no problem in it.`;
  return problem("INTERNAL", { detail, requestId });
}

/** Any thrown value as a Problem, for the one component that shows it. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem("INTERNAL", { detail: error instanceof Error ? error.message : String(error) });
}
