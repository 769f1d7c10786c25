import { receiveDecoded } from "../../../domain/frame/decode/transferDecoded.ts";
import type { FromWorker, HeadMessage, ToWorker } from "../../../domain/frame/decode/WorkerMessages.ts";
import { problem, type Problem } from "../../../domain/problem/Problem.ts";
import { withBase } from "../basePath.ts";
import { mark } from "./marks.ts";
import { requestForm, requestGrid, requestPath, requestUrl } from "./requestForm.ts";
import { RunError } from "./RunError.ts";
import type { RunOutcome, RunQuery, RunRequest, RunTransport } from "./RunTypes.ts";

/** The part of `Worker` that a runner uses. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  addEventListener(type: "message", listen: (event: MessageEvent<FromWorker>) => void): void;
  addEventListener(type: "error", listen: (event: ErrorEvent) => void): void;
  addEventListener(type: "messageerror", listen: () => void): void;
}

export interface Runner {
  readonly runQuery: RunQuery;
  /** Starts the worker before the first query needs it. */
  readonly warmUp: () => void;
}

interface Pending {
  readonly runId: string;
  readonly request: RunRequest;
  readonly startMs: number;
  head?: HeadMessage;
  readonly resolve: (outcome: RunOutcome) => void;
  readonly reject: (error: unknown) => void;
}

const nowMs = () => performance.timeOrigin + performance.now();

/** Runs queries in one worker, which is replaced when it dies; the queries it took along fail as INTERNAL. */
export function createRunner(createWorker: () => WorkerLike): Runner {
  const pending = new Map<string, Pending>();
  let worker: WorkerLike | undefined;
  let runs = 0;

  function lose(detail: string): void {
    worker?.terminate();
    worker = undefined;
    for (const run of pending.values()) settle(run, problem("INTERNAL", { detail }), nowMs());
    pending.clear();
  }

  function ready(): WorkerLike {
    if (worker) return worker;
    worker = createWorker();
    worker.addEventListener("message", ({ data }) => receive(pending, data));
    worker.addEventListener("error", ({ message }) => lose(message || "The decoder could not be started."));
    worker.addEventListener("messageerror", () => lose("The decoder's answer could not be read."));
    return worker;
  }

  const runQuery: RunQuery = (request, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const runId = `run-${++runs}`;
      const run: Pending = { runId, request, startMs: nowMs(), resolve, reject };
      mark("sg:run", runId, run.startMs);
      pending.set(runId, run);
      signal.addEventListener(
        "abort",
        () => {
          if (!pending.delete(runId)) return;
          worker?.postMessage({ type: "cancel", runId });
          reject(signal.reason);
        },
        { once: true },
      );
      ready().postMessage(runMessage(runId, request));
    });

  return { runQuery, warmUp: () => void ready() };
}

function runMessage(runId: string, request: RunRequest): ToWorker {
  const grid = requestGrid(request);
  const { capBytes } = request;
  return {
    type: "run",
    runId,
    url: withBase(requestPath(request)),
    body: requestForm(request).toString(),
    ...(grid ? { grid } : {}),
    ...(capBytes === undefined ? {} : { capBytes }),
  };
}

/** Late answers of a cancelled run find nothing pending and are dropped. */
function receive(pending: Map<string, Pending>, message: FromWorker): void {
  const run = pending.get(message.runId);
  if (!run) return;
  if (message.type === "head") {
    run.head = message;
    mark("sg:response", run.runId, message.atMs);
    return;
  }
  pending.delete(run.runId);
  if (message.type === "problem") {
    settle(run, message.problem, message.atMs, message.bytes);
    return;
  }
  mark("sg:decoded", run.runId, message.atMs);
  const decoded = receiveDecoded(message.decoded);
  const { bytesTransferred } = message;
  run.resolve({
    decoded,
    transport: {
      ...transport(run, message.atMs, decoded.meta.bytes),
      ...(bytesTransferred === undefined ? {} : { bytesTransferred }),
    },
  });
}

function settle(run: Pending, found: Problem, ...[atMs, bytes = 0]: [atMs: number, bytes?: number]): void {
  run.reject(new RunError(found, transport(run, atMs, bytes)));
}

function transport({ runId, request, startMs, head }: Pending, atMs: number, bytes: number): RunTransport {
  return {
    runId,
    status: head?.status ?? 0,
    url: requestUrl(request),
    responseMs: (head?.atMs ?? atMs) - startMs,
    decodedMs: atMs - startMs,
    bytesDecoded: bytes,
    ...(head?.requestId === undefined ? {} : { requestId: head.requestId }),
    ...(head?.serverTiming === undefined ? {} : { serverTiming: head.serverTiming }),
  };
}
