import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import { withBase } from "./basePath.ts";
import { newKeyBase } from "./contentKey.ts";
import { signInNeeded } from "./signInNeeded.ts";
import { problemOfAnswer } from "./toProblem.ts";

/** A zod schema, as far as a call needs it. */
export interface AnswerSchema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

export interface CallOptions<T> {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the base: "/api/sources". */
  readonly path: string;
  readonly body?: unknown;
  /** What the answer must look like, or the chunk that knows; without it the answer is not read. */
  readonly answer?: AnswerSchema<T> | Promise<AnswerSchema<T>>;
  readonly signal?: AbortSignal;
  /**
   * A call that is made again with the same key changes nothing twice (F52). By default a PUT or DELETE has one of its
   * own: a proxy may send it to the next server when one dies, and what that one did must not look like somebody else's.
   */
  readonly idempotencyKey?: string;
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

/** `fetch` to our own server, where a dead connection is the problem OFFLINE; an abort stays an AbortError. */
async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(withBase(path), { ...init, credentials: "same-origin", redirect: "error" });
  } catch (error) {
    throw isAbort(error) ? error : fail("OFFLINE");
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch (error) {
    if (isAbort(error)) throw error;
    return undefined;
  }
}

const requestIdOf = (response: Response) => response.headers.get("x-request-id") ?? "";

function refusal(response: Response, json: unknown): ProblemError {
  const found = problemOfAnswer(response.status, json, requestIdOf(response));
  signInNeeded.note(found);
  return new ProblemError(found);
}

/** Calls one of our own JSON routes. Throws ProblemError, or AbortError when `signal` aborts. */
export async function call<T>(options: CallOptions<T>): Promise<T> {
  const { method = "GET", path, body, answer, signal } = options;
  const { idempotencyKey = method === "PUT" || method === "DELETE" ? newKeyBase() : undefined } = options;
  const response = await send(path, {
    method,
    headers: {
      Accept: "application/json",
      "X-Sightglass": "1",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const json = response.status === 204 ? undefined : await readJson(response);
  if (!response.ok) throw refusal(response, json);
  if (!answer) return undefined as T;
  const parsed = (await answer).safeParse(json);
  if (parsed.success) return parsed.data;
  const detail = `${method} ${path} answered in a shape this page does not know. Reload the page.`;
  throw fail("INTERNAL", { detail, requestId: requestIdOf(response) });
}

/** Query parameters; an array repeats its key, undefined leaves it out. */
export type DataParams = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The envelope of the Prometheus API without its status. */
export interface DataAnswer {
  readonly data: unknown;
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

export interface DataRequest {
  readonly sourceId: string;
  /** Below the source: "/api/v1/labels". Label names go in by `encodeURIComponent`. */
  readonly path: string;
  readonly params?: DataParams;
  readonly signal?: AbortSignal;
}

/** Longer than this goes as a form POST; many proxies cut addresses at 8 kB. */
const GET_LIMIT = 2000;

function formOf(params: DataParams): URLSearchParams {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) {
      if (one !== undefined) form.append(key, String(one));
    }
  }
  return form;
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** The operations upstreams take only by GET. */
const isGetOnly = (path: string) => /\/(values|metadata|rules|buildinfo)$/.test(path);

/**
 * Asks a source, by a form, for figures that come bare, in no envelope (Loki's index/stats); a server that wraps them
 * is read as well. Throws ProblemError, or AbortError when `signal` aborts.
 */
export async function dataFigures({ sourceId, path, params = {}, signal }: DataRequest): Promise<unknown> {
  const response = await send(`/api/sources/${encodeURIComponent(sourceId)}${path}`, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: formOf(params),
    ...(signal && { signal }),
  });
  const json = response.ok ? await readJson(response) : undefined;
  if (json === undefined) throw fail("UPSTREAM_ERROR");
  return typeof json === "object" && json !== null && "data" in json ? json.data : json;
}

/**
 * Asks a source for labels, series, metadata: what is small and read whole. (Queries go through the decode worker.)
 * Throws ProblemError, or AbortError when `signal` aborts.
 */
export async function dataGet({ sourceId, path, params = {}, signal }: DataRequest): Promise<DataAnswer> {
  const form = formOf(params);
  const url = `/api/sources/${encodeURIComponent(sourceId)}${path}`;
  const query = form.toString();
  const isPost = query.length > GET_LIMIT && !isGetOnly(path);
  const response = await send(isPost || query === "" ? url : `${url}?${query}`, {
    method: isPost ? "POST" : "GET",
    headers: { Accept: "application/json" },
    ...(isPost && { body: form }),
    ...(signal && { signal }),
  });
  const json = (await readJson(response)) as Record<string, unknown> | undefined;
  if (!response.ok || json?.["status"] !== "success") {
    throw refusal(response, json);
  }
  return { data: json["data"], warnings: strings(json["warnings"]), infos: strings(json["infos"]) };
}
