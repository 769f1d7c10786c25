import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answered, HOUR_MS } from "../../../testing/boardApp.ts";
import { aPanel } from "../../../domain/panel/boardSamples.test-util.ts";
import { json } from "../../../testing/faultUpstream/behaviours.ts";
import {
  exploreView,
  LINES,
  type LinkApp,
  type LinkScene,
  matrix,
  queryPath,
  RANGE,
  SOURCE,
  startLinkScene,
} from "../../../testing/linkApp.ts";

let scene: LinkScene;
beforeAll(async () => {
  scene = await startLinkScene();
}, 30_000);
afterAll(() => scene.stop());
beforeEach(() => scene.reset());

describe("T6 what leaves by a link whose query is hidden", () => {
  const SECRETS = [SOURCE, "secret_metric", "secret warning", 'secret="x"', "127.0.0.1", "other_secret"];

  it("T6 tells no query, source or address, to a viewer or anyone, also when it fails", async () => {
    const everything: string[] = [];
    const seen = async (answered: Promise<Answered>) => {
      const { headers, text } = await answered;
      everything.push(JSON.stringify([...headers]), text);
    };
    for (const view of [scene.board, scene.panel, exploreView()]) {
      for (const kind of ["live", "frozen"] as const) {
        const audience = kind === "frozen" ? "anyone" : "signed-in";
        const { path } = await scene.app.shared({ view, kind, audience });
        for (const as of [scene.app.viewer, scene.app.nobody]) {
          await seen(scene.app.open(path, as));
          const id = view.page === "explore" ? "explore-view" : scene.panelId;
          for (const more of [{}, { compare: "same-range" }, { beforeMs: 7 }, { zone: "UTC" }])
            await seen(as("POST", queryPath(path, id), { plotPx: 700, ...more }));
          scene.upstream.behave(json('{"status":"error","error":"secret_metric is bad"}', 400));
          await seen(as("POST", queryPath(path, id), { plotPx: 600, compare: "until-now" }));
          await seen(as("POST", queryPath(path, id), { plotPx: 1800 }));
          scene.upstream.behave(json(matrix("2")));
        }
      }
    }
    const bytes = everything.join("\n");
    expect(everything.length).toBeGreaterThan(100);
    for (const secret of SECRETS) expect(bytes).not.toContain(secret);
    expect(bytes).not.toContain(scene.upstream.origin);
  });

  it("T6 tells the query and the notes to an editor of its sources, and to all where the sender says so", async () => {
    const hidden = await scene.app.shared({ view: exploreView(), kind: "frozen", audience: "anyone" });
    const shown = await scene.app.shared({
      view: exploreView(),
      kind: "frozen",
      audience: "anyone",
      showsQuery: true,
    });
    const notes = [{ panelId: "explore-view", letter: "A", notes: ["secret warning"] }];
    expect((await scene.app.open(hidden.path, scene.app.editor)).link).toMatchObject({
      notes,
      explore: { "a.q": "secret_metric" },
    });
    for (const as of [scene.app.viewer, scene.app.nobody]) {
      expect((await scene.app.open(hidden.path, as)).link.notes).toBeUndefined();
      expect((await scene.app.open(shown.path, as)).link).toMatchObject({
        notes,
        explore: { "a.q": "secret_metric" },
      });
    }
  });

  it("I2 T6 T8 has no name of a metric in its answers, live, frozen or compared, unless the query is shown", async () => {
    const { app, panelId } = scene;
    const view = { ...scene.panel, variables: { customer: ["c-1"] } };
    for (const kind of ["live", "frozen"] as const) {
      const hidden = await app.shared({ view, kind });
      const shown = await app.shared({ view, kind, showsQuery: true });
      const asks = kind === "frozen" ? [{}, { compare: "until-now" }] : [{}];
      for (const ask of asks) {
        const nameIn = async (path: string, as = app.viewer, headers = {}) => {
          const body = { plotPx: 700, ...ask };
          const got = await as("POST", queryPath(path, panelId), body, headers);
          return [got.status, got.text.includes("secret_metric"), /"__series__":"[\w-]{11}"/.test(got.text)];
        };
        expect(await nameIn(hidden.path)).toEqual([200, false, true]);
        expect(await nameIn(hidden.path, app.viewer, { "accept-encoding": "identity" })).toEqual([
          200,
          false,
          true,
        ]);
        expect(await nameIn(hidden.path, app.editor)).toEqual([200, true, false]);
        expect(await nameIn(shown.path)).toEqual([200, true, false]);
      }
    }
  });

  it("T8 shows the query that was shared, not what the panel asks since somebody changed it", async () => {
    const { app } = scene;
    const { panelId } = await scene.anotherPanel();
    const view = { page: "panel", panelId, range: RANGE, variables: {} } as const;
    const { path } = await app.shared({ view, showsQuery: true });
    const readable = async (as = app.viewer) => {
      const { link } = await app.open(path, as);
      const { text } = await as("POST", queryPath(path, panelId), { plotPx: 700 });
      return [link.explore?.["a.q"], text.includes("__name__")];
    };
    expect(await readable()).toEqual(["first_secret_metric", true]);
    const change = (expr: string, rev: number) =>
      app.editor("PUT", `/api/panels/${panelId}`, { rev, panel: aPanel(SOURCE, expr) });
    expect((await change("later_secret_metric", 1)).status).toBe(200);
    expect(await readable()).toEqual([undefined, false]);
    expect(await readable(app.editor)).toEqual(["later_secret_metric", true]);
    // What is asked is what the panel asks now.
    expect(scene.asked().at(-1)?.get("query")).toBe("later_secret_metric");
    expect((await change("first_secret_metric", 2)).status).toBe(200);
    expect(await readable()).toEqual(["first_secret_metric", true]);
  });

  it("a panel is told as a state of Explore with its choices filled in", async () => {
    const view = { ...scene.panel, variables: { customer: ["c-1", "c-2"] } };
    const { path } = await scene.app.shared({ view });
    const { link } = await scene.app.open(path, scene.app.editor);
    expect(link.explore?.["a.q"]).toContain('customer=~"c-1|c-2"');
  });

  it("T8 an editor without its source shares no more of it than others may see, and reads no query", async () => {
    const { app } = scene;
    await app.other("GET", "/api/session");
    const grace = await app.store.people.byName("proxy", "Grace");
    const change = { personId: "test", by: "test", atMs: scene.clock.nowMs };
    await app.store.people.update(grace?.id ?? "", { sources: [LINES] }, change);
    const codes = async (orders: readonly Parameters<LinkApp["share"]>[0][]) =>
      Promise.all(orders.map(async (order) => (await app.share(order, app.other)).status));
    const view = scene.board;
    const refused = [
      { view, showsQuery: true },
      { view, kind: "frozen", showsQuery: true },
      { view: scene.panel, kind: "frozen", audience: "anyone" },
    ] as const;
    expect(await codes(refused)).toEqual([403, 403, 403]);
    expect(await codes([{ view: exploreView() }])).toEqual([400]);
    expect(await codes([{ view }, { view: scene.panel }, { view, kind: "frozen" }])).toEqual([201, 201, 201]);
    const { path } = await app.shared({ view: exploreView() });
    expect((await app.open(path, app.other)).link.explore).toBeUndefined();
    expect((await app.open(path, app.editor)).link.explore).toBeDefined();
  });
});

