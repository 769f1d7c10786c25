import type { Page } from "@playwright/test";
import { LogsView } from "../pages/LogsView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { BrowserView } from "../pages/BrowserView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";
import { triedLooks } from "../claims/accessibility.ts";

test.skip(!hasLoki, "needs the real Loki");
// Many whole-page checks: a busy machine takes its time.
test.describe.configure({ timeout: 180_000 });

const HOUR_MS = 3_600_000;

for (const { colorScheme, width } of triedLooks) {
  test.describe(`${colorScheme} ${width}`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });
    const rules = (colorScheme === "light") === (width === 1440) ? "all" : "look";
    const expectClean = (page: Page, where: string, isOverlay = false) =>
      expectNoViolations(page, { where, rules, isOverlay });

    test("R2 the logs have no violation of WCAG 2.2 A and AA, whatever is open", async ({
      logsApp,
      logStack,
      page: browserPage,
    }) => {
      const page = new LogsView(browserPage);
      const search = new URLSearchParams({
        "a.q": '{app=~"checkout|worker|polyglot"}',
        "b.q": '{app="cart"} |= "user"',
        from: String(logStack.endMs - HOUR_MS),
        to: String(logStack.endMs),
      });
      await page.open(logsApp.url, `?${search}`);
      await expect(page.list).toContainText("order placed");
      await expect(page.volume).toBeVisible();
      await expectClean(browserPage, "lines of two queries");

      await page.lines.filter({ hasText: "order placed" }).first().click();
      await expect(page.details).toBeVisible();
      await expectClean(browserPage, "details");
      await page.details.getByRole("button", { name: "JSON tree" }).click();
      await expectClean(browserPage, "JSON tree");
      await page.details.getByRole("button", { name: "50 lines around" }).click();
      const around = browserPage.getByRole("dialog", { name: "Lines around" });
      await expect(around).toContainText(/\d+ before, \d+ after/);
      await expectClean(browserPage, "lines around", true);
      await browserPage.keyboard.press("Escape");
      await expect(around).toHaveCount(0);
      await browserPage.keyboard.press("Escape");
      await expect(page.details).toHaveCount(0);

      await browserPage.getByRole("button", { name: "Columns" }).click();
      const columns = browserPage.getByRole("dialog", { name: "Columns" });
      await expect(columns).toBeVisible();
      await columns.getByRole("checkbox", { name: "pod", exact: true }).check();
      await expectClean(browserPage, "columns", true);
      await browserPage.keyboard.press("Escape");
      await expect(columns).toHaveCount(0);
      const menus =
        width === 360 ? ["More for lines"] : [/^Time:/, /^Dedup/, /^Lines per page/, "Save lines"];
      for (const name of menus) {
        await browserPage.getByRole("button", { name }).click();
        await expect(browserPage.getByRole("menu")).toBeVisible();
        await expectClean(browserPage, String(name), true);
        await browserPage.keyboard.press("Escape");
      }
      await browserPage.getByRole("button", { name: "Find in lines" }).click();
      await browserPage.getByRole("searchbox", { name: "Find in lines" }).fill("order");
      await browserPage.keyboard.press("Enter");
      await expect(browserPage.getByText(/^1 of \d+$/)).toBeVisible();
      await expectClean(browserPage, "search in the lines");
    });

    test("R2 patterns, label browser, an empty answer and a save have no violation", async ({
      logsApp,
      logStack,
      page: browserPage,
    }) => {
      const page = new LogsView(browserPage);
      const range = { from: String(logStack.endMs - 2 * HOUR_MS), to: String(logStack.endMs) };
      const search = (params: Record<string, string>) => `?${new URLSearchParams({ ...range, ...params })}`;
      await page.open(logsApp.url, search({ "a.q": '{namespace=~"shop|batch"}', logs: "patterns" }));
      await expect(browserPage.getByRole("list", { name: "Patterns" })).toBeVisible();
      await expectClean(browserPage, "patterns");
      await browserPage.getByRole("button", { name: "Patterns" }).click();
      await expect(page.list).toContainText("order placed");
      if (width === 360) {
        await browserPage.getByRole("button", { name: "More for lines" }).click();
      } else await browserPage.getByRole("button", { name: "Save lines" }).click();
      await browserPage.getByRole("menuitem", { name: "Save as CSV" }).click();
      await expect(browserPage.getByRole("dialog", { name: "Save lines" })).toBeVisible();
      await expectClean(browserPage, "save", true);
      await browserPage.keyboard.press("Escape");

      const browser = new BrowserView(browserPage);
      await browser.open();
      await expect(browser.labels.getByRole("option", { name: /^namespace/ })).toBeVisible();
      await expectClean(browserPage, "labels");
      await page.open(logsApp.url, search({ "a.q": '{app="crat"}' }));
      await expect(browserPage.getByRole("button", { name: 'Use "cart"' })).toBeVisible();
      await expectClean(browserPage, "empty");
    });
  });
}
