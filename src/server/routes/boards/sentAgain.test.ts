import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoardReading, BoardView } from "../../../contract/boards.ts";
import type { PanelView } from "../../../contract/panels.ts";
import { aBoard, aPanel } from "../../../domain/panel/boardSamples.test-util.ts";
import { type BoardApp, startBoardApp } from "../../../testing/boardApp.ts";
import { aSource } from "../../../testing/faultUpstream/dataApp.ts";

let app: BoardApp;
beforeAll(async () => {
  app = await startBoardApp({ sources: [aSource({ baseOrigin: "http://127.0.0.1:1" })] });
}, 30_000);
afterAll(() => app.stop());

const newBoard = async () =>
  (await app.editor("POST", "/api/boards", { board: aBoard({ variables: [] }) })).body as BoardView;
const newPanel = async (boardId: string, headers = {}) =>
  (await app.editor("POST", "/api/panels", { boardId, panel: aPanel("prod", "up") }, headers))
    .body as PanelView;

describe("a change that is sent again, since its answer was lost", () => {
  it("F52 is one panel, saved twice with one key", async () => {
    const { id } = await newBoard();
    const headers = { "idempotency-key": "0123456789abcdef" };
    const [first, again] = [await newPanel(id, headers), await newPanel(id, headers)];
    expect(again.id).toBe(first.id);
    const { items } = (await app.viewer("GET", `/api/boards/${id}`)).body as BoardReading;
    expect(items).toHaveLength(1);
  });

  it.each(["panel", "board"])(
    "F52 is done, of a %s that was deleted with this key, and by nobody else",
    async (kind) => {
      const board = await newBoard();
      const id = kind === "board" ? board.id : (await newPanel(board.id)).id;
      const remove = async (who: "editor" | "other", key: string) =>
        (await app[who]("DELETE", `/api/${kind}s/${id}`, undefined, { "idempotency-key": key })).status;
      const key = `delete-${kind}`;
      expect([await remove("editor", key), await remove("editor", key)]).toEqual([204, 204]);
      expect([await remove("editor", "another-key"), await remove("other", key)]).toEqual([404, 404]);
    },
  );
});
