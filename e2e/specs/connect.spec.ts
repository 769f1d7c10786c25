import type { Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { startOAuth2Target } from "../stack/oauth2Target.ts";
import { triedLooks } from "../claims/accessibility.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const FILES = "**/api/sources/files?*";
const DUMP = "# TYPE up gauge\nup 1 1700000000\n# EOF\n";

/** Drags a file over the window, or drops it there. */
async function drag(page: Page, type: "dragenter" | "drop", text = DUMP): Promise<void> {
  await page.evaluate(
    (what) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([what.text], "night.om"));
      window.dispatchEvent(new DragEvent(what.type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { type, text },
  );
}

/** Answers an upload as the server does for the first source of the list, and notes what was sent. */
async function takeFiles(
  page: Page,
  base: string,
): Promise<{ readonly url: string; readonly body: string }[]> {
  const sent: { url: string; body: string }[] = [];
  const list = (await (await fetch(`${base}/api/sources`, { headers: { "x-sightglass": "1" } })).json()) as {
    sources: object[];
  };
  await page.route(FILES, async (route) => {
    sent.push({ url: route.request().url(), body: route.request().postData() ?? "" });
    await route.fulfill({ status: 201, json: list.sources[0] });
  });
  return sent;
}

test("A file dropped on the window is sent as it is and opens in Explore", async ({ app, page }) => {
  const sent = await takeFiles(page, app.url);
  await page.goto(`${app.url}/explore?a.q=up`);
  await expect(page.getByRole("tab", { name: /^Chart/ })).toBeVisible();
  await drag(page, "dragenter");
  await expect(page.getByText("Drop to look inside")).toBeVisible();
  await drag(page, "drop");
  await expect(page).toHaveURL(/a\.src=prometheus/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(sent).toEqual([{ url: `${app.url}/api/sources/files?name=night`, body: DUMP }]);
});

test("F45 a file that cannot be read says in which line, and the page stays", async ({ app, page }) => {
  const problem = {
    code: "BAD_REQUEST",
    title: "The file cannot be read",
    detail: "Line 2: expected a value.",
    source: "sightglass",
    requestId: "r1",
  };
  await page.route(FILES, (route) => route.fulfill({ status: 400, json: problem }));
  await page.goto(`${app.url}/sources/new`);
  await page.getByRole("textbox", { name: "Address" }).fill("https://half.typed");
  await drag(page, "drop", "up\nup\n");
  await expect(page.getByRole("alert")).toContainText("Line 2: expected a value.");
  await expectNoViolations(page, { where: "a refused file", rules: "all", isOverlay: true });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Address" })).toHaveValue("https://half.typed");
});

test("A file is chosen by keyboard as well", async ({ app, page }) => {
  const sent = await takeFiles(page, app.url);
  // Before anything is pressed: the browser is told to hand the chooser over, which takes a moment.
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`${app.url}/sources/new`);
  const choose = page.getByRole("button", { name: /^Choose a file/ });
  await expect(page.getByRole("textbox", { name: "Address" })).toBeFocused();
  await choose.focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "node.prom", mimeType: "text/plain", buffer: Buffer.from(DUMP) });
  await expect(page).toHaveURL(/a\.src=prometheus/);
  expect(sent[0]?.url).toContain("name=node");
});

test("F43 a page behind OAuth2 is added; a wrong secret is told by its code, and nothing typed is lost", async ({
  watched: page,
}) => {
  const target = await startOAuth2Target({ id: "sightglass", secret: CANARY, scope: "metrics.read" });
  const app = await startApp();
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  const secret = page.getByLabel("Client secret", { exact: true });
  const save = page.getByRole("button", { name: "Save and explore" });
  await page.goto(`${app.url}/sources/new`);
  await field("Address").fill(target.metricsUrl);
  await page.getByRole("radio", { name: "OpenMetrics page" }).click();
  await page.getByRole("radio", { name: "OAuth2 client" }).click();
  await field("Client ID").fill("sightglass");
  await secret.fill("not-the-secret");
  await field("Token URL").fill(target.tokenUrl);
  await field("Scopes").fill("metrics.read");
  await save.click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("TOKEN_FETCH");
  await expect(alert).toContainText("invalid_client");
  await expect(alert).toContainText("Check client ID and client secret.");
  expect(target.asked, "the page itself was not asked").toEqual(["POST /token 401"]);
  await expect(field("Address")).toHaveValue(target.metricsUrl);
  await expect(page.getByRole("radio", { name: "OAuth2 client" })).toBeChecked();
  await expect(field("Client ID")).toHaveValue("sightglass");
  await expect(secret).toHaveValue("not-the-secret");
  await expect(field("Token URL")).toHaveValue(target.tokenUrl);
  await expect(field("Scopes")).toHaveValue("metrics.read");
  await secret.fill(CANARY);
  await save.click();
  await expect(page).toHaveURL(/\/explore/);
  const explore = new ExplorePage(page);
  await explore.editorReady();
  await explore.tab("Table").click();
  // It is read within one scrape interval.
  await expect
    .poll(
      async () => {
        await explore.askAndSee("subscribers");
        return explore.table.textContent({ timeout: 2_000 }).catch(() => "");
      },
      { timeout: 25_000 },
    )
    .toContain("7");
  expect(target.asked).toContain("GET /metrics 200");
  expect(target.asked.filter((one) => one.includes("/metrics 401"))).toEqual([]);
  await app.stop();
  await target.stop();
});

for (const { colorScheme, width } of triedLooks) {
  test(`The form of a page of metrics has no violation, ${colorScheme}, ${width} px, and no sideways scroll`, async ({
    app,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await page.goto(`${app.url}/sources/new?preset=wgtwo-openmetrics`);
    await expect(page.getByRole("textbox", { name: "Token URL" })).toBeVisible();
    await expectNoViolations(page, { where: "OpenMetrics form", rules: width === 1440 ? "all" : "look" });
    await expectNoSidewaysScroll(page);
  });
}
