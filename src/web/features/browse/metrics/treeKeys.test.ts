import { describe, expect, it } from "vitest";
import type { GroupRow, MetricRow } from "../../../../domain/browse/treeView.ts";
import { treeMove } from "./treeKeys.ts";

const group: GroupRow = {
  kind: "group",
  id: "0:a_",
  level: 0,
  prefix: "a_",
  keyLength: 2,
  shared: 0,
  count: 3,
  isOpen: false,
  parent: null,
};
const inner: GroupRow = { ...group, id: "1:a_b_", level: 1, parent: 4 };
const metric: MetricRow = {
  kind: "metric",
  level: 1,
  name: "a_x",
  shared: 2,
  type: "other",
  ranges: [],
  parent: 4,
};
const go = (place: number) => ({ kind: "go", place });
const at = { place: 5, count: 10, page: 3 };

describe("treeMove", () => {
  it.each([
    ["ArrowDown", go(6)],
    ["ArrowUp", go(4)],
    ["PageDown", go(8)],
    ["PageUp", go(2)],
    ["Home", go(0)],
    ["End", go(9)],
  ])("%s goes", (key, move) => {
    expect(treeMove({ ...at, key, row: metric })).toEqual(move);
    expect(treeMove({ ...at, key, row: undefined })).toEqual(move);
  });

  it("stays inside the list", () => {
    expect(treeMove({ ...at, key: "PageUp", place: 1, row: metric })).toEqual(go(0));
    expect(treeMove({ ...at, key: "ArrowDown", place: 9, row: metric })).toEqual(go(9));
  });

  it.each([
    ["Enter", metric, { kind: "insert", name: "a_x" }],
    [" ", metric, { kind: "select", name: "a_x" }],
    ["ArrowLeft", metric, go(4)],
    ["ArrowLeft", { ...metric, parent: null }, null],
    ["ArrowRight", metric, null],
    ["Enter", group, { kind: "toggle", id: "0:a_", isOpen: true }],
    [" ", { ...group, isOpen: true }, { kind: "toggle", id: "0:a_", isOpen: false }],
    ["ArrowRight", group, { kind: "toggle", id: "0:a_", isOpen: true }],
    ["ArrowRight", { ...group, isOpen: true }, go(6)],
    ["ArrowLeft", { ...group, isOpen: true }, { kind: "toggle", id: "0:a_", isOpen: false }],
    ["ArrowLeft", group, null],
    ["ArrowLeft", inner, go(4)],
    ["x", group, null],
  ])("%s on a row", (key, row, move) => {
    expect(treeMove({ ...at, key, row })).toEqual(move);
  });
});
