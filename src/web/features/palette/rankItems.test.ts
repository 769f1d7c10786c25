import { describe, expect, it } from "vitest";
import { fitText, readTyped } from "./fitText.ts";
import type { PaletteGroup, PaletteItem } from "./PaletteTypes.ts";
import { rankItems } from "./rankItems.ts";

const item = (group: PaletteGroup, text: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id: `${group}:${text}`,
  group,
  icon: "search",
  text,
  run: () => undefined,
  ...more,
});
const marked = (text: string, typed: string) => {
  const fit = fitText(text, readTyped(typed));
  if (!fit) return null;
  const cuts = [0, ...fit.ranges, text.length];
  return cuts
    .slice(1)
    .map((to, i) => (i % 2 === 1 ? `[${text.slice(cuts[i], to)}]` : text.slice(cuts[i], to)))
    .join("");
};
const show = (items: readonly PaletteItem[], typed: string, recent: readonly string[] = []) =>
  rankItems(items, { typed, recent, names: [] }).map(
    ({ group, rows }) => `${group}: ${rows.map((row) => row.item.text).join(", ")}`,
  );

describe("fitText", () => {
  it.each([
    ["Last 6 hours", "hours last", "[Last] 6 [hours]"],
    ["Last 6 hours", "6 h", "Last [6] [h]ours"],
    ["sum by (job) (up)", "JOB", "sum by ([job]) (up)"],
    ["Theme: dark", "theme da", "[Theme]: [da]rk"],
    ["node_cpu_seconds_total", "cpu_sec", "node_[cpu_sec]onds_total"],
    ["overlap", "over verl", "[overl]ap"],
    ["abc", "abd", null],
    ["İstanbul up", "up", "İstanbul up"],
  ])("marks in %j what %j finds: %j", (text, typed, shown) => {
    expect(marked(text, typed)).toBe(shown);
  });

  it("ranks the whole text before its beginning, beginnings of words before what is inside", () => {
    const ranks = ["up", "upload", "look up", "cup", "down"].map(
      (text) => fitText(text, readTyped("Up"))?.rank,
    );
    expect(ranks).toEqual([0, 1, 2, 3, undefined]);
  });

  it("finds words that are searched but not shown, as the last", () => {
    expect(fitText("Share", readTyped("explore share"), "Explore")).toEqual({ rank: 3, ranges: [0, 5] });
  });

  it("judges a query of a megabyte by its beginning", () => {
    const long = `${"x ".repeat(500_000)}end`;
    expect(fitText(long, readTyped("end"))).toBeNull();
    expect(fitText(long, readTyped("x"))?.ranges).toEqual([0, 1]);
  });
});

describe("rankItems", () => {
  const all = [
    item("Sources", "Production"),
    item("Time ranges", "Last 1 hour"),
    item("Time ranges", "Last 12 hours"),
    item("Do", "Chart"),
    item("Do", "Run"),
    item("History", "rate(a[1h])"),
  ];

  it("shows recent choices first where nothing is typed, and none of them twice", () => {
    expect(show(all, " ", ["Do:Run", "gone", "Sources:Production"])).toEqual([
      "Recent: Run, Production",
      "Time ranges: Last 1 hour, Last 12 hours",
      "Do: Chart",
      "History: rate(a[1h])",
    ]);
  });

  it("puts the group with the best row first and keeps the usual order among equals", () => {
    expect(show(all, "r")).toEqual([
      "Do: Run, Chart",
      "History: rate(a[1h])",
      "Sources: Production",
      "Time ranges: Last 1 hour, Last 12 hours",
    ]);
    expect(show(all, "last")).toEqual(["Time ranges: Last 1 hour, Last 12 hours"]);
    expect(show(all, "nothing")).toEqual([]);
  });

  it("prefers among equals what was chosen lately", () => {
    expect(show(all, "last", ["Time ranges:Last 12 hours"])).toEqual([
      "Time ranges: Last 12 hours, Last 1 hour",
    ]);
  });

  it("puts what was meant exactly first, however it is spelled", () => {
    const range = item("Time ranges", "Last 90 minutes", { isExact: true });
    expect(show([item("Do", "90m"), range], "90m")).toEqual(["Time ranges: Last 90 minutes", "Do: 90m"]);
  });

  it("bounds every group", () => {
    const many = Array.from({ length: 5_000 }, (_, i) => item("History", `query ${i}`));
    expect(rankItems(many, { typed: "query", recent: [], names: [] })[0]?.rows).toHaveLength(6);
    expect(rankItems(many, { typed: "", recent: [], names: [] })[0]?.rows).toHaveLength(4);
  });
});
