import { createHash } from "node:crypto";
import type { BoardView } from "../../../contract/boards.ts";
import type { SharedView, ShareList, ShareRow } from "../../../contract/shares.ts";
import { aBoard, aPanel } from "../../../domain/panel/boardSamples.test-util.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  DAY_MS,
  exploreView,
  type LinkApp,
  type LinkScene,
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

describe("what a link says when it no longer opens", () => {
  it("S35 an expired one says when it ended and who shared it, and is renewed by its owner", async () => {
    const { id, path } = await scene.app.shared({ view: scene.board, days: 1 });
    scene.clock.nowMs += DAY_MS;
    const { status, body } = await scene.app.open(path);
    expect([status, body["code"]]).toEqual([410, "LINK_EXPIRED"]);
    expect(body["detail"]).toBe(
      "Shared by Ada on 20 November 2025; it ended on 21 November 2025 at 13:46 UTC.",
    );
    expect([body["title"], body["hint"]]).toEqual([
      "This link ended on 21 November 2025",
      "Ask whoever sent it to renew it.",
    ]);
    const told = await scene.app.open(path, scene.app.editor);
    expect(told.body["hint"]).toBe("It is yours: renew it among your links.");
    expect((await scene.ask(path)).status).toBe(410);
    expect((await scene.app.other("PUT", `/api/shares/${id}`, { days: 10 })).status).toBe(404);
    const renewed = await scene.app.editor("PUT", `/api/shares/${id}`, { days: 10, label: "Again" });
    expect(renewed.body).toMatchObject({
      state: "live",
      expiresMs: scene.clock.nowMs + 10 * DAY_MS,
      label: "Again",
      path,
    });
    expect((await scene.app.open(path)).status).toBe(200);
    expect((await scene.app.editor("PUT", `/api/shares/${id}`, { days: 366 })).status).toBe(400);
  });

  it("G23 one that is withdrawn opens nothing from the next request on, for good", async () => {
    const { id, path } = await scene.app.shared({ view: scene.board, kind: "frozen", audience: "anyone" });
    expect((await scene.ask(path)).status).toBe(200);
    expect((await scene.app.other("DELETE", `/api/shares/${id}`)).status).toBe(404);
    expect((await scene.app.person("Root", "admin")("DELETE", `/api/shares/${id}`)).status).toBe(204);
    const got = await scene.ask(path);
    expect([got.status, got.body["code"]]).toEqual([410, "LINK_REVOKED"]);
    expect(got.body["detail"]).toBe(
      "Shared by Ada on 20 November 2025; withdrawn by Root on 20 November 2025 at 13:46 UTC.",
    );
    expect((await scene.app.open(path, scene.app.nobody)).status).toBe(410);
    expect((await scene.app.editor("PUT", `/api/shares/${id}`, { days: 10 })).status).toBe(410);
    expect((await scene.app.editor("DELETE", `/api/shares/${id}`)).status).toBe(204);
  });

  it("T6 one that only an editor may make is not renewed by a viewer who made it as one", async () => {
    const { app } = scene;
    const orders = [
      { view: scene.board, kind: "frozen", audience: "anyone" },
      { view: scene.panel, showsQuery: true },
      { view: exploreView() },
      { view: scene.board },
    ] as const;
    const made = await Promise.all(
      orders.map(async (order) => {
        const { body } = await app.share(order, app.person("Demoted", "editor"));
        return body as unknown as ShareRow;
      }),
    );
    const demoted = app.person("Demoted", "viewer");
    const renewed = await Promise.all(
      made.map(async ({ id }) => (await demoted("PUT", `/api/shares/${id}`, { days: 365 })).status),
    );
    expect(renewed).toEqual([403, 403, 403, 200]);
    const id = made[0]?.id ?? "";
    expect((await demoted("PUT", `/api/shares/${id}`, { label: "Old" })).status).toBe(200);
    expect((await app.person("Root", "admin")("PUT", `/api/shares/${id}`, { days: 3 })).status).toBe(200);
    expect((await demoted("DELETE", `/api/shares/${id}`)).status).toBe(204);
  });

  it("T8 those of somebody who was switched off live on, are marked for admins, and end all at once", async () => {
    const { app } = scene;
    const leaver = app.person("Lea", "editor");
    const made = await Promise.all(
      ["live", "frozen"].map(async (kind) => {
        const { body } = await app.share({ view: scene.board, kind: kind as "live", label: kind }, leaver);
        return body as unknown as ShareRow & { path: string };
      }),
    );
    const root = app.person("Root", "admin");
    const lea = await app.store.people.byName("proxy", "Lea");
    const id = lea?.id ?? "";
    const change = { personId: "test", by: "test", atMs: scene.clock.nowMs };
    await app.store.people.update(id, { isDisabled: true }, change);
    const ofLea = async (as = root) => {
      const { shares } = (await as("GET", "/api/shares")).body as unknown as ShareList;
      return shares.filter(({ owner }) => owner === "Lea");
    };
    expect(await ofLea()).toMatchObject([
      { isOwnerOff: true, ownerId: id },
      { isOwnerOff: true, ownerId: id },
    ]);
    // Others are not told who is who.
    const [own] = ((await app.editor("GET", "/api/shares")).body as unknown as ShareList).shares;
    expect([own?.owner, own?.ownerId, own?.isOwnerOff]).toEqual(["Ada", undefined, undefined]);
    for (const { path } of made) expect((await app.open(path)).status).toBe(200);
    expect((await app.editor("DELETE", `/api/people/${id}/shares`)).status).toBe(403);
    expect((await root("DELETE", `/api/people/${id}/shares`)).body).toEqual({ withdrawn: 2 });
    for (const { path } of made) expect((await app.open(path)).body["code"]).toBe("LINK_REVOKED");
    expect(await ofLea()).toMatchObject([{ state: "revoked" }, { state: "revoked" }]);
    const [event] = await app.store.audit.list({ objectId: id, limit: 1 });
    expect(event).toMatchObject({ action: "revoke", kind: "person", name: "Lea", detail: "2 links" });
  });

  it("S35 one to a board that was deleted says so, and whom to ask; a frozen one still opens", async () => {
    const board = aBoard({ name: "Short-lived" });
    const copy = (await scene.app.editor("POST", "/api/boards", { board })).body as BoardView;
    const panel = aPanel(SOURCE, "secret_metric");
    await scene.app.editor("POST", "/api/panels", { boardId: copy.id, panel });
    const view: SharedView = { page: "board", boardId: copy.id, range: RANGE, variables: {} };
    const live = await scene.app.shared({ view });
    const frozen = await scene.app.shared({ view, kind: "frozen" });
    expect((await scene.app.editor("DELETE", `/api/boards/${copy.id}`)).status).toBe(204);
    const { status, body } = await scene.app.open(live.path);
    expect([status, body["detail"]]).toEqual([
      404,
      "Shared by Ada on 20 November 2025; what it showed was deleted since.",
    ]);
    expect((await scene.app.open(frozen.path)).link.name).toBe("Short-lived");
  });

  it("S07 a token that is no link of ours is looked up nowhere", async () => {
    const { path } = await scene.app.shared({ view: scene.board });
    const token = path.slice(3);
    const flipped = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    for (const wrong of [":token", flipped, token.slice(0, -1), `${token}A`, "%2e%2e%2f", "x"]) {
      const { status, body } = await scene.app.viewer("GET", `/api/links/${wrong}`);
      expect([status, body["code"]]).toEqual([404, "LINK_NOT_FOUND"]);
    }
  });
});

