import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { VariableValues } from "../../domain/panel/Board.ts";
import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import {
  keptLetter,
  type LinkQuestion,
  linkQuestions,
  type SharedPanel,
} from "../../domain/share/linkQuestions.ts";
import type { TimeRange } from "../../domain/time/TimeRange.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { PanelAnswer, PanelAnswers } from "../panels/PanelAnswers.ts";
import type { SnapshotPart } from "../store/Store.ts";

export interface FreezeRequest {
  /** Of panels with a range of their own, that one is asked. */
  readonly panels: readonly SharedPanel[];
  readonly range: TimeRange;
  readonly zone: string;
  readonly variables: VariableValues;
  readonly plotPx: number;
  readonly owner: string;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  /** A failure as its sender may read it. */
  readonly told: (error: unknown) => unknown;
}

export interface Frozen {
  readonly parts: readonly SnapshotPart[];
  /** SHA-256 over all parts in their order, in hex. */
  readonly hash: string;
}

export const FREEZE_LIMITS = { answers: 100, bytes: 64 * 1024 * 1024, atOnce: 6 } as const;

const compress = promisify(gzip);

/**
 * Asks everything that the panels show, at most six at once, and keeps it. A view is kept whole or not at all: the first
 * failure ends the others and is thrown, with the panel it was in.
 */
export async function freeze(answers: PanelAnswers, request: FreezeRequest): Promise<Frozen> {
  const questions = linkQuestions(request.panels);
  if (questions.length === 0) throw fail("BAD_REQUEST", { detail: "view: shows nothing to keep" });
  if (questions.length > FREEZE_LIMITS.answers) {
    const detail = `view: asks ${questions.length} answers, and a frozen link keeps at most ${FREEZE_LIMITS.answers}`;
    throw fail("BAD_REQUEST", { detail, hint: "Freeze single panels instead." });
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, request.signal]);
  const parts = new Map<LinkQuestion, { part: SnapshotPart; digest: string }>();
  const waiting = [...questions];
  let bytes = 0;
  const work = async (): Promise<void> => {
    for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
      signal.throwIfAborted();
      const answer = await answerTo(answers, question, { ...request, signal });
      bytes += answer.body.length;
      if (bytes > FREEZE_LIMITS.bytes) throw fail("TOO_LARGE", { bytes, capBytes: FREEZE_LIMITS.bytes });
      parts.set(question, { part: await partOf(question, answer), digest: digestOf(question, answer) });
    }
  };
  const workers = Array.from({ length: FREEZE_LIMITS.atOnce }, () =>
    work().catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  // All of them have ended before this does, so that nothing asks on behind a failure.
  await Promise.allSettled(workers);
  if (signal.aborted) throw signal.reason;
  const kept = questions.flatMap((question) => parts.get(question) ?? []);
  const hash = createHash("sha256").update(kept.map(({ digest }) => digest).join("\n"));
  return { parts: kept.map(({ part }) => part), hash: hash.digest("hex") };
}

async function answerTo(
  answers: PanelAnswers,
  { panel, letter, beforeMs }: LinkQuestion,
  { panels, range, zone, variables, plotPx, owner, nowMs, signal, told }: FreezeRequest,
): Promise<PanelAnswer> {
  const resolved = resolveRange(panel.range ?? range, nowMs, zone);
  if (resolved === null) throw fail("BAD_REQUEST", { detail: "range: choose a start before the end" });
  try {
    return await answers.ask({
      panel,
      letter,
      variables,
      startMs: resolved.startMs,
      endMs: resolved.endMs,
      plotPx,
      zone,
      owner,
      signal,
      ...(beforeMs > 0 && { beforeMs }),
    });
  } catch (cause) {
    const error = told(cause);
    if (!(error instanceof ProblemError) || panels.length < 2) throw error;
    const { hint } = error.problem;
    throw new ProblemError(
      { ...error.problem, hint: `In the panel “${panel.name}”, query ${letter}: ${hint ?? ""}`.trim() },
      { cause: error },
    );
  }
}

async function partOf(question: LinkQuestion, answer: PanelAnswer): Promise<SnapshotPart> {
  const { contentType, plan, body, warnings, notes } = answer;
  const packed = await compress(body);
  return {
    panelId: question.id,
    letter: keptLetter(question),
    plan,
    contentType,
    // Of a pool that is shared: only these bytes are meant.
    gzip: new Uint8Array(packed),
    warnings,
    notes,
  };
}

function digestOf(question: LinkQuestion, { plan, body, notes }: PanelAnswer): string {
  const head = JSON.stringify([question.id, keptLetter(question), plan, notes]);
  return `${head} ${createHash("sha256").update(body).digest("hex")}`;
}