describe("I2 J3 what a viewer shares", () => {
  const made = async (order: Parameters<LinkApp["share"]>[0]) => scene.app.share(order, scene.app.viewer);

  it("I2 J3 is a board or panel, live or frozen, that others who sign in open and the viewer lists", async () => {
    for (const view of [scene.board, scene.panel]) {
      for (const kind of ["live", "frozen"] as const) {
        const { status, body } = await made({ view, kind, label: `${view.page} ${kind}` });
        expect(status).toBe(201);
        const { path } = body as { path: string };
        const { link } = await scene.app.open(path, scene.app.other);
        expect(link).toMatchObject({
          kind,
          sharedBy: { by: "Vera" },
          choices: [{ values: ["Customer one"] }],
        });
        expect((await scene.app.open(path, scene.app.nobody)).status).toBe(401);
      }
    }
    const { shares } = (await scene.app.viewer("GET", "/api/shares")).body as {
      shares: { id: string; label: string; owner: string }[];
    };
    expect(shares.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["board live", "board frozen", "panel live", "panel frozen"]),
    );
    expect(new Set(shares.map(({ owner }) => owner))).toEqual(new Set(["Vera"]));
    const [first] = shares;
    expect((await scene.app.viewer("PUT", `/api/shares/${first?.id}`, { days: 7 })).status).toBe(200);
    expect((await scene.app.viewer("DELETE", `/api/shares/${first?.id}`)).status).toBe(204);
  });

  it("I2 is never a query, a view of Explore, for anyone, or somebody else's to change", async () => {
    const board = scene.board;
    const orders = [
      { view: exploreView() },
      { view: exploreView(), kind: "frozen" },
      { view: board, showsQuery: true },
      { view: board, kind: "frozen", audience: "anyone" },
    ] as const;
    for (const order of orders) {
      const { status, text } = await made(order);
      expect([status, text]).toEqual([403, expect.stringContaining("FORBIDDEN")]);
    }
    expect(scene.upstream.requests).toEqual([]);
    const { id } = await scene.app.shared({ view: board });
    expect((await scene.app.viewer("DELETE", `/api/shares/${id}`)).status).toBe(404);
    expect((await scene.app.viewer("PUT", `/api/shares/${id}`, { days: 7 })).status).toBe(404);
  });

  it("T14 is at most fifty links within a day, and then says how long to wait", async () => {
    const { app, clock } = scene;
    const hasty = app.person("hasty", "viewer");
    const order = { view: scene.panel } as const;
    for (let i = 0; i < 50; i += 1) expect((await app.share(order, hasty)).status).toBe(201);
    clock.nowMs += HOUR_MS;
    const { status, body } = await app.share(order, hasty);
    expect([status, body["code"], body["retryAfterMs"]]).toEqual([429, "TOO_MANY_REQUESTS", 23 * HOUR_MS]);
    expect((await app.share(order, app.person("calm", "viewer"))).status).toBe(201);
    clock.nowMs += 23 * HOUR_MS;
    expect((await app.share(order, hasty)).status).toBe(201);
  });

  it("T6 names the panel that cannot be kept, and not why", async () => {
    const { app, upstream } = scene;
    upstream.behave(json('{"status":"error","errorType":"bad_data","error":"secret_metric is bad"}', 400));
    const order = { view: scene.board, kind: "frozen" } as const;
    const { text, body, headers } = await app.share(order, app.viewer);
    expect(body).toMatchObject({ code: "PANEL_FAILED", hint: expect.stringContaining("query A") });
    expect(text + JSON.stringify([...headers])).not.toContain("secret");
    expect((await app.share(order)).text).toContain("secret_metric is bad");
  });
});
