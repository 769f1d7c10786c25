import { keptShare } from "../../contract/shares.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { ShareDocument, ShareRow } from "../store/Store.ts";

/** A row as its schema has it (T8): whatever else got into the store is refused before anything is made of it. */
export function keptRow(row: ShareRow): ShareRow {
  const { kind, view, audience, showsQuery, label, zone, plotPx, range, panels, name, board, languages } =
    row;
  const given = {
    kind,
    view,
    audience,
    showsQuery,
    label,
    zone,
    plotPx,
    range,
    panels,
    name,
    board,
    languages,
  };
  const parsed = keptShare.safeParse(given);
  if (!parsed.success)
    throw fail("LINK_NOT_FOUND", {
      hint: "What is kept of it cannot be read; tell whoever runs Sightglass.",
    });
  const document: ShareDocument = parsed.data;
  return { ...row, ...document };
}
