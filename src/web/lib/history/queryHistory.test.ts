import { describe, expect, it } from "vitest";
import {
  forget,
  HISTORY_LIMIT,
  type HistoryEntry,
  parseHistory,
  remember,
  searchHistory,
  toggleStar,
  walkHistory,
} from "./queryHistory.ts";

const ran = (...exprs: string[]) =>
  exprs.reduce<readonly HistoryEntry[]>(
    (held, expr, index) => remember(held, { expr, sourceId: "prod", nowMs: index }),
    [],
  );
const texts = (entries: readonly HistoryEntry[]) => entries.map((entry) => entry.expr);

describe("queryHistory", () => {
  it("keeps the newest first and a repeated query once", () => {
    expect(texts(ran("up", "rate(x[5m])", " up "))).toEqual(["up", "rate(x[5m])"]);
    expect(texts(ran("  "))).toEqual([]);
  });

  it("keeps 200, and a starred query for ever", () => {
    let held = ran("starred");
    held = toggleStar(held, held[0] as HistoryEntry);
    for (let i = 0; i < 2 * HISTORY_LIMIT; i++)
      held = remember(held, { expr: `q${i}`, sourceId: "prod", nowMs: i });
    expect(held).toHaveLength(HISTORY_LIMIT + 1);
    expect(held.at(-1)).toMatchObject({ expr: "starred", isStarred: true });
  });

  it("keeps the star of a query that runs again", () => {
    let held = ran("up", "other");
    held = toggleStar(held, held[1] as HistoryEntry);
    expect(remember(held, { expr: "up", sourceId: "prod", nowMs: 9 })[0]).toMatchObject({
      expr: "up",
      isStarred: true,
    });
  });

  it("tells sources apart", () => {
    const held = remember(ran("up"), { expr: "up", sourceId: "eu", nowMs: 5 });
    expect(held).toHaveLength(2);
    expect(texts(searchHistory(held, { text: "", sourceId: "eu", isStarredOnly: false }))).toEqual(["up"]);
  });

  it("finds entries that contain every typed word in any case", () => {
    const held = ran("rate(HTTP_requests_total[5m])", "up");
    expect(
      texts(searchHistory(held, { text: "http RATE", sourceId: "", isStarredOnly: false })),
    ).toHaveLength(1);
    expect(searchHistory(held, { text: "", sourceId: "", isStarredOnly: true })).toEqual([]);
  });

  it("walks to older and newer texts and stops at the ends", () => {
    const held = ran("first", "second");
    const walk = (expr: string, direction: "older" | "newer") =>
      walkHistory(held, { expr, sourceId: "prod", direction });
    expect(walk("draft", "older")).toBe("second");
    expect(walk("second", "older")).toBe("first");
    expect(walk("first", "older")).toBeNull();
    expect(walk("first", "newer")).toBe("second");
    expect(walk("draft", "newer")).toBeNull();
  });

  it("forgets one entry", () => {
    const held = ran("a", "b");
    expect(texts(forget(held, held[0] as HistoryEntry))).toEqual(["a"]);
  });

  it.each([null, "x", { a: 1 }, [1, null, { expr: 3 }]])("reads %j as an empty history", (value) => {
    expect(parseHistory(value)).toEqual([]);
  });
});
