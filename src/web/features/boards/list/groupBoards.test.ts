import { expect, it } from "vitest";
import { groupBoards } from "./groupBoards.ts";

it("lists boards by folder and name, starter boards last", () => {
  const board = (name: string, folder: string, isStarter = false) => ({ name, folder, isStarter });
  const groups = groupBoards([
    board("Nodes", "A starter", true),
    board("Shop 10", "Shop"),
    board("Shop 2", "Shop"),
    board("Mine", ""),
  ]);
  expect(groups.map(({ folder, boards }) => [folder, boards.map(({ name }) => name)])).toEqual([
    ["", ["Mine"]],
    ["Shop", ["Shop 2", "Shop 10"]],
    ["A starter", ["Nodes"]],
  ]);
});
