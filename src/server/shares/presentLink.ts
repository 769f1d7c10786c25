import type { OpenedLink } from "../../contract/shares.ts";
import { encodeExplore } from "../../domain/link/exploreLink.ts";
import { exploreFromPanel } from "../../domain/panel/exploreFromPanel.ts";
import { panelReadingOf } from "../../domain/panel/readingOf.ts";
import type { SharedPanel } from "../../domain/share/linkQuestions.ts";
import { mayAs, maySource, type Principal } from "../auth/Principal.ts";
import type { ShareRow, SnapshotPart } from "../store/Store.ts";
import type { SharedContent } from "./SharedContent.ts";

export interface LinkReader {
  readonly reader: Principal | undefined;
  /** Of a frozen link; told to whoever may read its query. */
  readonly notes: readonly Pick<SnapshotPart, "panelId" | "letter" | "notes">[];
}

/** What the reader of a link gets, field by field. */
export function openedLinkOf(
  row: ShareRow,
  content: SharedContent,
  { reader, notes }: LinkReader,
): OpenedLink {
  const { view, panels, board, range } = content;
  const isFrozen = row.kind === "frozen";
  const explore = mayReadQuery(row, content, reader) ? exploreRecord(row, content) : undefined;
  const languageOf = (sourceId: string) => languageIn(content, sourceId);
  return {
    kind: row.kind,
    page: view.page,
    name: content.name,
    label: row.label,
    sharedBy: { atMs: row.created.atMs, by: row.created.by },
    expiresMs: row.expiresMs,
    ...(isFrozen && { frozenMs: row.created.atMs }),
    ...(row.hash !== undefined && { hash: row.hash }),
    range: { from: range.from, to: range.to },
    zone: row.zone,
    panels: panels.map(({ id, panel, changed }) => {
      const { noteBy, ...reading } = panelReadingOf(
        { id, panel, changed: changed ?? row.created },
        languageOf,
      );
      return { ...reading, ...(changed && noteBy && { noteBy }) };
    }),
    ...(view.page === "board" && {
      items: board.items.map(({ panelId, width, height }) => ({ panelId, width, height })),
    }),
    choices: board.choices.map(({ label, values }) => ({ label, values: [...values] })),
    ...(explore && { explore }),
    ...(isFrozen &&
      mayReadQuery(row, content, reader) && {
        notes: notes.map(({ panelId, letter, notes: said }) => ({ panelId, letter, notes: [...said] })),
      }),
    ...(view.page === "board" && reader && { boardId: view.boardId }),
    canCompare: isFrozen && reader !== undefined,
  };
}

/**
 * Whom the sender lets, and who could write the same query: an editor of all its sources. The sender lets others read
 * what was asked when the link was made: of a panel that was changed since, they get the data alone.
 */
export function mayReadQuery(
  { showsQuery, panels: kept }: Pick<ShareRow, "showsQuery" | "panels">,
  { panels }: Pick<SharedContent, "panels">,
  reader: Principal | undefined,
): boolean {
  if (showsQuery && panels.every((panel) => isAsShared(panel, kept))) return true;
  if (reader === undefined || !mayAs(reader.role, "editor")) return false;
  return panels.every(({ panel }) => panel.queries.every(({ sourceId }) => maySource(reader, sourceId)));
}

function isAsShared({ id, panel }: SharedPanel, kept: readonly SharedPanel[]): boolean {
  const before = kept.find((one) => one.id === id)?.panel.queries;
  const asked = (queries: SharedPanel["panel"]["queries"]) =>
    JSON.stringify(queries.map(({ letter, sourceId, expr }) => [letter, sourceId, expr]));
  return before !== undefined && asked(before) === asked(panel.queries);
}

/** The view as a state of Explore; a board has none. */
function exploreRecord(
  { zone }: Pick<ShareRow, "zone">,
  content: SharedContent,
): Record<string, string> | undefined {
  const { view, panels, range, variables: values } = content;
  if (view.page === "explore") return { ...view.state };
  const [first] = panels;
  if (view.page === "board" || first === undefined) return undefined;
  const languageOf = (sourceId: string) => languageIn(content, sourceId);
  return encodeExplore(exploreFromPanel(first.panel, { range, zone, values, languageOf }));
}

function languageIn({ languages }: Pick<SharedContent, "languages">, sourceId: string) {
  return (Object.hasOwn(languages, sourceId) ? languages[sourceId] : undefined) ?? "promql";
}
