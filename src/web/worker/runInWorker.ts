import type { DecodeUtf8 } from "../../domain/frame/decode/DecodeOptions.ts";
import { problemFromBody } from "../../domain/frame/decode/problemFromBody.ts";
import { gridOf } from "../../domain/frame/decode/DecodeOptions.ts";
import type { AskMessage, FromWorker } from "../../domain/frame/decode/WorkerMessages.ts";
import { type PanelPlan, readPlan } from "../../domain/panel/readPlan.ts";
import { fail, ProblemError, problem, type Problem } from "../../domain/problem/Problem.ts";
import { createAnswer, type Answer } from "./createAnswer.ts";
import { readStart } from "./readStart.ts";
import { requestHeaders } from "./requestHeaders.ts";
import { retryAfterMs } from "./retryAfterMs.ts";

/** What a run needs of the world around it. */
export interface RunHost {
  readonly fetch: typeof fetch;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
  /** Epoch milliseconds, monotonic within the worker. */
  readonly nowMs: () => number;
  readonly decodeUtf8: DecodeUtf8;
  /** Bytes on the wire of the answer to `url` that began at or after `sinceMs`, where the browser tells. */
  readonly transferredBytes: (url: string, sinceMs: number) => number | undefined;
}

/** Our server ends a stalled answer after 15 s; silence this long means that it is gone itself. */
const IDLE_MS = 60_000;
/** An error body longer than this is not read further. */
const ERROR_BODY_BYTES = 256 * 1024;

/**
 * Asks, decodes while the answer streams, and posts `head`, then the result (`done`; `lines` and `page` for logs) or
 * `problem`; nothing once aborted.
 */
export async function runInWorker(message: AskMessage, signal: AbortSignal, host: RunHost): Promise<void> {
  const { runId, url } = message;
  let answer: Answer | undefined;
  const startMs = host.nowMs();
  const abandon = new AbortController();
  let requestId = "";
  try {
    const response = await send(message, AbortSignal.any([signal, abandon.signal]), host);
    requestId = response.headers.get("x-request-id") ?? "";
    if (signal.aborted) return;
    const plan = message.isPanel ? readPlan(response.headers.get("x-sightglass-plan")) : null;
    postHead(runId, response, { host, plan });
    if (!response.ok) throw new ProblemError(await refusal(response, requestId));
    answer = createAnswer(planned(message, plan), host.decodeUtf8);
    await readBody(response, answer, abandon);
    if (signal.aborted) return;
    const bytesTransferred = contentLength(response) ?? host.transferredBytes(url, startMs);
    const extra = bytesTransferred === undefined ? {} : { bytesTransferred };
    const result = answer.finish(() => ({ runId, atMs: host.nowMs(), ...extra }));
    for (const part of result) host.post(part.message, part.transfer);
  } catch (error) {
    // Ends the request, so that our server ends the one to the source.
    abandon.abort();
    if (signal.aborted) return;
    const found = toProblem(error);
    const named: Problem = found.requestId === "" ? { ...found, requestId } : found;
    host.post({ type: "problem", runId, atMs: host.nowMs(), problem: named, bytes: answer?.bytes ?? 0 });
  }
}

/** The grid of a panel's samples is the one that the server planned. */
function planned(message: AskMessage, plan: PanelPlan | null): AskMessage {
  if (message.type !== "run" || plan === null || plan.stepMs === 0) return message;
  return { ...message, grid: gridOf(plan) };
}

async function send(message: AskMessage, signal: AbortSignal, host: RunHost): Promise<Response> {
  try {
    return await host.fetch(message.url, {
      method: "POST",
      body: message.body,
      headers: requestHeaders(message),
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : fail("OFFLINE");
  }
}

async function readBody(response: Response, answer: Answer, abandon: AbortController): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (;;) {
    const timer = setTimeout(() => abandon.abort(), IDLE_MS);
    let piece: Awaited<ReturnType<typeof reader.read>>;
    try {
      piece = await reader.read();
    } catch {
      // The stream broke: our server ends it so when the source's answer was cut or stalled (F18–F20).
      const code = abandon.signal.aborted ? "UPSTREAM_STALLED" : "UPSTREAM_TRUNCATED";
      throw fail(code, {
        bytes: answer.bytes,
        detail: `Received ${answer.bytes.toLocaleString("en")} bytes.`,
      });
    } finally {
      clearTimeout(timer);
    }
    if (piece.done) return;
    answer.push(piece.value);
  }
}

async function refusal(response: Response, requestId: string): Promise<Problem> {
  const body = await readStart(response, ERROR_BODY_BYTES);
  const wait = retryAfterMs(response.headers.get("retry-after"));
  return problemFromBody(body.text, {
    status: response.status,
    requestId,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

interface HeadParts {
  readonly host: RunHost;
  readonly plan: PanelPlan | null;
}

function postHead(runId: string, response: Response, { host, plan }: HeadParts): void {
  const warnings = Number(response.headers.get("x-sightglass-warnings") ?? 0);
  const requestId = response.headers.get("x-request-id");
  const serverTiming = response.headers.get("server-timing");
  host.post({
    type: "head",
    runId,
    atMs: host.nowMs(),
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    ...(requestId === null ? {} : { requestId }),
    ...(serverTiming === null ? {} : { serverTiming }),
    ...(plan === null ? {} : { plan }),
    ...(warnings > 0 && { warnings }),
  });
}

function contentLength(response: Response): number | undefined {
  const length = Number(response.headers.get("content-length") ?? NaN);
  return Number.isFinite(length) ? length : undefined;
}

function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem("INTERNAL", { detail: error instanceof Error ? error.message : "The decoder failed." });
}
