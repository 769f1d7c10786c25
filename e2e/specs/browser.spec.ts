import type { Page } from "@playwright/test";
import { triedLooks } from "../claims/accessibility.ts";
import { browserClaims } from "../claims/browser.ts";
import { browserLookClaims } from "../claims/browserLook.ts";
import { BrowserView } from "../pages/BrowserView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

browserClaims(test);
browserLookClaims(test, triedLooks);

const search = (params: Record<string, string> = {}) =>
  `?${new URLSearchParams({ from: "now-3h", ...params })}`;

async function openBrowser(page: Page, base: string, params: Record<string, string> = {}) {
  const explore = new ExplorePage(page);
  const browser = new BrowserView(page);
  await explore.open(base, search(params));
  await browser.open();
  return { explore, browser };
}

test("F42 a label of a million values is cut, searched at the source, and typing ends the request before", async ({
  app,
  page,
}) => {
  const values = Array.from({ length: 200_000 }, (_, at) => `value-${at}`);
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(decodeURIComponent(request.url())));
  await page.route(/\/label\/cluster\/values/, async (route) => {
    const match = new URL(route.request().url()).searchParams.get("match[]") ?? "";
    if (match.includes("slow") && !match.includes("slow.*er")) return;
    const data = match === "" ? values : ["slow-er"];
    await route.fulfill({ json: { status: "success", data } });
  });
  const { browser } = await openBrowser(page, app.url);
  await browser.showLabels();
  await browser.labels.getByRole("option", { name: /^cluster/ }).click();
  await expect(browser.drawer.getByText("The first 10,000 values.")).toBeVisible();
  expect(await browser.values("cluster").getByRole("option").count()).toBeLessThan(100);
  const field = browser.drawer.getByRole("searchbox", { name: "Search values of cluster" });
  await field.fill("slow");
  await field.fill("slow er");
  await expect(browser.values("cluster").getByRole("option", { name: "slow-er" })).toBeVisible();
  expect(failed.some((url) => url.includes(".*slow.*"))).toBe(true);
});

test("a source that fails says so, and is asked again", async ({ app, page }) => {
  let isDown = true;
  await page.route(/\/label\/__name__\/values/, async (route) => {
    if (!isDown) return route.continue();
    const problem = {
      code: "UPSTREAM_TIMEOUT",
      title: "The source did not answer in time",
      source: "upstream",
      requestId: "r",
    };
    await route.fulfill({
      status: 504,
      json: { status: "error", errorType: "timeout", error: "slow", problem },
    });
  });
  // Types that arrive would ask for the names anew, before the press of the button.
  await page.route(/\/metadata\?/, (route) => route.fulfill({ status: 404, json: { status: "error" } }));
  const { browser } = await openBrowser(page, app.url);
  await expect(browser.drawer.getByRole("alert")).toContainText("UPSTREAM_TIMEOUT");
  isDown = false;
  await browser.drawer.getByRole("button", { name: "Try again" }).click();
  await expect(browser.row(/^node_/)).toBeVisible();
});
