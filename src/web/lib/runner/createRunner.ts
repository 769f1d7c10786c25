import { receiveDecoded } from "../../../domain/frame/decode/transferDecoded.ts";
import type {
  DoneMessage,
  FromWorker,
  HeadMessage,
  PageMessage,
  ToWorker,
} from "../../../domain/frame/decode/WorkerMessages.ts";
import { receivePage, type SentLines } from "../../../domain/frame/logs/transferLogs.ts";
import { problem, type Problem } from "../../../domain/problem/Problem.ts";
import { atAskedTime } from "./atAskedTime.ts";
import { atServerLimit } from "./atServerLimit.ts";
import { signInNeeded } from "../signInNeeded.ts";
import { mark } from "./marks.ts";
import { requestUrl, type AnyRequest } from "./requestForm.ts";
import { RunError } from "./RunError.ts";
import { runMessage } from "./runMessage.ts";
import type {
  LogOutcome,
  PanelRunRequest,
  RunLogs,
  RunOutcome,
  RunPanel,
  RunQuery,
  RunTransport,
} from "./RunTypes.ts";

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
  readonly runLogs: RunLogs;
  readonly runPanel: RunPanel;
  /** Starts the worker before the first query needs it. */
  readonly warmUp: () => void;
}

interface Pending {
  readonly runId: string;
  readonly request: AnyRequest | PanelRunRequest;
  readonly startMs: number;
  head?: HeadMessage;
  /** Lines of a log query that came ahead of their page. */
  readonly lines: SentLines[];
  readonly resolve: (outcome: RunOutcome | LogOutcome) => void;
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

  /** The worker answers each kind of request with the outcome of its kind. */
  const run = <T extends RunOutcome | LogOutcome>(
    request: AnyRequest | PanelRunRequest,
    signal: AbortSignal,
  ): Promise<T> =>
    new Promise<RunOutcome | LogOutcome>((resolve, reject) => {
      signal.throwIfAborted();
      const runId = `run-${++runs}`;
      const begun: Pending = { runId, request, startMs: nowMs(), lines: [], resolve, reject };
      mark("sg:run", runId, begun.startMs);
      pending.set(runId, begun);
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
    }) as Promise<T>;

  return {
    runQuery: (request, signal) => run<RunOutcome>(request, signal),
    runPanel: (request, signal) => run(request, signal),
    runLogs: atServerLimit((request, signal) => run<LogOutcome>(request, signal)),
    warmUp: () => void ready(),
  };
}

/** Late answers of a cancelled run find nothing pending and are dropped. */
function receive(pending: Map<string, Pending>, message: FromWorker): void {
  const run = pending.get(message.runId);
  if (!run) return;
  if (message.type === "head") {
    run.head = message;
    mark("sg:response", run.runId, message.atMs);
  } else if (message.type === "lines") run.lines.push(message.lines);
  else {
    pending.delete(run.runId);
    if (message.type === "problem") settle(run, message.problem, message.atMs, message.bytes);
    else succeed(run, message);
  }
}

function succeed(run: Pending, message: DoneMessage | PageMessage): void {
  mark("sg:decoded", run.runId, message.atMs);
  const { atMs, bytesTransferred } = message;
  const way = (bytes: number): RunTransport => ({
    ...transport(run, atMs, bytes),
    ...(bytesTransferred === undefined ? {} : { bytesTransferred }),
  });
  if (message.type === "page") {
    const page = receivePage(message.page, run.lines);
    run.resolve({ page, transport: way(page.bytes) });
  } else {
    const decoded = atAskedTime(receiveDecoded(message.decoded), run.request);
    run.resolve({ decoded, transport: way(decoded.meta.bytes) });
  }
}

function settle(run: Pending, found: Problem, ...[atMs, bytes = 0]: [atMs: number, bytes?: number]): void {
  signInNeeded.note(found);
  run.reject(new RunError(found, transport(run, atMs, bytes)));
}

function transport({ runId, request, startMs, head }: Pending, atMs: number, bytes: number): RunTransport {
  return {
    runId,
    status: head?.status ?? 0,
    url: request.kind === "panel" ? request.path : requestUrl(request),
    responseMs: (head?.atMs ?? atMs) - startMs,
    decodedMs: atMs - startMs,
    bytesDecoded: bytes,
    ...(head?.requestId === undefined ? {} : { requestId: head.requestId }),
    ...(head?.serverTiming === undefined ? {} : { serverTiming: head.serverTiming }),
    ...(head?.plan === undefined ? {} : { plan: head.plan }),
    ...(head?.warnings === undefined ? {} : { warnings: head.warnings }),
  };
}
