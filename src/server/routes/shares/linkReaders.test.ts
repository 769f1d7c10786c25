import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answered, HOUR_MS } from "../../../testing/boardApp.ts";
import { json } from "../../../testing/faultUpstream/behaviours.ts";
import {
  exploreView,
  LINES,
  type LinkApp,
  type LinkScene,
  matrix,
  queryPath,
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
      { view, kind: "frozen" },
      { view, showsQuery: true },
      { view: scene.panel, kind: "frozen", audience: "anyone" },
    ] as const;
    expect(await codes(refused)).toEqual([403, 403, 403]);
    expect(await codes([{ view: exploreView() }])).toEqual([400]);
    expect(await codes([{ view }, { view: scene.panel }])).toEqual([201, 201]);
    const { path } = await app.shared({ view: exploreView() });
    expect((await app.open(path, app.other)).link.explore).toBeUndefined();
    expect((await app.open(path, app.editor)).link.explore).toBeDefined();
  });
});

describe("I2 J3 what a viewer may send", () => {
  it("I2 is a board or a panel that others who sign in open, with nothing of a query on the way", async () => {
    const { app, upstream } = scene;
    const texts: string[] = [];
    for (const view of [scene.board, scene.panel]) {
      for (const kind of ["live", "frozen"] as const) {
        const made = await app.share({ view, kind, label: "From the desk" }, app.viewer);
        expect(made.status).toBe(201);
        const { id, path } = made.body as { id: string; path: string };
        const opened = await app.open(path, app.person("vic", "viewer"));
        expect(opened.link).toMatchObject({ kind, label: "From the desk" });
        const listed = await app.viewer("GET", "/api/shares");
        const renewed = await app.viewer("PUT", `/api/shares/${id}`, { days: 7 });
        expect([listed.status, renewed.status]).toEqual([200, 200]);
        texts.push(made.text, opened.text, listed.text, renewed.text);
        expect((await app.person("vic", "viewer")("DELETE", `/api/shares/${id}`)).status).toBe(404);
        expect((await app.viewer("DELETE", `/api/shares/${id}`)).status).toBe(204);
      }
    }
    for (const secret of [SOURCE, "secret_metric", "secret warning", upstream.origin])
      expect(texts.join("\n")).not.toContain(secret);
  });

  it("T6 is never a query of their own, a shown query, or a link for anyone", async () => {
    const { app } = scene;
    for (const order of [
      { view: exploreView() },
      { view: exploreView(), kind: "frozen" },
      { view: scene.board, showsQuery: true },
      { view: scene.board, kind: "frozen", showsQuery: true },
      { view: scene.panel, kind: "frozen", audience: "anyone" },
    ] as const) {
      const { status, body } = await app.share(order, app.viewer);
      expect([order, status, body["code"]]).toEqual([order, 403, "FORBIDDEN"]);
    }
    expect(scene.upstream.requests).toHaveLength(0);
  });

  it("T14 is at most fifty links within a day, and then says how long to wait", async () => {
    const { app, clock } = scene;
    const hasty = app.person("hasty", "viewer");
    const order = { view: scene.panel } as const;
    for (let made = 0; made < 50; made++) expect((await app.share(order, hasty)).status).toBe(201);
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
