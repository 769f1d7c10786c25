import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, NOW_MS } from "../../../testing/boardApp.ts";
import { json } from "../../../testing/faultUpstream/behaviours.ts";
import {
  DAY_MS,
  LINES,
  exploreView,
  EXPR,
  type LinkScene,
  matrix,
  queryPath,
  RANGE,
  startLinkScene,
  valueIn,
} from "../../../testing/linkApp.ts";

let scene: LinkScene;
beforeAll(async () => {
  scene = await startLinkScene();
}, 30_000);
afterAll(() => scene.stop());
beforeEach(() => scene.reset());

describe("J2 a live link", () => {
  it("J2 opens the board as it is now, with the sender's range and choices and no others", async () => {
    const { path, expiresMs, state } = await scene.app.shared({ view: scene.board });
    expect({ expiresMs, state }).toEqual({ expiresMs: NOW_MS + 30 * DAY_MS, state: "live" });
    const { link } = await scene.app.open(path);
    expect(link).toMatchObject({
      kind: "live",
      page: "board",
      name: "Health",
      boardId: scene.boardId,
      range: RANGE,
      choices: [{ label: "Customer", values: ["Customer one"] }],
      sharedBy: { by: "Ada" },
      canCompare: false,
    });
    expect(link.items?.map((item) => item.panelId)).toContain(scene.panelId);
    scene.clock.nowMs += 10 * HOUR_MS;
    const got = await scene.ask(path);
    expect([got.status, valueIn(got)]).toEqual([200, "2"]);
    expect(scene.asked().map((params) => params.get("query"))).toEqual([EXPR.replace("$customer", "c-1")]);
    expect(Number(scene.asked()[0]?.get("end"))).toBeGreaterThan((scene.clock.nowMs - 5 * 60_000) / 1000);
    expect((await scene.ask(path, { beforeMs: DAY_MS })).status).toBe(200);
    expect((await scene.ask(path, { beforeMs: HOUR_MS })).body).toMatchObject({ code: "PANEL_NOT_FOUND" });
    expect((await scene.ask(path, { variables: {} })).body).toMatchObject({ code: "BAD_REQUEST" });
    expect((await scene.ask(path, { compare: "same-range" })).body).toMatchObject({ code: "BAD_REQUEST" });
  });

  it("J1 J2 keeps the moment where the sender asked for this hour", async () => {
    const { path } = await scene.app.shared({ view: exploreView(), time: "absolute", showsQuery: true });
    scene.clock.nowMs += 10 * HOUR_MS;
    const { link } = await scene.app.open(path);
    expect(link.range).toEqual({ from: String(NOW_MS - HOUR_MS), to: String(NOW_MS) });
    expect(link.explore).toMatchObject({ "a.q": "secret_metric", ...link.range });
    const [panel] = link.panels;
    await scene.app.viewer("POST", queryPath(path, panel?.id ?? ""), { plotPx: 700 });
    expect(Number(scene.asked()[0]?.get("end"))).toBeLessThanOrEqual(NOW_MS / 1000 + 60);
  });

  it("T8 a viewer runs exactly the stored query of Explore", async () => {
    const { path } = await scene.app.shared({ view: exploreView('secret_metric{x="1"}') });
    const { link } = await scene.app.open(path);
    expect(link.explore).toBeUndefined();
    expect(link.panels).toMatchObject([{ name: "For the shift", letters: [{ letter: "A" }] }]);
    const id = link.panels[0]?.id ?? "";
    expect((await scene.app.viewer("POST", queryPath(path, id), { plotPx: 700, expr: "up" })).status).toBe(
      400,
    );
    expect((await scene.app.viewer("POST", queryPath(path, id), { plotPx: 700 })).status).toBe(200);
    expect((await scene.app.viewer("POST", queryPath(path, id, "B"), { plotPx: 700 })).status).toBe(404);
    expect(scene.asked().map((params) => params.get("query"))).toEqual(['secret_metric{x="1"}']);
  });

  it("is not for anyone, and opens for nobody who does not sign in", async () => {
    const refused = await scene.app.share({ view: scene.board, audience: "anyone" });
    expect(refused.body).toMatchObject({ code: "BAD_REQUEST" });
    const { path } = await scene.app.shared({ view: scene.board });
    const { status, body } = await scene.app.open(path, scene.app.nobody);
    expect([status, body["code"], body["detail"]]).toEqual([401, "SIGN_IN_NEEDED", undefined]);
    expect((await scene.ask(path, {}, scene.app.nobody)).status).toBe(401);
    expect(scene.upstream.requests).toHaveLength(0);
  });
});

