import { expect } from "vitest";
import { aBoard, aPanel, change, NOW_MS, size } from "./storeSamples.test-util.ts";
import type { Store } from "./Store.ts";

/** What holds of every store, whatever database is below it. */
export interface ContractCase {
  readonly title: string;
  readonly run: (store: Store) => Promise<void>;
}

const DAY_MS = 86_400_000;

const board = (store: Store, name = "Board") => store.boards.create(aBoard(name), change());
const placed = async (store: Store, boardId: string) =>
  (await store.boards.get(boardId))?.board.items.map(({ panelId }) => panelId);

export const boardAndPanelCases: readonly ContractCase[] = [
  {
    title: "a panel is kept as it was saved and stands at the end of its board",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const first = await store.panels.create(aPanel("first"), { boardId, ...size }, change("Ada"));
      const second = await store.panels.create(aPanel("second"), { boardId, ...size }, change("Bo"));
      expect(first.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(await store.panels.get(first.id)).toEqual(first);
      expect(first).toMatchObject({ rev: 1, boardId, owner: "Ada", panel: aPanel("first") });
      expect(await placed(store, boardId)).toEqual([first.id, second.id]);
      expect((await store.panels.ofBoard(boardId)).map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(await store.boards.get(boardId)).toMatchObject({ rev: 3, changed: { by: "Bo" } });
    },
  },
  {
    title: "names of panels are read without the rest, and not of what lies in the trash",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const place = { boardId, ...size };
      const kept = await store.panels.create(aPanel("“Zeile” \\ 1"), place, change());
      const gone = await store.panels.create(aPanel("gone"), place, change());
      await store.panels.remove(gone.id, change());
      const names = (await store.panels.names()).filter((one) => one.boardId === boardId);
      expect(names).toEqual([{ id: kept.id, boardId, name: "“Zeile” \\ 1" }]);
    },
  },
  {
    title: "F48 a panel with characters that no database reads as text takes no other's name along",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const place = { boardId, ...size };
      const plain = await store.panels.create(aPanel("plain"), place, change());
      const odd = ["\u0000", "\ud800", "\udc00\ud800", "\\u0000"];
      for (const note of odd) await store.panels.create(aPanel("odd", { note }), place, change());
      const names = (await store.panels.names()).filter((one) => one.boardId === boardId);
      expect(names).toHaveLength(1 + odd.length);
      expect(names).toContainEqual({ id: plain.id, boardId, name: "plain" });
      expect(names.filter(({ name }) => name === "odd")).toHaveLength(odd.length);
    },
  },
  {
    title: "a text is found in every panel that may hold it, spelled out or not",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const asking = async (expr: string) => {
        const panel = aPanel("x", {
          queries: [{ letter: "A", sourceId: "demo", expr, isHidden: false, legend: "" }],
        });
        return (await store.panels.create(panel, { boardId, ...size }, change())).id;
      };
      const plain = await asking('{"måling.total"}');
      const spelled = await asking('{"m\\u00e5ling.total"}');
      const other = await asking("up");
      const found = (await store.panels.mentioning("måling.total")).map(({ id }) => id);
      expect(found).toEqual(expect.arrayContaining([plain, spelled]));
      expect(found).not.toContain(other);
      expect((await store.panels.mentioning('a "quoted" name')).map(({ id }) => id)).not.toContain(plain);
    },
  },
  {
    title: "a panel needs a board that is there",
    run: async (store) => {
      const create = store.panels.create(aPanel("x"), { boardId: "nothing-here", ...size }, change());
      await expect(create).rejects.toMatchObject({ problem: { code: "BOARD_NOT_FOUND" } });
    },
  },
  {
    title:
      "F53 of two edits of one version the second is refused with both versions, and nothing is overwritten",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const { id } = await store.panels.create(aPanel("0"), { boardId, ...size }, change());
      const edits = ["mine", "theirs"].map((name) =>
        store.panels.update(id, { rev: 1, panel: aPanel(name) }, change(name)),
      );
      const [won, lost] = await Promise.allSettled(edits);
      expect([won?.status, lost?.status].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
        "fulfilled",
        "rejected",
      ]);
      const [winner, loser] = won?.status === "fulfilled" ? ["mine", "theirs"] : ["theirs", "mine"];
      const rejected = won?.status === "fulfilled" ? lost : won;
      expect(rejected).toMatchObject({
        reason: {
          problem: {
            code: "EDIT_CONFLICT",
            conflict: {
              mine: { rev: 1, document: aPanel(loser) },
              theirs: { rev: 2, changed: { by: winner }, document: aPanel(winner) },
            },
          },
        },
      });
      expect(await store.panels.get(id)).toMatchObject({ rev: 2, panel: { name: winner } });
      const stale = store.boards.update(boardId, { rev: 1, board: aBoard("late") }, change());
      await expect(stale).rejects.toMatchObject({ problem: { code: "EDIT_CONFLICT" } });
    },
  },
  {
    title: "every version stays in the history, newest first, up to a hundred",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const { id } = await store.panels.create(aPanel("1"), { boardId, ...size }, change("Ada"));
      for (let rev = 1; rev <= 109; rev += 1) {
        await store.panels.update(id, { rev, panel: aPanel(String(rev + 1)) }, change("Bo"));
      }
      const versions = await store.panels.versions(id);
      expect(versions.map(({ rev }) => rev)).toEqual(Array.from({ length: 100 }, (_value, i) => 110 - i));
      expect(versions[1]).toMatchObject({ rev: 109, changed: { by: "Bo" }, document: { name: "109" } });
      expect((await store.boards.versions(boardId)).map(({ rev }) => rev)).toEqual([2, 1]);
    },
  },
  {
    title: "a deleted panel leaves its board and comes back for 30 days, at its size",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const { id } = await store.panels.create(aPanel("gone"), { boardId, width: 4, height: 3 }, change());
      const other = await store.panels.create(aPanel("stays"), { boardId, ...size }, change());
      const removal = change("Bo");
      await store.panels.remove(id, removal);
      expect(await store.panels.get(id)).toBeUndefined();
      expect(await placed(store, boardId)).toEqual([other.id]);
      const deleted = { atMs: removal.atMs, by: "Bo" };
      expect(await store.boards.trash(NOW_MS)).toContainEqual({ kind: "panel", id, name: "gone", deleted });
      expect((await store.boards.trash(NOW_MS + 31 * DAY_MS)).map((item) => item.id)).not.toContain(id);
      const late = store.panels.restore(id, change("Ada", { atMs: NOW_MS + 31 * DAY_MS }));
      await expect(late).rejects.toMatchObject({ problem: { code: "PANEL_NOT_FOUND" } });
      expect(await store.panels.restore(id, change())).toMatchObject({ id, deleted: undefined });
      expect((await store.boards.get(boardId))?.board.items).toEqual([
        { panelId: other.id, ...size },
        { panelId: id, width: 4, height: 3 },
      ]);
    },
  },
  {
    title: "a panel that two bring back at once stands on its board once",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const { id } = await store.panels.create(aPanel("gone"), { boardId, ...size }, change());
      for (let round = 0; round < 5; round += 1) {
        await store.panels.remove(id, change());
        const tries = Array.from({ length: 6 }, () => store.panels.restore(id, change()));
        const results = await Promise.allSettled(tries);
        expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
        expect(await placed(store, boardId)).toEqual([id]);
      }
    },
  },
  {
    title: "a deleted board takes its panels along and brings back those alone that went with it",
    run: async (store) => {
      const { id: boardId } = await board(store, "Whole");
      const stays = await store.panels.create(aPanel("stays"), { boardId, ...size }, change());
      const gone = await store.panels.create(aPanel("gone"), { boardId, ...size }, change());
      await store.panels.remove(gone.id, change());
      await store.boards.remove(boardId, change());
      expect(await store.boards.get(boardId)).toBeUndefined();
      expect(await store.panels.get(stays.id)).toBeUndefined();
      const early = store.panels.restore(gone.id, change());
      await expect(early).rejects.toMatchObject({ problem: { code: "BOARD_NOT_FOUND" } });
      const trash = await store.boards.trash(NOW_MS);
      expect(trash.filter(({ id }) => [boardId, stays.id, gone.id].includes(id))).toMatchObject([
        { kind: "board", name: "Whole" },
      ]);
      expect(await store.boards.restore(boardId, change())).toMatchObject({ id: boardId });
      expect((await store.panels.ofBoard(boardId)).map(({ id }) => id)).toEqual([stays.id]);
    },
  },
  {
    title: "a panel moves to the end of another board, and a copy of it stands by itself",
    run: async (store) => {
      const [{ id: from }, { id: to }] = [await board(store, "From"), await board(store, "To")];
      const panel = await store.panels.create(aPanel("p"), { boardId: from, width: 12, height: 9 }, change());
      const moved = await store.panels.move(panel.id, to, change());
      expect(moved).toMatchObject({ id: panel.id, boardId: to, rev: 1 });
      const copy = await store.panels.copy(panel.id, to, change("Bo"));
      expect(copy).toMatchObject({ panel: panel.panel, owner: "Bo", rev: 1, boardId: to });
      expect(await placed(store, from)).toEqual([]);
      expect((await store.boards.get(to))?.board.items).toEqual([
        { panelId: panel.id, width: 12, height: 9 },
        { panelId: copy.id, width: 12, height: 9 },
      ]);
      await store.panels.move(panel.id, to, change());
      expect(await placed(store, to)).toEqual([copy.id, panel.id]);
    },
  },
  {
    title: "a board's items name its own panels only, and one that is left out goes to the end",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const a = await store.panels.create(aPanel("a"), { boardId, ...size }, change());
      const b = await store.panels.create(aPanel("b"), { boardId, ...size }, change());
      const items = [{ panelId: b.id, width: 3, height: 2 }];
      await store.boards.update(boardId, { rev: 3, board: aBoard("Board", { items }) }, change());
      expect((await store.boards.get(boardId))?.board.items).toEqual([...items, { panelId: a.id, ...size }]);
      const foreign = aBoard("Board", { items: [{ panelId: "of-another", ...size }] });
      const update = store.boards.update(boardId, { rev: 4, board: foreign }, change());
      await expect(update).rejects.toMatchObject({ problem: { code: "BAD_REQUEST" } });
    },
  },
  {
    title: "a copy of a board has copies of its panels in the same places",
    run: async (store) => {
      const source = await board(store, "Source");
      const a = await store.panels.create(aPanel("a"), { boardId: source.id, width: 3, height: 2 }, change());
      await store.panels.create(aPanel("b"), { boardId: source.id, ...size }, change());
      const copy = await store.boards.create(aBoard("Copy"), change("Bo"), source.id);
      const panels = await store.panels.ofBoard(copy.id);
      const names = copy.board.items.map(
        ({ panelId }) => panels.find(({ id }) => id === panelId)?.panel.name,
      );
      expect(names).toEqual(["a", "b"]);
      expect(copy.board.items[0]).toMatchObject({ width: 3, height: 2 });
      expect(panels.map(({ id }) => id)).not.toContain(a.id);
      expect(await store.boards.get(source.id)).toMatchObject({ rev: 3, board: { name: "Source" } });
    },
  },
  {
    title: "a run of a panel is noted, at most once a minute",
    run: async (store) => {
      const { id: boardId } = await board(store);
      const { id } = await store.panels.create(aPanel("runs"), { boardId, ...size }, change());
      await store.panels.ran(id, { atMs: NOW_MS, by: "Ada" });
      await store.panels.ran(id, { atMs: NOW_MS + 59_000, by: "Bo" });
      expect((await store.panels.get(id))?.lastRun).toEqual({ atMs: NOW_MS, by: "Ada" });
      await store.panels.ran(id, { atMs: NOW_MS + 60_000, by: "Bo" });
      expect((await store.panels.get(id))?.lastRun).toEqual({ atMs: NOW_MS + 60_000, by: "Bo" });
    },
  },
];
