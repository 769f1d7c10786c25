import { ProblemError } from "../../domain/problem/Problem.ts";
import type { QueuePlace } from "../upstream/Slots.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";
import { answerKey } from "./answerKey.ts";
import type { Answer, AnswerRequest, Answers } from "./Answers.ts";
import { isWholeAnswer } from "./isWholeAnswer.ts";
import { type KeptAnswer, KeptAnswers } from "./KeptAnswers.ts";
import type { FreshAnswer, ReplicaAnswers } from "./ReplicaAnswers.ts";
import { SharedRun } from "./SharedRun.ts";

export interface AnswersDeps {
  readonly upstreams: Pick<Upstreams, "collect"> & Partial<Pick<Upstreams, "queueOf">>;
  /** Default: this process is alone. */
  readonly replicas?: ReplicaAnswers;
  /** Bytes of answers that this process keeps. Default 64 MiB. */
  readonly keptBytes?: number;
  /** Bytes of one answer, inflated. Default: the way to the source's own cap. */
  readonly capBytes?: number;
  readonly now?: () => number;
}

const MIB = 1024 * 1024;
const KEPT_BYTES = 64 * MIB;
/** Reading a larger one to judge it would hold everybody else up. */
const MAX_ENTRY_BYTES = 8 * MIB;

/** Answers as `Answers` promises them: one call for all who wait, then memory, then what the replicas have together. */
export function createAnswers(deps: AnswersDeps): Answers {
  return new AnswerDesk(deps);
}

/** As the first who asked began it. */
interface RunRequest extends AnswerRequest {
  /** Of the run: nobody else's. */
  readonly requestId: string;
  readonly signal: AbortSignal;
}

class AnswerDesk implements Answers {
  readonly #deps: AnswersDeps;
  readonly #now: () => number;
  readonly #kept: KeptAnswers;
  readonly #runs = new Map<string, SharedRun<Answer>>();

  constructor(deps: AnswersDeps) {
    this.#deps = deps;
    this.#now = deps.now ?? Date.now;
    this.#kept = new KeptAnswers(deps.keptBytes ?? KEPT_BYTES);
  }

  async ask(request: AnswerRequest): Promise<Answer> {
    const { call, owner, freshMs, signal } = request;
    signal?.throwIfAborted();
    const key = answerKey(call);
    for (;;) {
      const kept = freshMs > 0 ? this.#kept.get(key, this.#now()) : null;
      if (kept !== null) return kept;
      const run = this.#runs.get(key) ?? this.#start(key, request);
      request.onAsked?.(() => this.#placeOf(run));
      try {
        return await run.join(signal);
      } catch (error) {
        // Whoever began it asks too much: that is no reason to refuse the others.
        if (run.owner === owner || !isOverShare(error)) throw error;
      }
    }
  }

  /** Whoever joined it stands where it stands. */
  #placeOf({ id, owner }: SharedRun<Answer>): QueuePlace | null {
    const queued = this.#deps.upstreams.queueOf?.(owner) ?? [];
    return queued.find(({ requestId }) => requestId === id) ?? null;
  }

  #start(key: string, request: AnswerRequest): SharedRun<Answer> {
    const run: SharedRun<Answer> = new SharedRun(
      request.owner,
      async (signal, requestId) => await this.#answer(key, { ...request, signal, requestId }),
      () => {
        if (this.#runs.get(key) === run) this.#runs.delete(key);
      },
    );
    this.#runs.set(key, run);
    return run;
  }

  async #answer(key: string, request: RunRequest): Promise<Answer> {
    const { replicas } = this.#deps;
    const { signal } = request;
    // From now on, however long it waits: its time was reckoned by its asker.
    const fromMs = this.#now();
    const ask = async (): Promise<FreshAnswer> => await this.#collect(request, fromMs);
    // What the embedded engine answers is of this process: each replica reads pages for itself.
    const isOwn = request.call.source.engine !== undefined;
    const isAlone = replicas === undefined || request.freshMs <= 0 || isOwn;
    const entry = isAlone ? await ask() : await replicas.share({ key, ask, signal });
    if (entry.untilMs > this.#now()) this.#kept.put(key, entry);
    return entry.answer;
  }

  async #collect(request: RunRequest, fromMs: number): Promise<KeptAnswer> {
    const { call, owner, freshMs, requestId, signal } = request;
    const { upstreams, capBytes } = this.#deps;
    const limits = capBytes === undefined ? {} : { capBytes };
    const { contentType, body } = await upstreams.collect(call, { owner, requestId, signal, ...limits });
    const mayServe = freshMs > 0 && body.length <= MAX_ENTRY_BYTES && isWholeAnswer(body);
    return { answer: { contentType, body }, fromMs, untilMs: mayServe ? fromMs + freshMs : 0 };
  }
}

function isOverShare(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "TOO_MANY_REQUESTS";
}
