import type {
  BrowseCall,
  BrowseCalls,
  FromBrowseWorker,
  ToBrowseWorker,
} from "../../../domain/browse/BrowseMessages.ts";
import { problem, ProblemError } from "../../../domain/problem/Problem.ts";

/** The part of `Worker` that the client uses. */
export interface BrowseWorkerLike {
  postMessage(message: ToBrowseWorker): void;
  terminate(): void;
  addEventListener(type: "message", listen: (event: MessageEvent<FromBrowseWorker>) => void): void;
  addEventListener(type: "error", listen: (event: ErrorEvent) => void): void;
}

export type AskBrowser = <Name extends BrowseCall>(
  call: Name,
  ask: BrowseCalls[Name]["ask"],
  signal?: AbortSignal,
) => Promise<BrowseCalls[Name]["answer"]>;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks the browse worker, which is started by the first question and replaced when it dies. Rejects with ProblemError
 * or, when `signal` aborts, with its reason; the worker then ends the request it made.
 */
export function createBrowseClient(createWorker: () => BrowseWorkerLike): AskBrowser {
  const waiting = new Map<number, Waiting>();
  let worker: BrowseWorkerLike | undefined;
  let asked = 0;

  function lose(detail: string): void {
    worker?.terminate();
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new ProblemError(problem("INTERNAL", { detail })));
    waiting.clear();
  }

  function ready(): BrowseWorkerLike {
    if (worker) return worker;
    worker = createWorker();
    worker.addEventListener("message", ({ data }) => {
      const one = waiting.get(data.id);
      waiting.delete(data.id);
      if ("problem" in data) one?.reject(new ProblemError(data.problem));
      else one?.resolve(data.answer as never);
    });
    worker.addEventListener("error", ({ message }) => lose(message || "The browser's worker did not start."));
    return worker;
  }

  return (call, ask, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      asked += 1;
      const id = asked;
      waiting.set(id, { resolve, reject });
      signal?.addEventListener(
        "abort",
        () => {
          if (!waiting.delete(id)) return;
          worker?.postMessage({ call: "cancel", id });
          reject(signal.reason);
        },
        { once: true },
      );
      ready().postMessage({ call, id, ask } as ToBrowseWorker);
    });
}
