import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoardList, BoardView } from "../../../contract/boards.ts";
import type { MetricUses, PanelView } from "../../../contract/panels.ts";
import { json } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../../testing/faultUpstream/dataApp.ts";
import { type FaultUpstream, startFaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";
import { type BoardApp, NOW_MS, startBoardApp } from "../../../testing/boardApp.ts";
import { aBoard, aPanel } from "../../../domain/panel/boardSamples.test-util.ts";

let upstream: FaultUpstream;
let app: BoardApp;
beforeAll(async () => {
  // Of the metrics of starter boards there are those of nodes.
  upstream = await startFaultUpstream(json('{"status":"success","data":["node_cpu_seconds_total"]}'));
  app = await startBoardApp({
    sources: [
      aSource({ baseOrigin: upstream.origin }),
      aSource({ id: "theirs", name: "Theirs", baseOrigin: upstream.origin }),
      aSource({ id: "lines", name: "Lines", kind: "loki", baseOrigin: upstream.origin }),
    ],
  });
}, 30_000);
afterAll(async () => {
  await app.stop();
  await upstream.close();
});

const panelOn = async (boardId: string, sourceId: string, expr: string) =>
  ((await app.editor("POST", "/api/panels", { boardId, panel: aPanel(sourceId, expr) })).body as PanelView)
    .id;
const path = (metric: string, source = "prod") => `/api/panels?${new URLSearchParams({ metric, source })}`;
const uses = async (metric: string, source?: string) =>
  ((await app.editor("GET", path(metric, source))).body as MetricUses).boards;

describe("G5 used where", () => {
  it("G5 finds what asks for a metric by its name, however it is written, and nothing that is only alike", async () => {
    const choice = { kind: "label", sourceId: "prod", label: "cell", selector: "calls_total" } as const;
    const cell = { name: "cell", label: "Cell", choice, isMulti: false, initial: ["a"] };
    const board = { board: aBoard({ name: "Calls", variables: [cell] }) };
    const { id } = (await app.editor("POST", "/api/boards", board)).body as BoardView;
    const found = [
      await panelOn(id, "prod", "sum(rate(calls_total[$__rate_interval]))"),
      await panelOn(id, "prod", '1 - {__name__="calls_total", job="a"} / up'),
      await panelOn(id, "prod", '{"calls_total"}'),
      await panelOn(id, "prod", '{__name__="calls\\x5ftotal"}'),
    ];
    await panelOn(id, "prod", "calls_total_bucket");
    await panelOn(id, "prod", 'up{note="calls_total"} # calls_total');
    await panelOn(id, "theirs", "calls_total");
    await panelOn(id, "lines", '{app="a"} |= "calls_total"');
    expect(await uses("calls_total")).toEqual([
      {
        id,
        name: "Calls",
        isStarter: false,
        panels: found.map((panelId) => ({ id: panelId, name: "Calls" })),
        choices: ["Cell"],
      },
    ]);
    expect(await uses("calls_total", "theirs")).toMatchObject([{ panels: [{ name: "Calls" }], choices: [] }]);
    expect(await uses("calls_total", "lines")).toEqual([]);
    expect(await uses("nothing_asks_for_this")).toEqual([]);
  });

  it("G5 knows the boards that come with Sightglass, too", async () => {
    const [nodes] = await uses("node_cpu_seconds_total");
    expect(nodes).toMatchObject({ name: "Nodes · Production", isStarter: true });
    expect(nodes?.panels.length).toBeGreaterThan(0);
  });

  it("G5 is for those who may ask the source", async () => {
    const bound = app.person("Bob", "editor");
    await bound("GET", "/api/queue");
    const bob = (await app.store.people.list()).find(({ name }) => name === "Bob");
    const change = { personId: "", by: "", atMs: NOW_MS };
    await app.store.people.update(bob?.id ?? "", { sources: ["theirs"] }, change);
    const statusOf = async (as: BoardApp["viewer"], to: string) => (await as("GET", to)).status;
    expect(await statusOf(bound, path("up", "theirs"))).toBe(200);
    expect(await statusOf(bound, path("up"))).toBe(404);
    expect(await statusOf(app.viewer, path("up"))).toBe(403);
    expect(await statusOf(app.editor, path("up", "nowhere"))).toBe(404);
    expect(await statusOf(app.editor, path(""))).toBe(400);
  });
});

it("M1 the list of boards names their panels for every reader, and tells nothing else of them", async () => {
  const { id } = (await app.editor("POST", "/api/boards", { board: aBoard({ name: "Named" }) }))
    .body as BoardView;
  const panelId = await panelOn(id, "prod", "secret_metric");
  const got = await app.viewer("GET", "/api/boards");
  const { boards } = got.body as BoardList;
  expect(boards.find((one) => one.id === id)?.panels).toEqual([{ id: panelId, name: "Calls" }]);
  expect(boards.find(({ isStarter }) => isStarter)?.panels.length).toBeGreaterThan(3);
  expect(got.text).not.toContain("secret_metric");
});
