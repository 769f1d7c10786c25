import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoardList, BoardReading, BoardVersions, BoardView, Trash } from "../../../contract/boards.ts";
import type { PanelVersions, PanelView } from "../../../contract/panels.ts";
import type { BoardVariable } from "../../../domain/panel/Board.ts";
import { json } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../../testing/faultUpstream/dataApp.ts";
import { type FaultUpstream, startFaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";
import { type BoardApp, NOW_MS, startBoardApp } from "../../../testing/boardApp.ts";
import { aBoard, aPanel, customer } from "../../../domain/panel/boardSamples.test-util.ts";

const DAY_MS = 86_400_000;
let nowMs = NOW_MS;
let upstream: FaultUpstream;
let app: BoardApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(
    json('{"status":"success","data":["node_cpu_seconds_total","unrelated"]}'),
  );
  const sources = [
    aSource({ baseOrigin: upstream.origin }),
    aSource({ id: "theirs", name: "Theirs", baseOrigin: upstream.origin }),
  ];
  app = await startBoardApp({ sources, now: () => (nowMs += 1) });
}, 30_000);
afterAll(async () => {
  await app.stop();
  await upstream.close();
});

const newBoard = async (variables: readonly BoardVariable[] = []) =>
  (await app.editor("POST", "/api/boards", { board: aBoard({ variables }) })).body as BoardView;
const newPanel = async (boardId: string, expr = "up", headers = {}) =>
  (await app.editor("POST", "/api/panels", { boardId, panel: aPanel("prod", expr) }, headers))
    .body as PanelView;
const reading = async (id: string) => (await app.viewer("GET", `/api/boards/${id}`)).body as BoardReading;

describe("I1 a panel", () => {
  it("I1 is saved, changed, moved, copied, deleted and brought back, and remembers what it was", async () => {
    const [one, two] = [await newBoard(), await newBoard()];
    const made = await newPanel(one.id);
    expect(made).toMatchObject({ rev: 1, boardId: one.id, owner: "Ada", panel: aPanel("prod", "up") });
    expect((await reading(one.id)).items).toEqual([{ panelId: made.id, width: 6, height: 6 }]);

    const change = { rev: 1, panel: aPanel("prod", "up == 1", { name: "Renamed" }) };
    const changed = await app.other("PUT", `/api/panels/${made.id}`, change);
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ rev: 2, owner: "Ada", changed: { by: "Grace" } });
    const { versions } = (await app.editor("GET", `/api/panels/${made.id}/versions`)).body as PanelVersions;
    expect(versions.map(({ rev, panel, changed: { by } }) => [rev, panel.name, by])).toEqual([
      [2, "Renamed", "Grace"],
      [1, "Calls", "Ada"],
    ]);

    expect((await app.editor("POST", `/api/panels/${made.id}/move`, { boardId: two.id })).body).toMatchObject(
      {
        boardId: two.id,
      },
    );
    expect((await reading(one.id)).items).toEqual([]);
    const copied = await app.editor("POST", `/api/panels/${made.id}/copy`, { boardId: one.id });
    expect([copied.status, (copied.body as PanelView).panel.name]).toEqual([201, "Renamed"]);

    expect((await app.editor("DELETE", `/api/panels/${made.id}`)).status).toBe(204);
    expect((await app.editor("GET", `/api/panels/${made.id}`)).status).toBe(404);
    const { items } = (await app.editor("GET", "/api/trash")).body as Trash;
    expect(items).toMatchObject([{ kind: "panel", id: made.id, name: "Renamed", deleted: { by: "Ada" } }]);
    expect(items[0]?.goneMs).toBe((items[0]?.deleted.atMs ?? 0) + 30 * DAY_MS);
    expect((await app.editor("POST", `/api/panels/${made.id}/restore`, {})).status).toBe(200);
    expect((await reading(two.id)).items.map(({ panelId }) => panelId)).toEqual([made.id]);
  });

  it("F53 a save over a newer version is refused with both", async () => {
    const { id } = await newPanel((await newBoard()).id);
    const save = (expr: string) =>
      app.editor("PUT", `/api/panels/${id}`, { rev: 1, panel: aPanel("prod", expr) });
    expect((await save("mine")).status).toBe(200);
    const late = await save("late");
    expect([late.status, late.body["code"]]).toEqual([409, "EDIT_CONFLICT"]);
    expect(late.body["conflict"]).toMatchObject({
      mine: { rev: 1, document: { queries: [{ expr: "late" }] } },
      theirs: { rev: 2, changed: { by: "Ada" }, document: { queries: [{ expr: "mine" }] } },
    });
  });

  it.each([
    ["rate($customer[5m])", "queries.0.expr: $customer cannot be filled in: the query is not valid PromQL"],
    ['up{a="$nobody"}', "queries.0.expr: $nobody is no variable of this board"],
    [" ", "queries.0.expr: write a query"],
  ])("I3 with the query %s is refused, and its editor told why", async (expr, detail) => {
    const { id: boardId } = await newBoard([customer]);
    const got = await app.editor("POST", "/api/panels", { boardId, panel: aPanel("prod", expr) });
    expect([got.status, got.body["detail"]]).toEqual([400, detail]);
    const gone = await app.editor("POST", "/api/panels", { boardId, panel: aPanel("gone", "up") });
    expect(gone.body["detail"]).toBe("queries.0.sourceId: choose a source that there is");
  });

  it("I3 is not moved to a board that lacks its variable", async () => {
    const [one, two] = [await newBoard([customer]), await newBoard()];
    const { id } = await newPanel(one.id, 'up{a="$customer"}');
    const got = await app.editor("POST", `/api/panels/${id}/move`, { boardId: two.id });
    expect(got.body["detail"]).toBe("queries.0.expr: $customer is no variable of this board");
  });
});

