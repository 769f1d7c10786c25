import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { Narrowing } from "../../../../domain/query/narrow.ts";
import { setExpr } from "./exploreActions.ts";

/** What one click on a way to narrow does to the page. */
export function applyNarrowing(state: ExploreState, letter: string, { edit }: Narrowing): ExploreState {
  if (edit.kind === "expr") return setExpr(state, letter, edit.text);
  return edit.kind === "step" ? { ...state, step: edit.stepMs } : { ...state, range: edit.range };
}
