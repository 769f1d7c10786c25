import { afterAll, beforeAll, expect, describe, it } from "vitest";
import type { BoardView } from "../../../contract/boards.ts";
import type { PanelView } from "../../../contract/panels.ts";
import type { BoardVariable } from "../../../domain/panel/Board.ts";
import { json } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../../testing/faultUpstream/dataApp.ts";
import { type FaultUpstream, startFaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";
import { anAsk, NOW_MS, type Person } from "../../../testing/boardApp.ts";
import { aBoard, aPanel, customer } from "../../../domain/panel/boardSamples.test-util.ts";
import { type LinkApp, queryPath, RANGE, startLinkApp } from "../../../testing/linkApp.ts";

const CAUSE = '{"status":"error","errorType":"bad_data","error":"parse error in secret_metric at 10.9.8.7"}';

let upstream: FaultUpstream;
let app: LinkApp;
let bound: Person;
beforeAll(async () => {
  upstream = await startFaultUpstream(json(CAUSE, 400));
  const sources = [
    aSource({ baseOrigin: upstream.origin }),
    aSource({ id: "theirs", name: "Theirs", baseOrigin: upstream.origin }),
  ];
  app = await startLinkApp({ sources });
  bound = app.person("Bob", "editor");
  await bound("GET", "/api/queue");
  const bob = (await app.store.people.list()).find(({ name }) => name === "Bob");
  const change = { personId: "", by: "", atMs: NOW_MS };
  await app.store.people.update(bob?.id ?? "", { sources: ["prod"] }, change);
}, 30_000);
afterAll(async () => {
  await app.stop();
  await upstream.close();
});

const foreign: BoardVariable = {
  ...customer,
  name: "cell",
  choice: { kind: "label", sourceId: "theirs", label: "cell", selector: "secret_metric" },
  initial: ["a"],
};
const newBoard = async (variables: readonly BoardVariable[]) =>
  ((await app.editor("POST", "/api/boards", { board: aBoard({ variables }) })).body as BoardView).id;
const newPanel = async (boardId: string, sourceId: string) => {
  const panel = aPanel(sourceId, 'secret_metric{customer="$customer"}');
  return ((await app.editor("POST", "/api/panels", { boardId, panel })).body as PanelView).id;
};

describe("an editor who may ask some sources only", () => {
  it("S08 is not told why a panel or a choice of another source has no answer", async () => {
    const boardId = await newBoard([customer, foreign]);
    const [own, theirs] = [await newPanel(boardId, "prod"), await newPanel(boardId, "theirs")];
    const ask = anAsk();
    const [told, hidden, free] = [
      await bound("POST", `/api/panels/${own}/queries/A`, ask),
      await bound("POST", `/api/panels/${theirs}/queries/A`, ask),
      await app.editor("POST", `/api/panels/${theirs}/queries/A`, ask),
    ];
    expect([told.text, free.text].map((text) => text.includes("secret_metric"))).toEqual([true, true]);
    expect(hidden.body["code"]).toBe("PANEL_FAILED");
    const { startMs, endMs } = ask;
    const choice = await bound("POST", `/api/boards/${boardId}/variables/cell`, {
      startMs,
      endMs,
      variables: {},
    });
    expect(choice.body["code"]).toBe("PANEL_FAILED");
    for (const { text } of [hidden, choice]) expect(text).not.toMatch(/secret|theirs|10\.9|127\.0/);
  });

  it("S08 is told no more by a link", async () => {
    const boardId = await newBoard([customer]);
    const panelId = await newPanel(boardId, "theirs");
    const { path } = await app.shared({ view: { page: "panel", panelId, range: RANGE, variables: {} } });
    const ask = (as: Person) => as("POST", queryPath(path, panelId), { plotPx: 700 });
    const [hidden, free] = [await ask(bound), await ask(app.editor)];
    expect([hidden.body["code"], hidden.text.includes("secret_metric")]).toEqual(["PANEL_FAILED", false]);
    expect(free.text).toContain("secret_metric");
  });

  it("S07 does not widen what can be chosen of another source", async () => {
    const boardId = await newBoard([customer]);
    await newPanel(boardId, "theirs");
    const save = (variables: readonly BoardVariable[]) =>
      bound("PUT", `/api/boards/${boardId}`, { rev: 2, board: aBoard({ name: "Mine", variables }) });
    const wide = { ...customer, choice: { kind: "text", pattern: ".*", example: "" } } as const;
    expect((await save([wide])).status).toBe(403);
    expect((await save([customer])).status).toBe(200);
  });

  it.each([["choices"], ["panels"]] as const)(
    "S07 does not bring back a board whose %s ask another source",
    async (what) => {
      const boardId = await newBoard(what === "choices" ? [customer, foreign] : [customer]);
      if (what === "panels") await newPanel(boardId, "theirs");
      await app.editor("DELETE", `/api/boards/${boardId}`);
      const got = await bound("POST", `/api/boards/${boardId}/restore`, {});
      expect([got.status, got.text.includes("secret_metric")]).toEqual([403, false]);
      expect((await app.viewer("GET", `/api/boards/${boardId}`)).status).toBe(404);
      expect((await app.editor("POST", `/api/boards/${boardId}/restore`, {})).status).toBe(200);
    },
  );
});