describe("J3 a frozen link", () => {
  it("J3 keeps what was seen, and opens without asking the source again", async () => {
    const { path, bytes } = await scene.app.shared({ view: scene.board, kind: "frozen", audience: "anyone" });
    // Two of the stat, one of the chart.
    expect(scene.upstream.requests).toHaveLength(3);
    expect(bytes).toBeGreaterThan(100);
    scene.upstream.requests.length = 0;
    scene.upstream.behave(json(matrix("777")));
    scene.clock.nowMs += 20 * DAY_MS;
    const { link } = await scene.app.open(path, scene.app.nobody);
    expect(link).toMatchObject({
      kind: "frozen",
      frozenMs: NOW_MS,
      range: { from: String(NOW_MS - HOUR_MS), to: String(NOW_MS) },
      sharedBy: { atMs: NOW_MS, by: "Ada" },
      canCompare: false,
    });
    expect(link.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(link.boardId).toBeUndefined();
    for (const [as, headers] of [
      [scene.app.nobody, {}],
      [scene.app.viewer, { "accept-encoding": "identity" }],
    ] as const) {
      for (const beforeMs of [0, DAY_MS]) {
        const got = await as("POST", queryPath(path, scene.panelId), { plotPx: 240, beforeMs }, headers);
        expect([got.status, valueIn(got)]).toEqual([200, "2"]);
        expect(got.headers.get("x-sightglass-warnings")).toBe("1");
        const plan = new URLSearchParams(got.headers.get("x-sightglass-plan") ?? "");
        expect(Math.abs(Number(plan.get("end")) - (NOW_MS - beforeMs))).toBeLessThan(60_000);
      }
    }
    expect(scene.upstream.requests).toHaveLength(0);
  });

  it("J3 is kept whole or not at all, and its sender reads why", async () => {
    const before = await scene.app.store.shares.list(null);
    const refusal = json('{"status":"error","errorType":"bad_data","error":"no"}', 400);
    scene.upstream.behave((socket, request) => {
      const isOther = request.target.includes("other_secret_metric");
      (isOther ? refusal : json(matrix("1")))(socket, request);
    });
    const { status, body } = await scene.app.share({ view: scene.board, kind: "frozen" });
    expect([status, body["hint"]]).toEqual([expect.any(Number), expect.stringContaining("“Calls”, query A")]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await scene.app.store.shares.list(null)).toHaveLength(before.length);
  });

  it("J3 is compared with live by people who sign in, never by anyone", async () => {
    const { path } = await scene.app.shared({ view: scene.board, kind: "frozen", audience: "anyone" });
    scene.upstream.requests.length = 0;
    scene.upstream.behave(json(matrix("9")));
    scene.clock.nowMs += 3 * HOUR_MS;
    expect((await scene.app.open(path)).link.canCompare).toBe(true);
    expect((await scene.ask(path, { compare: "same-range" }, scene.app.nobody)).status).toBe(401);
    expect(scene.upstream.requests).toHaveLength(0);
    expect(valueIn(await scene.ask(path, { compare: "same-range" }))).toBe("9");
    expect(valueIn(await scene.ask(path, { compare: "until-now" }))).toBe("9");
    const [same = 0, until = 0] = scene.asked().map((params) => Number(params.get("end")) * 1000);
    expect(Math.abs(same - NOW_MS)).toBeLessThan(60_000);
    expect(Math.abs(until - scene.clock.nowMs)).toBeLessThan(60_000);
    expect(valueIn(await scene.ask(path))).toBe("2");
  });

  it("J3 has a hash that another answer changes", async () => {
    const first = await scene.app.shared({ view: scene.board, kind: "frozen" });
    scene.upstream.behave(json(matrix("3")));
    scene.clock.nowMs += HOUR_MS;
    const second = await scene.app.shared({ view: scene.board, kind: "frozen" });
    const hashes = await Promise.all(
      [first, second].map(async ({ path }) => (await scene.app.open(path)).link.hash),
    );
    expect(new Set(hashes).size).toBe(2);
  });

  it("F52 is made once for a request that is sent again", async () => {
    const send = () =>
      scene.app.editor(
        "POST",
        "/api/shares",
        {
          kind: "frozen",
          view: scene.board,
          time: "absolute",
          audience: "signed-in",
          showsQuery: true,
          label: "Once",
          days: 7,
          plotPx: 700,
          zone: "UTC",
        },
        { "idempotency-key": "share-once-1" },
      );
    const first = await send();
    scene.clock.nowMs += 60_000;
    const second = await send();
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect((await scene.app.open(String(second.body["path"]))).status).toBe(200);
  });

  it("F52 J2 is renewed once for a request that is sent again, whatever the clock says by then", async () => {
    const { id } = await scene.app.shared({ view: scene.board, kind: "frozen" });
    const send = () =>
      scene.app.editor("PUT", `/api/shares/${id}`, { days: 90 }, { "idempotency-key": "renew-once-1" });
    const first = await send();
    scene.clock.nowMs += 60_000;
    const second = await send();
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body["expiresMs"]).toBe(first.body["expiresMs"]);
  });

  it("J3 keeps lines as lines, and says nothing of a source that is gone meanwhile", async () => {
    const streams = '{"status":"success","data":{"resultType":"streams","result":[]}}';
    scene.upstream.behave(json(streams));
    const view = exploreView('{app="a"} |= "secret-line"', LINES);
    const { path } = await scene.app.shared({ view, kind: "frozen" });
    const kept = scene.app.registry.list();
    scene.app.registry.replaceConfigured([]);
    const { link } = await scene.app.open(path);
    expect(link.panels).toMatchObject([{ view: "logs", letters: [{ letter: "A", kind: "logs" }] }]);
    const got = await scene.app.viewer("POST", queryPath(path, link.panels[0]?.id ?? ""), { plotPx: 700 });
    expect(got.text).toBe(streams);
    scene.app.registry.replaceConfigured(kept);
  });
});
