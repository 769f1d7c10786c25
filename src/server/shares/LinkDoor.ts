import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import { endTitle, endWords, linkState, sharedWords } from "../../domain/share/linkState.ts";
import type { Principal } from "../auth/Principal.ts";
import type { ShareRow } from "../store/Store.ts";
import { contentOf } from "./contentOf.ts";
import { keptRow } from "./keptRow.ts";
import type { SharedContent } from "./SharedContent.ts";
import type { ShareParts } from "./ShareParts.ts";

type DoorParts = Pick<ShareParts, "store" | "shelf" | "sources" | "tokens" | "allowsAnyone" | "now">;

/**
 * Where every opened link comes through, for each of its requests: nothing of it is remembered, so that one that is
 * withdrawn opens nothing from the next request on (G23).
 */
export class LinkDoor {
  readonly #parts: DoorParts;

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /**
   * The link behind a token, for whoever asks. Throws LINK_NOT_FOUND for what is no link of ours, without looking it
   * up; SIGN_IN_NEEDED, which tells nothing of the link; LINK_EXPIRED and LINK_REVOKED, which say when and by whom.
   */
  async open(token: string, reader: Principal | undefined): Promise<ShareRow> {
    const { store, tokens, now } = this.#parts;
    const secretHash = tokens.check(token);
    const row = secretHash === null ? undefined : await store.shares.bySecretHash(secretHash);
    if (row === undefined) throw fail("LINK_NOT_FOUND");
    if (reader === undefined && !this.#isForAnyone(row)) throw fail("SIGN_IN_NEEDED");
    if (reader?.via === "token")
      throw fail("FORBIDDEN", {
        hint: "An access token opens the operations of its sources; sign in for this.",
      });
    const state = linkState(row, now());
    if (state !== "live") throw toldEnd(row, reader?.id === row.ownerId);
    return keptRow(row);
  }

  /** What it shows: as it was kept, or of a live board or panel as it is now. */
  async content(row: ShareRow): Promise<SharedContent> {
    const { view, panels, range, name, board, languages } = row;
    if (row.kind === "live" && view.page !== "explore") {
      const now = await contentOf(view, this.#parts).catch((error: unknown) => {
        throw toldGone(error, row);
      });
      return { ...now, range };
    }
    const variables = view.page === "explore" ? {} : view.variables;
    return { view, panels, range, name, board, languages, variables };
  }

  /** Asked at every opening: what the admin no longer allows needs a sign-in from then on. */
  #isForAnyone({ audience, kind }: ShareRow): boolean {
    return audience === "anyone" && kind === "frozen" && this.#parts.allowsAnyone;
  }
}

/** S35: a live link whose board is gone says so, and whom to ask. */
function toldGone(error: unknown, row: ShareRow): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code } = error.problem;
  if (code !== "BOARD_NOT_FOUND" && code !== "PANEL_NOT_FOUND") return error;
  return fail(code, { detail: `${sharedWords(row)}; what it showed was deleted since.` });
}

/** Who made the link is told what they can do themselves. */
function toldEnd(row: ShareRow, isOwner: boolean): ProblemError {
  const told = { title: endTitle(row), detail: endWords(row) };
  if (row.revoked !== undefined)
    return fail("LINK_REVOKED", {
      ...told,
      ...(isOwner && { hint: "It is yours: share again to make another." }),
    });
  return fail("LINK_EXPIRED", {
    ...told,
    ...(isOwner && { hint: "It is yours: renew it among your links." }),
  });
}