describe("I1 a board", () => {
  it("I1 is changed, copied with its panels, deleted and brought back", async () => {
    const made = await newBoard([customer]);
    const { id: panelId } = await newPanel(made.id, 'up{a="$customer"}');
    const board = {
      ...aBoard({ name: "Better", variables: [customer] }),
      items: [{ panelId, width: 12, height: 4 }],
    };
    const changed = await app.editor("PUT", `/api/boards/${made.id}`, { rev: 2, board });
    expect(changed.body).toMatchObject({ rev: 3, board: { name: "Better" }, panels: [{ id: panelId }] });
    const { versions } = (await app.editor("GET", `/api/boards/${made.id}/versions`)).body as BoardVersions;
    expect(versions.map(({ rev }) => rev)).toEqual([3, 2, 1]);

    const copy = await app.editor("POST", "/api/boards", {
      board: { ...board, name: "Copy" },
      copyOf: made.id,
    });
    const { panels, board: copied } = copy.body as BoardView;
    expect([copy.status, panels.length, copied.items[0]?.width]).toEqual([201, 1, 12]);
    expect(panels[0]?.id).not.toBe(panelId);

    expect((await app.editor("DELETE", `/api/boards/${made.id}`)).status).toBe(204);
    expect((await app.viewer("GET", `/api/boards/${made.id}`)).status).toBe(404);
    expect((await app.viewer("POST", `/api/panels/${panelId}/queries/A`, {})).status).toBe(400);
    expect((await app.editor("POST", `/api/boards/${made.id}/restore`, {})).body).toMatchObject({
      id: made.id,
    });
    expect((await reading(made.id)).panels).toHaveLength(1);
  });

  it("I3 keeps a variable that a panel uses, and says which", async () => {
    const { id } = await newBoard([customer]);
    await newPanel(id, 'up{a="$customer"}');
    const save = (variables: readonly BoardVariable[]) =>
      app.editor("PUT", `/api/boards/${id}`, { rev: 2, board: aBoard({ variables }) });
    expect((await save([])).body["detail"]).toBe(
      "variables: panel “Calls”, query A: $customer is no variable of this board",
    );
    expect((await save([{ ...customer, isMulti: true }])).body["detail"]).toContain("can be several values");
    expect((await save([{ ...customer, label: "Client" }])).status).toBe(200);
  });

  it("tells who did what", async () => {
    const { id } = await newBoard();
    await app.other("DELETE", `/api/boards/${id}`);
    const events = await app.store.audit.list({ objectId: id, limit: 10 });
    expect(events.map(({ who, action, kind, name }) => [who, action, kind, name])).toEqual([
      ["Grace", "delete", "board", "Health"],
      ["Ada", "create", "board", "Health"],
    ]);
  });
});

