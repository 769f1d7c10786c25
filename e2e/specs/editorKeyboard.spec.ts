import type { Locator, Page } from "@playwright/test";
import { CANARY } from "../stack/canary.ts";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const STOPS = 60;

/** Tab after Tab until the focus is there, as a reader without a mouse gets there. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${STOPS} Tabs do not lead to ${target.toString()}`);
}

test("R2 by keyboard alone: connect a source, write, run, change the range, switch tabs, read the table", async ({
  stack,
  page: browserPage,
}) => {
  const app = await startApp({ config: "demo: false\n" });
  try {
    const { keyboard } = browserPage;
    const page = new ExplorePage(browserPage);
    await browserPage.goto(app.url);
    await tabTo(browserPage, browserPage.getByRole("textbox", { name: "Address" }));
    await keyboard.type(stack.proxy.url);
    await tabTo(browserPage, browserPage.getByLabel("Token", { exact: true }));
    await keyboard.type(CANARY);
    await keyboard.press("Enter");

    await expect(page.query()).toBeVisible({ timeout: 20_000 });
    await page.editorReady();
    await tabTo(browserPage, page.query());
    await keyboard.type("kube_node_status_allocat");
    await expect(page.completions.first()).toContainText("kube_node_status_allocatable");
    await keyboard.press("Enter");
    await keyboard.press("Enter");
    await expect(page.status).toContainText("3 series");

    await keyboard.press("Escape");
    await expect(page.run).toBeFocused();
    await tabTo(browserPage, page.timeRange, "Shift+Tab");
    await keyboard.press("Enter");
    await expect(page.rangeDialog.getByRole("textbox", { name: "From" })).toBeFocused();
    await keyboard.type("now-3h");
    await keyboard.press("Enter");
    await expect(page.timeRange).toContainText("Last 3 hours");
    await expect(page.timeRange, "the focus returns where it came from").toBeFocused();

    await tabTo(browserPage, page.tab("Chart"));
    await keyboard.press("ArrowRight");
    await expect(page.tab("Table")).toBeFocused();
    await keyboard.press("Enter");
    await expect(page.table).toBeVisible();
    // The history ends where this worker began, maybe longer ago than a sample counts for the last moment.
    await tabTo(browserPage, browserPage.getByRole("radio", { name: "One moment" }));
    await keyboard.press("ArrowRight");
    await expect(browserPage.getByRole("radio", { name: "Whole range" })).toBeChecked();
    await expect(page.table).toContainText("las1");
    await tabTo(browserPage, page.table.getByRole("columnheader").getByRole("button").last());
    await keyboard.press("Enter");
    await expect(page.table.locator("[aria-sort=ascending], [aria-sort=descending]")).toHaveCount(1);
  } finally {
    await app.stop();
  }
});
