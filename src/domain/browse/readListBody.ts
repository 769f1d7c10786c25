import { problemFromEnvelope } from "../frame/decode/problemFromBody.ts";
import { fail, ProblemError } from "../problem/Problem.ts";

/** A body, or its first bytes. */
export interface ListBody {
  readonly text: string;
  /** It was longer than what was read. */
  readonly isCut: boolean;
}

/** Ends of list elements tried from the back; a value that looks like an end is the reason for more than one. */
const TRIES = 20;
const LIST_END = "]}";
/** Exemplars are a list in each element of a list. */
const NESTED_END = "]}]}";

/**
 * The `data` of an answer in the Prometheus envelope. Of a body that was cut, what came whole: a list of names or
 * series ends behind its last whole element. Throws ProblemError for an error, or for what is no such answer.
 */
export function readListBody({ text, isCut }: ListBody): unknown {
  const body = isCut ? mendCut(text) : parse(text);
  if (typeof body !== "object" || body === null) throw fail("BAD_JSON", { bytes: text.length });
  const envelope = body as Record<string, unknown>;
  if (envelope["status"] === "success") return envelope["data"];
  if (envelope["status"] === "error") throw new ProblemError(problemFromEnvelope(envelope, { status: 200 }));
  throw fail("BAD_SHAPE");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{"status":"success","data":["a","b","c` → `{…"data":["a"]}`: cut behind an element, the brackets closed again. */
function mendCut(text: string): unknown {
  let end = text.length;
  for (let tries = 0; tries < TRIES; tries += 1) {
    end = Math.max(text.lastIndexOf('",', end - 1), text.lastIndexOf("},", end - 1));
    if (end < 0) return undefined;
    const head = text.slice(0, end + 1);
    const whole = parse(`${head}${LIST_END}`) ?? parse(`${head}${NESTED_END}`);
    if (whole !== undefined) return whole;
  }
  return undefined;
}

/** The strings of a list. */
export const readNames = (data: unknown): readonly string[] =>
  Array.isArray(data) ? data.filter((name): name is string => typeof name === "string") : [];

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** `{"up":[{"type":"gauge","help":"…","unit":""}]}`; of several entries of one name the first is as good as any. */
export function readFamilies(data: unknown): Map<string, { type: string; help: string; unit: string }> {
  const found = new Map<string, { type: string; help: string; unit: string }>();
  if (typeof data !== "object" || data === null) return found;
  for (const [name, entries] of Object.entries(data as Record<string, unknown>)) {
    const first: unknown = Array.isArray(entries) ? entries[0] : undefined;
    if (typeof first !== "object" || first === null) continue;
    const { type, help, unit } = first as Record<string, unknown>;
    found.set(name, { type: textOf(type), help: textOf(help), unit: textOf(unit) });
  }
  return found;
}

/**
 * Bytes of an `index/volume` answer: `{"result":[{"metric":{"app":"x"},"value":[t,"123"]}]}`. By label each metric is
 * `{name: ""}`; by value it is `{label: value}`.
 */
export function readVolumes(data: unknown, label: string | null): readonly { name: string; bytes: number }[] {
  const result: unknown =
    typeof data === "object" && data !== null ? (data as { result?: unknown }).result : null;
  if (!Array.isArray(result)) return [];
  return result.flatMap((row: unknown) => {
    const { metric, value } = (row ?? {}) as { metric?: Record<string, unknown>; value?: unknown };
    const bytes = Number(Array.isArray(value) ? value[1] : Number.NaN);
    const name = label === null ? Object.keys(metric ?? {})[0] : metric?.[label];
    return typeof name === "string" && Number.isFinite(bytes) ? [{ name, bytes }] : [];
  });
}
