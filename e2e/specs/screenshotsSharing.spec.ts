import type { TokenList } from "../../src/contract/session.ts";
import type { ShareList } from "../../src/contract/shares.ts";
import { BoardView } from "../pages/BoardView.ts";
import { inEachLook, keepPicture as keep } from "../pages/pictures.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { MOBILE_BOARD, outageHour, shareBoard, test as base, expect } from "../stack/deskFixtures.ts";
import { endLink, forget } from "../stack/people.ts";
import { startOidcIssuer } from "../../src/testing/oidcIssuer.ts";

const DAY_MS = 86_400_000;
const CLIENT = { id: "sightglass", secret: "of the pictures" };

interface Drawn {
  /** Paths of links, by what becomes of them. */
  readonly links: Readonly<Record<"frozen" | "expired" | "revoked", string>>;
  /** Servers that sign people in elsewhere. */
  readonly elsewhere: Readonly<Record<"oidc" | "proxy", RunningApp>>;
}

const test = base.extend<object, { readonly drawn: Drawn }>({
  drawn: [
    async ({ desk }, use) => {
      const { app, admin, editor, viewers } = desk;
      const range = outageHour();
      await shareBoard(editor, { label: "Mobile network, live", kind: "live" });
      await shareBoard(editor, {
        label: "Calls lost, for Fjordtel",
        kind: "frozen",
        audience: "anyone",
        range,
      });
      const expired = await shareBoard(editor, { label: "Calls lost last month", kind: "frozen", range });
      endLink(app, expired.id, Date.now() - DAY_MS);
      const revoked = await shareBoard(editor, { label: "Sent to the wrong list", kind: "live" });
      await editor.ask(`DELETE /api/shares/${revoked.id}`);
      const frozen = await shareBoard(viewers[0], {
        label: "Fjordtel cannot call out",
        kind: "frozen",
        range,
      });
      await admin.ask("POST /api/tokens", { label: "Grafana", sources: ["demo-metrics"], days: 90 });
      const old = await editor.ask<{ id: string }>("POST /api/tokens", {
        label: "My laptop",
        sources: null,
        days: 30,
      });
      await editor.ask(`DELETE /api/tokens/${old.id}`);
      const issuer = await startOidcIssuer(CLIENT, "localhost");
      const oidc = await startApp({
        config: `auth: { mode: oidc, oidc: { issuer: "${issuer.issuer.origin}", client_id: ${CLIENT.id}, client_secret: "${CLIENT.secret}", roles: { editor: [eng] } } }\n`,
      });
      const proxy = await startApp({
        config:
          'server: { trusted_proxies: ["127.0.0.1"] }\nauth: { mode: proxy, proxy: { user_header: X-Forwarded-User } }\n',
      });
      await use({
        links: { frozen: frozen.path, expired: expired.path, revoked: revoked.path },
        elsewhere: { oidc, proxy },
      });
      await Promise.all([oidc.stop(), proxy.stop(), issuer.close()]);
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

inEachLook(test, ({ suffix }) => {
  test("pictures of sharing", async ({ desk, drawn, page, context }) => {
    test.setTimeout(180_000);
    await desk.editor.enter(context);
    const board = new BoardView(page);
    const at = new URLSearchParams({ ...outageHour(), "v.customer": "Fjordtel" });
    await board.open(desk.app, `/boards/${MOBILE_BOARD}?${at}`);
    await expect(board.panel("Calls connected")).toContainText("%");
    await board.settled();
    await page.getByRole("button", { name: "Share" }).click();
    const dialog = page.getByRole("dialog", { name: "Share" });
    await dialog.getByRole("radio", { name: /^Frozen/ }).check();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Fjordtel cannot call out");
    await keep(page, `share-dialog-${suffix}`);
    await dialog.getByRole("button", { name: "Make link" }).click();
    await expect(dialog.getByRole("button", { name: "Copy link" })).toBeVisible();
    await dialog.getByRole("button", { name: "Copy link" }).scrollIntoViewIfNeeded();
    await keep(page, `share-made-${suffix}`);

    await page.goto(`${desk.app.url}/links`);
    await expect(page.getByRole("list", { name: "Links" })).toBeVisible();
    await keep(page, `links-${suffix}`);
    await page.getByRole("button", { name: /menu$/ }).first().click();
    await page.getByRole("menuitem", { name: "Renew" }).click();
    await keep(page, `link-renew-${suffix}`);
    const { shares } = await desk.editor.ask<ShareList>("GET /api/shares");
    const [made] = shares.filter(({ label }) => label === "Fjordtel cannot call out");
    forget(desk.app, "shares", made?.id ?? "");

    await context.clearCookies();
    await desk.viewers[1].enter(context);
    await page.goto(desk.app.url + drawn.links.frozen);
    await expect(board.panel("Calls connected")).toContainText("%");
    await board.settled();
    await keep(page, `snapshot-${suffix}`);
    for (const end of ["expired", "revoked"] as const) {
      await page.goto(desk.app.url + drawn.links[end]);
      await expect(page.getByRole("alert")).toBeVisible();
      await keep(page, `link-${end}-${suffix}`);
    }
    await board.open(desk.app, `/boards/${MOBILE_BOARD}?${at}`);
    await board.settled();
    await page.getByRole("button", { name: "Share" }).click();
    await expect(dialog.getByRole("button", { name: "Make link" })).toBeVisible();
    await keep(page, `viewer-share-${suffix}`);
  });

  test("pictures of signing in", async ({ desk, drawn, page }) => {
    const form = page.getByRole("form", { name: "Sign in" });
    await page.goto(desk.app.url);
    await expect(form).toBeVisible();
    await keep(page, `sign-in-${suffix}`);
    await form.getByLabel("Name").fill("Support desk");
    await form.getByLabel("Password").fill("of somebody else");
    await form.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await keep(page, `sign-in-failed-${suffix}`);
    await page.goto(drawn.elsewhere.oidc.url);
    await expect(page.getByRole("link", { name: "Sign in with your organisation" })).toBeVisible();
    await keep(page, `sign-in-oidc-${suffix}`);
    await page.goto(drawn.elsewhere.proxy.url);
    await expect(page.getByText("it did not say who you are")).toBeVisible();
    await keep(page, `sign-in-proxy-${suffix}`);
  });

  test("pictures of settings", async ({ desk, page, context }) => {
    await desk.admin.enter(context);
    await page.goto(`${desk.app.url}/settings/people`);
    await expect(page.getByRole("list", { name: "People" })).toBeVisible();
    await keep(page, `settings-people-${suffix}`);
    await page.getByRole("button", { name: "Add person" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await keep(page, `settings-person-${suffix}`);
    await page.goto(`${desk.app.url}/settings/tokens`);
    await expect(page.getByRole("list", { name: "Access tokens" })).toBeVisible();
    await keep(page, `settings-tokens-${suffix}`);
    await page.getByRole("button", { name: "Make token" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "What for" }).fill("Nightly report");
    await page.getByRole("dialog").getByRole("button", { name: "Make", exact: true }).click();
    await expect(page.getByText("With promtool")).toBeVisible();
    await keep(page, `settings-token-${suffix}`);
    const { tokens } = await desk.admin.ask<TokenList>("GET /api/tokens");
    forget(desk.app, "tokens", tokens.find(({ label }) => label === "Nightly report")?.id ?? "");
    await page.goto(`${desk.app.url}/settings/activity`);
    await expect(page.getByRole("table", { name: "Activity" })).toBeVisible();
    await keep(page, `settings-activity-${suffix}`);
  });
});
