import type { Page } from "@playwright/test";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { startTokenProxy } from "../stack/tokenProxy.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const PREFIX = "/metrics/v1/prometheus/abc";
const BASIC = `Basic ${Buffer.from(`reader:${CANARY}`).toString("base64")}`;

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const secret = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save and explore" }).click();

/** Every value the page holds: markup, fields, storage. */
const everythingIn = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll("input, textarea")].map((one) => (one as HTMLInputElement).value),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      location.href,
    ].join("\n"),
  );

async function expectDrawn(page: Page, query = "kube_node_status_allocatable"): Promise<void> {
  const explore = new ExplorePage(page);
  await explore.editorReady();
  await explore.askAndSee(query);
  await expect(explore.status).toContainText("3 series");
  await expect(explore.chart).toBeVisible();
}

test("K1 the form is the first page where nothing is configured; a wrong token keeps what was typed; the right one lands in a drawn chart", async ({
  stack,
  watched: page,
}) => {
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(app.url);
  await expect(field(page, "Address")).toBeFocused();

  await field(page, "Address").fill(stack.proxy.url);
  await secret(page, "Token").fill("not-the-token");
  await save(page);
  await expect(page.getByRole("alert")).toContainText("UPSTREAM_AUTH");
  await expect(page.getByRole("alert")).toContainText("refused our credentials");
  await expect(field(page, "Address")).toHaveValue(stack.proxy.url);
  await expect(secret(page, "Token")).toHaveValue("not-the-token");
  await page.goto(app.url);
  await expect(field(page, "Address"), "nothing was kept").toBeVisible();

  await field(page, "Address").fill(stack.proxy.url);
  await secret(page, "Token").fill(CANARY);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("status", { name: "Test result" })).toContainText("Works");
  await expect(page.getByRole("status", { name: "Test result" })).toContainText("Credentials");
  await save(page);
  await expectDrawn(page);
  expect(await everythingIn(page)).not.toContain(CANARY);
  await page.reload();
  await expectDrawn(page);
  await app.stop();
});

test("K1 K2 Basic auth and a path prefix work; credentials typed into the address go to their own fields", async ({
  stack,
  watched: page,
}) => {
  const proxy = await startTokenProxy({
    upstream: stack.prometheus.url,
    authorization: BASIC,
    prefix: PREFIX,
  });
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(app.url);
  await field(page, "Address").fill(proxy.url.replace("://", `://reader:${CANARY}@`));
  await page.getByRole("radio", { name: "Nothing" }).click();
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("status", { name: "Test result" })).toContainText("Works");
  await expect(field(page, "Address")).toHaveValue(proxy.url);
  await expect(page.getByRole("radio", { name: "Name and password" })).toBeChecked();
  await expect(field(page, "Name")).toHaveValue("reader");
  await expect(secret(page, "Password")).toHaveValue(CANARY);
  await save(page);
  await expectDrawn(page);
  expect(proxy.requests.every((request) => request.url.startsWith(`${PREFIX}/`))).toBe(true);
  expect(await everythingIn(page)).not.toContain(CANARY);
  await app.stop();
  await proxy.stop();
});

test("K1 a source without sign-in is added, edited, tested and removed, each live at once", async ({
  stack,
  page,
}) => {
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(app.url);
  await page.getByRole("radio", { name: "Nothing" }).click();
  await field(page, "Address").fill(`${stack.prometheus.url}/api/v1/query`);
  await page.getByText("Name, headers, certificate").click();
  await field(page, "Shown as").fill("Plain one");
  await save(page);
  await expectDrawn(page);

  await page.getByRole("link", { name: "Sources" }).click();
  await page.getByRole("button", { name: "Test Plain one" }).click();
  await expect(page.getByRole("status", { name: "Test result" })).toContainText("Works");
  await page.getByRole("button", { name: "Plain one menu" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await expect(field(page, "Address")).toHaveValue(stack.prometheus.url);
  await field(page, "Shown as").fill("Renamed");
  await save(page);
  await expect(new ExplorePage(page).source).toContainText("Renamed");

  await page.getByRole("link", { name: "Sources" }).click();
  await page.getByRole("button", { name: "Renamed menu" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page
    .getByRole("dialog", { name: /^Remove/ })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(page.getByText("Renamed removed")).toBeVisible();
  await expect(page.getByRole("list", { name: "Sources" }), "only its own metrics are left").toContainText(
    "Sightglass itself",
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("list", { name: "Sources" })).toContainText("Renamed");
  await page.goto(`${app.url}/sources`);
  await expect(page.getByRole("list", { name: "Sources" })).toContainText("Renamed");
  await app.stop();
});

test("K1 a source of the configuration is read-only and says where to change it", async ({
  app,
  watched: page,
}) => {
  await page.goto(`${app.url}/sources`);
  const row = page.getByRole("list", { name: "Sources" }).getByRole("listitem").first();
  await expect(row).toContainText("From the configuration");
  await expect(row.getByRole("button", { name: / menu$/ })).toHaveCount(0);
  await page.goto(`${app.url}/sources/prometheus`);
  await expect(page.getByRole("main")).toContainText("comes from the configuration");
});

test("K1 editing keeps the stored secret, and asks for it again when the address changes", async ({
  stack,
  watched: page,
}) => {
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(app.url);
  await field(page, "Address").fill(stack.proxy.url);
  await secret(page, "Token").fill(CANARY);
  await save(page);
  await expectDrawn(page);
  await page.getByRole("link", { name: "Sources" }).click();
  await page.getByRole("button", { name: / menu$/ }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await expect(secret(page, "Token")).toHaveValue("");
  expect(await everythingIn(page)).not.toContain(CANARY);
  await field(page, "Shown as").fill("Kept");
  await save(page);
  await expectDrawn(page);
  await page.getByRole("link", { name: "Sources" }).click();
  await page.getByRole("button", { name: "Kept menu" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await field(page, "Address").fill("http://127.0.0.1:9");
  await save(page);
  await expect(page.getByText("Give the token again: the stored one is for another address.")).toBeVisible();
  await app.stop();
});
