import { ProblemError } from "../domain/problem/Problem.ts";
import { problem } from "../domain/problem/Problem.ts";
import type { ProblemCode } from "../domain/problem/problemTable.ts";
import type { Answer, AnswerRequest } from "../server/cache/Answers.ts";
import type { Source } from "../server/sources/Source.ts";
import type { CollectOptions, ForwardCall } from "../server/upstream/UpstreamPool.ts";
import { aSource } from "./faultUpstream/dataApp.ts";

interface Held {
  readonly call: ForwardCall;
  readonly owner: string;
  readonly isAborted: () => boolean;
  answer(body: string): void;
  fail(code: ProblemCode): void;
}

/** The way to the sources as a test plays it: every call waits until it is answered, here. */
export class GatedAnswers {
  readonly calls: Held[] = [];
  #whenCalled: (() => void)[] = [];

  readonly collect = async (call: ForwardCall, { owner, signal }: CollectOptions): Promise<Answer> => {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
    this.calls.push({
      call,
      owner,
      isAborted: () => signal?.aborted === true,
      answer: (body) => resolve({ contentType: "application/json", body: Buffer.from(body) }),
      fail: (code) => reject(new ProblemError(problem(code))),
    });
    for (const tell of this.#whenCalled.splice(0)) tell();
    return await promise;
  };

  /** The call of that number, once it was made. */
  async called(number: number): Promise<Held> {
    for (;;) {
      const call = this.calls[number - 1];
      if (call !== undefined) return call;
      await new Promise<void>((resolve) => this.#whenCalled.push(resolve));
    }
  }
}

let last = 0;

/** A question nobody asked before. */
export function aQuestion(
  over: Partial<AnswerRequest> & { readonly encoded?: string; readonly source?: Partial<Source> } = {},
): AnswerRequest {
  const { encoded = "query=up", source, ...rest } = over;
  last += 1;
  const call = {
    source: aSource({ version: `v${process.pid}-${last}`, ...source }),
    operation: "query",
    params: { encoded, isPost: false },
  } as const;
  return { call, owner: "ann", freshMs: 10_000, ...rest };
}

/** The question of another. */
export function withOwner(request: AnswerRequest, owner: string): AnswerRequest {
  return { ...request, owner };
}
