import type { BrowseCall, FromBrowseWorker, ToBrowseWorker } from "../../domain/browse/BrowseMessages.ts";
import { problem, ProblemError } from "../../domain/problem/Problem.ts";
import { answerBrowse } from "./browse/answerBrowse.ts";

/** The one long-lived worker that holds the names of all sources of a page and searches them. */
const answers = answerBrowse({
  fetch: (input, init) => fetch(input, init),
  nowMs: () => performance.timeOrigin + performance.now(),
});
const running = new Map<number, AbortController>();

type Answer = (ask: unknown, signal: AbortSignal) => unknown;

async function answer(message: Exclude<ToBrowseWorker, { readonly call: "cancel" }>): Promise<void> {
  const { call, id, ask } = message;
  const controller = new AbortController();
  running.set(id, controller);
  const reply = (body: FromBrowseWorker) => controller.signal.aborted || postMessage(body);
  try {
    // The table pairs each call with its question; the compiler cannot see that a message's two fields belong together.
    const found = await (answers[call satisfies BrowseCall] as Answer)(ask, controller.signal);
    reply({ id, answer: found });
  } catch (error) {
    const detail = error instanceof Error ? error.message : "The browser's worker failed.";
    reply({ id, problem: error instanceof ProblemError ? error.problem : problem("INTERNAL", { detail }) });
  } finally {
    running.delete(id);
  }
}

addEventListener("message", ({ data }: MessageEvent<ToBrowseWorker>) => {
  if (data.call === "cancel") running.get(data.id)?.abort();
  else void answer(data);
});
