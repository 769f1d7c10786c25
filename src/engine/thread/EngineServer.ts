import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ApiParams } from "../api/ApiParams.ts";
import { chooseOperation } from "../api/chooseOperation.ts";
import type { ApiAnswer, EngineLimits } from "../api/Operation.ts";
import { EngineError } from "../EngineError.ts";
import type { MetricStore } from "../store/MetricStore.ts";
import type { Work } from "../work/Work.ts";
import { readRequest } from "./readRequest.ts";
import { sendAnswer, sendError } from "./sendAnswer.ts";

export interface EngineServerOptions {
  /** Undefined: no such source. Throws EngineError where the source has nothing to answer from yet, and why. */
  readonly storeOf: (sourceId: string) => MetricStore | undefined;
  /** Runs the work beside that of others; rejects with EngineError canceled when the signal says so. */
  readonly run: <T>(work: Work<T>, signal: AbortSignal) => Promise<T>;
  readonly limits: EngineLimits;
  /** Epoch milliseconds, of the source: the demo's time may stand still. */
  readonly nowMs: (sourceId: string) => number;
}

/** The engine's HTTP server: Prometheus' API under /{source}/api/v1/. Not listening yet. */
export function createEngineServer(options: EngineServerOptions): Server {
  const server = createServer((request, response) => void answer({ request, response }, options));
  // Whoever asks is the server beside us, which has deadlines of its own.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 60_000;
  return server;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer({ request, response }: Exchange, options: EngineServerOptions): Promise<void> {
  const left = new AbortController();
  response.on("close", () => left.abort());
  try {
    const found = await evaluate(request, options, left.signal);
    const acceptsGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    await sendAnswer(found, response, acceptsGzip);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else sendError(error, response);
  }
}

async function evaluate(
  request: IncomingMessage,
  { storeOf, run, limits, nowMs }: EngineServerOptions,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const { method, sourceId, path, fields } = await readRequest(request);
  const store = storeOf(sourceId);
  if (store === undefined) throw new EngineError("not_found", "no such source");
  const operation = chooseOperation(path, method);
  const call = { params: new ApiParams(fields), store, limits, nowMs: nowMs(sourceId) };
  return await run(operation(call), signal);
}