describe("the list of links", () => {
  it("J2 shows one's own with label, end, openings and the path to copy; to an admin all", async () => {
    const mine = await scene.app.shared({ view: scene.board, label: "Mine" });
    await scene.app.open(mine.path);
    await scene.app.open(mine.path);
    scene.clock.nowMs += 120_000;
    await scene.app.open(mine.path);
    await scene.app.share({ view: exploreView(), label: "Hers" }, scene.app.other);
    const listOf = async (as: LinkApp["viewer"]) =>
      (await as("GET", "/api/shares")).body as { shares: { label: string; owner: string }[] };
    const ofAda = await listOf(scene.app.editor);
    expect(ofAda).toMatchObject({ allowsAnyone: true });
    expect(ofAda.shares.find(({ label }) => label === "Mine")).toMatchObject({
      path: mine.path,
      opened: 2,
      lastOpenedMs: scene.clock.nowMs,
      owner: "Ada",
    });
    expect(ofAda.shares.map(({ owner }) => owner)).not.toContain("Grace");
    const all = await listOf(scene.app.person("Root", "admin"));
    expect(all.shares.map(({ owner }) => owner)).toEqual(expect.arrayContaining(["Ada", "Grace"]));
    expect((await scene.app.nobody("GET", "/api/shares")).status).toBe(401);
  });

  it("keeps nothing from which a link could be opened", async () => {
    const { id, path } = await scene.app.shared({ view: scene.board });
    const [secret = ""] = path.slice(3).split(".");
    const row = await scene.app.store.shares.get(id);
    expect(row?.secretHash).toBe(createHash("sha256").update(secret).digest("hex"));
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(scene.app.log.join("\n")).not.toContain(secret);
  });

  it("T12 making, opening, renewing and withdrawing are written down, without the link", async () => {
    const { id, path } = await scene.app.shared({ view: scene.board, kind: "frozen", audience: "anyone" });
    await scene.app.open(path, scene.app.nobody);
    await scene.app.editor("PUT", `/api/shares/${id}`, { days: 3 });
    await scene.app.editor("DELETE", `/api/shares/${id}`);
    const events = await scene.app.store.audit.list({ kind: "share", objectId: id, limit: 10 });
    expect(events.map(({ action, who }) => `${action} ${who}`)).toEqual([
      "revoke Ada",
      "renew Ada",
      "open Anyone with the link",
      "share Ada",
    ]);
    expect(JSON.stringify(events)).not.toContain(path.slice(3, 30));
  });
});