describe("an editor who may ask some sources only", () => {
  it("S07 neither reads, changes, copies nor makes what asks another", async () => {
    const { id: boardId } = await newBoard();
    const theirs = await app.editor("POST", "/api/panels", {
      boardId,
      panel: aPanel("theirs", "secret_metric"),
    });
    const { id } = theirs.body as PanelView;
    const bound = app.person("Bob", "editor");
    await bound("GET", "/api/boards");
    const bob = (await app.store.people.list()).find(({ name }) => name === "Bob");
    const change = { personId: "", by: "", atMs: NOW_MS };
    await app.store.people.update(bob?.id ?? "", { sources: ["prod"] }, change);
    const tries: [string, string, unknown?][] = [
      ["GET", `/api/panels/${id}`],
      ["GET", `/api/panels/${id}/versions`],
      ["PUT", `/api/panels/${id}`, { rev: 1, panel: aPanel("prod", "up") }],
      ["POST", `/api/panels/${id}/copy`, { boardId }],
      ["POST", `/api/panels/${id}/move`, { boardId }],
      ["DELETE", `/api/panels/${id}`],
      ["DELETE", `/api/boards/${boardId}`],
      ["POST", "/api/boards", { board: aBoard(), copyOf: boardId }],
    ];
    for (const [method, path, body] of tries)
      expect([method, path, (await bound(method, path, body)).status]).toEqual([method, path, 403]);
    const made = await bound("POST", "/api/panels", { boardId, panel: aPanel("theirs", "up") });
    expect(made.body["detail"]).toBe("queries.0.sourceId: choose a source that there is");
    const whole = await bound("GET", `/api/boards/${boardId}/document`);
    expect([whole.status, (whole.body as BoardView).panels]).toEqual([200, []]);
    // As a reader of the board they see what every reader sees.
    expect((await bound("GET", `/api/boards/${boardId}`)).body["panels"]).toHaveLength(1);
  });
});

describe("starter boards", () => {
  const starters = async () => {
    const { boards } = (await app.viewer("GET", "/api/boards")).body as BoardList;
    return boards.filter(({ isStarter }) => isStarter);
  };

  it("I1 are offered for the sources whose metrics they show, by one small question each", async () => {
    const found = await starters();
    expect(found.map(({ name }) => name)).toEqual(["Nodes · Production", "Nodes · Theirs"]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    await starters();
    const asked = upstream.requests.filter(({ target }) => target.includes("__name__"));
    expect(asked).toHaveLength(2);
    expect(asked[0]?.target).toContain("limit=4");
  });

  it("I1 cannot be changed, but copied", async () => {
    const [starter] = await starters();
    const id = starter?.id ?? "";
    const whole = (await app.editor("GET", `/api/boards/${id}/document`)).body as BoardView;
    const panelId = whole.panels[0]?.id ?? "";
    const tries: [string, string, unknown?][] = [
      ["PUT", `/api/boards/${id}`, { rev: 1, board: whole.board }],
      ["DELETE", `/api/boards/${id}`],
      ["POST", `/api/boards/${id}/restore`, {}],
      ["PUT", `/api/panels/${panelId}`, { rev: 1, panel: whole.panels[0]?.panel }],
      ["DELETE", `/api/panels/${panelId}`],
      ["POST", "/api/panels", { boardId: id, panel: aPanel("prod", "up") }],
      ["POST", `/api/panels/${panelId}/move`, { boardId: (await newBoard()).id }],
    ];
    for (const [method, path, body] of tries)
      expect((await app.editor(method, path, body)).body).toMatchObject({ code: "STARTER_READ_ONLY" });

    const headers = { "idempotency-key": "copy-0123456789" };
    const copy = () =>
      app.editor("POST", "/api/boards", { board: { ...whole.board, name: "Ours" }, copyOf: id }, headers);
    const { id: copyId, panels, board } = (await copy()).body as BoardView;
    expect(panels.map(({ panel }) => panel.name)).toEqual(whole.panels.map(({ panel }) => panel.name));
    expect(board.items.map(({ width }) => width)).toEqual(whole.board.items.map(({ width }) => width));
    expect(((await copy()).body as BoardView).id).toBe(copyId);
    expect((await reading(copyId)).panels).toHaveLength(panels.length);

    const { id: own } = await newBoard(whole.board.variables);
    const single = await app.editor("POST", `/api/panels/${panelId}/copy`, { boardId: own });
    expect([single.status, (await reading(own)).items[0]?.width]).toEqual([201, whole.board.items[0]?.width]);
  });
});
