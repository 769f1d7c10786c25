import { apiOf } from "../../contract/apiOf.ts";
import type { Board } from "../../domain/panel/Board.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import type { QueryLanguage } from "../../domain/panel/QueryLanguage.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { maySource, type Principal } from "../auth/Principal.ts";
import type { Source } from "../sources/Source.ts";

export interface Sources {
  get(id: string): Source | undefined;
}

/** What a source's queries are written in; null where there is no such source. */
export function languageIn(sources: Sources, sourceId: string): QueryLanguage | null {
  const source = sources.get(sourceId);
  if (source === undefined) return null;
  return apiOf(source.kind) === "loki" ? "logql" : "promql";
}

/** May this editor change what asks these sources? Only who may ask all of them. */
export function mayEdit(principal: Principal, panel: Pick<Panel, "queries">): boolean {
  return panel.queries.every(({ sourceId }) => maySource(principal, sourceId));
}

export function demandEdit(principal: Principal, panels: readonly Pick<Panel, "queries">[]): void {
  if (panels.every((panel) => mayEdit(principal, panel))) return;
  throw fail("FORBIDDEN", { hint: "This asks a source that you may not ask; an admin may let you." });
}

/** The same of a board's variables. */
export function demandVariables(principal: Principal, { variables }: Pick<Board, "variables">): void {
  const isAllowed = variables.every(
    ({ choice }) => choice.kind !== "label" || maySource(principal, choice.sourceId),
  );
  if (isAllowed) return;
  throw fail("FORBIDDEN", { hint: "A choice asks a source that you may not ask; an admin may let you." });
}

/** As an editor may use it in something new: a source of somebody else's is none. */
export function languageFor(
  principal: Principal,
  sources: Sources,
  known: ReadonlySet<string> = new Set(),
): (sourceId: string) => QueryLanguage | null {
  return (sourceId) => {
    if (!maySource(principal, sourceId)) return null;
    // One that is gone, but stood there before, is no reason to refuse another change.
    return languageIn(sources, sourceId) ?? (known.has(sourceId) ? "promql" : null);
  };
}
