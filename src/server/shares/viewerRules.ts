import type { ShareCreation } from "../../contract/shares.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { ShareRow } from "../store/Store.ts";

/** What a viewer may make of links: no more than an editor trusts everybody with, who only reads. */

/** Every frozen one stays on the disk, and viewers are many. */
const VIEWERS_LINKS_PER_DAY = 50;
const DAY_MS = 86_400_000;

/** A viewer passes on what a viewer reads (T6): boards and panels, for people who sign in, without their queries. Throws FORBIDDEN. */
export function demandOwnReading({
  view,
  audience,
  showsQuery,
}: Pick<ShareCreation, "view" | "audience" | "showsQuery">): void {
  if (view.page === "explore")
    throw fail("FORBIDDEN", { hint: "Share a board, or one of its panels; queries are for editors." });
  if (showsQuery) throw fail("FORBIDDEN", { hint: "Leave the query hidden; an editor can show it." });
  if (audience === "anyone")
    throw fail("FORBIDDEN", {
      hint: "Share it with people who sign in; an editor can make a link for anyone.",
    });
}

export interface RoomRequest {
  readonly ownerId: string;
  /** All that this viewer made, in any order. */
  readonly rows: () => Promise<readonly Pick<ShareRow, "created">[]>;
  readonly nowMs: number;
}

/** How many links viewers make within a day. Those under way in this process count, or many at once would all have room. */
export class LinkRoom {
  readonly #underWay = new Map<string, number>();

  /** Does `make` where there is room. Throws TOO_MANY_REQUESTS with the wait. */
  async within<T>({ ownerId, rows, nowMs }: RoomRequest, make: () => Promise<T>): Promise<T> {
    const others = this.#underWay.get(ownerId) ?? 0;
    this.#underWay.set(ownerId, others + 1);
    try {
      demandRoom(await rows(), others, nowMs);
      return await make();
    } finally {
      const left = (this.#underWay.get(ownerId) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(ownerId);
      else this.#underWay.set(ownerId, left);
    }
  }
}

function demandRoom(rows: readonly Pick<ShareRow, "created">[], underWay: number, nowMs: number): void {
  const recent = rows.map(({ created }) => created.atMs).filter((atMs) => atMs > nowMs - DAY_MS);
  const made = recent.length + underWay;
  if (made < VIEWERS_LINKS_PER_DAY) return;
  throw fail("TOO_MANY_REQUESTS", {
    hint: `You made ${made} links within a day; send one of them again, or wait.`,
    retryAfterMs: Math.min(nowMs, ...recent) + DAY_MS - nowMs,
  });
}
