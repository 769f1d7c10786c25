import { describe, expect, it } from "vitest";
import { buildNameIndex, searchNames } from "./nameIndex.ts";
import { layOutTree, placeOf, rowsOf, type TreeRow, type TreeView } from "./treeView.ts";

const FEW = [
  "up",
  "DCGM_FI_DEV_A",
  "DCGM_FI_DEV_B",
  "container_cpu_a",
  "container_cpu_b",
  "node_cpu_guest_total",
  "node_cpu_seconds_total",
  "node_memory_bytes",
  "instance:node_cpu:sum",
];
/** More than fit on a screen, so that nothing opens by itself. */
const MANY = [...FEW, ...Array.from({ length: 50 }, (_, i) => `zz_${i}_x`)];

function tree(names: readonly string[], typed = "", options: Partial<Parameters<typeof layOutTree>[2]> = {}) {
  const index = buildNameIndex(names);
  return layOutTree(index, searchNames(index, typed), { toggled: new Map(), revealed: "", ...options });
}
const rows = (view: TreeView, from = 0, to = view.count) => rowsOf(view, { from, to }, () => "other");
const text = (row: TreeRow) =>
  "  ".repeat(row.level) +
  (row.kind === "metric" ? row.name : `${row.prefix} ${row.count}${row.isOpen ? " open" : ""}`);
const drawn = (view: TreeView) => rows(view).map(text);

describe("layOutTree", () => {
  it("G2 groups by the first word, with counts, rules last and lone names bare", () => {
    expect(drawn(tree(MANY))).toEqual([
      "container_cpu_ 2",
      "DCGM_FI_DEV_ 2",
      "node_ 3",
      "up",
      "zz_ 50",
      "instance:node_cpu:sum",
    ]);
  });

  it.each([1, 2, 3, 31, 32, 33, 1000])("G2 knows where groups of %i names end", (size) => {
    const groups = ["a_", "b_", "c_"].map((prefix) =>
      Array.from({ length: size }, (_, at) => `${prefix}${String(at).padStart(4, "0")}`),
    );
    const counts = rows(tree(groups.flat())).flatMap((row) => (row.kind === "group" ? [row.count] : []));
    expect(counts).toEqual(size === 1 ? [] : [size, size, size]);
  });

  it("opens a group to its second level, and that to its names", () => {
    const open = new Map([
      ["0:node_", true],
      ["1:node_cpu_", true],
    ]);
    expect(drawn(tree(MANY, "", { toggled: open })).slice(2, 7)).toEqual([
      "node_ 3 open",
      "  node_cpu_ 2 open",
      "    node_cpu_guest_total",
      "    node_cpu_seconds_total",
      "  node_memory_bytes",
    ]);
  });

  it("opens everything when it is little, the one group, and the way to what is revealed", () => {
    expect(drawn(tree(FEW)).filter((line) => line.endsWith("open"))).toHaveLength(4);
    expect(drawn(tree(MANY, "zz"))).toHaveLength(1 + 50);
    expect(drawn(tree(MANY, "", { revealed: "node_cpu_guest_total" }))).toContain("    node_cpu_guest_total");
  });

  it("lets the reader close what opened by itself", () => {
    expect(drawn(tree(FEW, "", { toggled: new Map([["0:node_", false]]) }))).toContain("node_ 3");
  });

  it("knows parents, places and highlights", () => {
    const view = tree(FEW, "cpu");
    const all = rows(view);
    all.forEach((row, place) => {
      if (row.parent !== null) expect(all[row.parent]?.kind).toBe("group");
      if (row.kind === "metric") expect(placeOf(view, row.name)).toBe(place);
    });
    expect(placeOf(view, "up")).toBe(-1);
    const seconds = all.find((row) => row.kind === "metric" && row.name === "node_cpu_seconds_total");
    expect(seconds?.kind === "metric" && seconds.ranges).toEqual([5, 8]);
  });

  it("gives any window as a part of the whole", () => {
    const view = tree(MANY, "", { toggled: new Map([["0:zz_", true]]) });
    const all = rows(view);
    expect(all).toHaveLength(view.count);
    for (let from = 0; from < view.count; from += 7) {
      expect(rows(view, from, from + 10)).toEqual(all.slice(from, from + 10));
    }
    expect(rows(view, view.count, view.count + 5)).toEqual([]);
  });

  it("has no row where nothing was found", () => {
    const view = tree(FEW, "nothing");
    expect([view.count, rows(view)]).toEqual([0, []]);
  });

  it("takes names that begin or end with separators, or are separators", () => {
    expect(drawn(tree(["_", "__", "a_", "a__b", ":x", "_x_y"])).length).toBeGreaterThan(0);
  });
});
