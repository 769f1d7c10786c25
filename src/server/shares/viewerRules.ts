import type { ShareCreation } from "../../contract/shares.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { ShareRow } from "../store/Store.ts";

/** What a viewer may make of links: no more than an editor trusts everybody with, who only reads. */

/** Every frozen one stays on the disk, and viewers are many. */
const VIEWERS_LINKS_PER_DAY = 50;
const DAY_MS = 86_400_000;

/** A viewer passes on what a viewer reads (T6): boards and panels, for people who sign in, without their queries. */
export function demandOwnReading({ view, audience, showsQuery }: ShareCreation): void {
  if (view.page === "explore")
    throw fail("FORBIDDEN", { hint: "Share a board, or one of its panels; queries are for editors." });
  if (showsQuery) throw fail("FORBIDDEN", { hint: "Leave the query hidden; an editor can show it." });
  if (audience === "anyone")
    throw fail("FORBIDDEN", {
      hint: "Share it with people who sign in; an editor can make a link for anyone.",
    });
}

/** `rows` are all that this viewer made, in any order. Throws TOO_MANY_REQUESTS with the wait. */
export function demandRoom(rows: readonly Pick<ShareRow, "created">[], nowMs: number): void {
  const recent = rows.map(({ created }) => created.atMs).filter((atMs) => atMs > nowMs - DAY_MS);
  if (recent.length < VIEWERS_LINKS_PER_DAY) return;
  throw fail("TOO_MANY_REQUESTS", {
    hint: `You made ${recent.length} links within a day; send one of them again, or wait.`,
    retryAfterMs: Math.min(...recent) + DAY_MS - nowMs,
  });
}
