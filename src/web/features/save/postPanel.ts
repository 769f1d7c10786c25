import { ProblemError } from "../../../domain/problem/Problem.ts";
import { problemTable } from "../../../domain/problem/problemTable.ts";
import type { PanelView } from "../../../contract/panels.ts";
import { changePanel, createPanel, movePanel, type PanelPost } from "./saveCalls.ts";

/** The server said no: nothing was saved. After anything else, only asking again tells. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status } = problemTable[error.problem.code];
  return status >= 400 && status < 500;
}

const contentOf = ({ panel }: PanelPost) => JSON.stringify(panel);

/**
 * Makes a panel, once. `unanswered` is what was sent before without an answer: if it did arrive, that panel is
 * brought to what is wanted now, instead of a second one being made (F52, F59).
 */
export async function postPanel(post: PanelPost, unanswered: PanelPost | null): Promise<PanelView> {
  if (unanswered === null || unanswered.key === post.key) return await createPanel(post);
  const before = await arrived(unanswered);
  if (before === null) return await createPanel(post);
  const moved = before.boardId === post.boardId ? before : await movePanel(before.id, post.boardId);
  if (contentOf(unanswered) === contentOf(post)) return moved;
  return await changePanel(moved.id, { rev: moved.rev, panel: post.panel });
}

async function arrived(unanswered: PanelPost): Promise<PanelView | null> {
  try {
    return await createPanel(unanswered);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
