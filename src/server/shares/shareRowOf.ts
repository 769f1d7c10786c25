import type { ShareRow as ShareView } from "../../contract/shares.ts";
import { linkState } from "../../domain/share/linkState.ts";
import type { ShareRow } from "../store/Store.ts";
import type { LinkTokens } from "./LinkTokens.ts";

export interface ShareRowContext {
  readonly tokens: Pick<LinkTokens, "tokenAgain">;
  readonly nowMs: number;
  /** For admins: was this owner switched off, or are they gone? */
  readonly isOff?: ((ownerId: string) => boolean) | undefined;
}

/** A line of the list, for its owner and admins: no hash, nothing sealed. One that is withdrawn has no path any more. */
export function shareRowOf(row: ShareRow, { tokens, nowMs, isOff }: ShareRowContext): ShareView {
  const state = linkState(row, nowMs);
  const isOver = state === "revoked" || row.sealed === undefined;
  const token = isOver ? null : tokens.tokenAgain(row.sealed, row.secretHash);
  return {
    id: row.id,
    kind: row.kind,
    audience: row.audience,
    label: row.label,
    owner: row.owner,
    ...(isOff && { ownerId: row.ownerId, isOwnerOff: isOff(row.ownerId) }),
    created: { atMs: row.created.atMs, by: row.created.by },
    expiresMs: row.expiresMs,
    ...(row.revoked && { revoked: { atMs: row.revoked.atMs, by: row.revoked.by } }),
    state,
    opened: row.opened,
    ...(row.lastOpenedMs !== undefined && { lastOpenedMs: row.lastOpenedMs }),
    ...(token !== null && { path: `/s/${token}` }),
    showsQuery: row.showsQuery,
    bytes: row.bytes,
  };
}
