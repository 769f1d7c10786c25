import type { Page } from "@playwright/test";
import { accessibilityClaims, triedLooks, rulesOf } from "../claims/accessibility.ts";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { expectNoViolations } from "../pages/noViolations.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");
// Many whole-page checks in each test: they share the workers, and a busy machine takes its time.
test.describe.configure({ mode: "parallel", timeout: 180_000 });

accessibilityClaims(test, triedLooks);

for (const look of triedLooks) {
  const { colorScheme, width } = look;
  test.describe(`${colorScheme} ${width}`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });
    const rules = rulesOf(look);
    const expectClean = (page: Page, where: string) => expectNoViolations(page, { where, rules });

    test("R2 the pages of sources have no violation, with what opens on them", async ({ stack, page }) => {
      const blank = await startApp({ config: "demo: false\n" });
      await page.goto(blank.url);
      await expect(page.getByRole("textbox", { name: "Address" })).toBeVisible();
      await expectClean(page, "first page");
      await page.getByText("Name, headers, certificate").click();
      await page.getByRole("radio", { name: "Name and password" }).click();
      await page.getByRole("button", { name: "Save and explore" }).click();
      await expectClean(page, "form with mistakes");
      await page.getByRole("textbox", { name: "Address" }).fill(stack.prometheus.url);
      await page.getByRole("radio", { name: "Nothing" }).click();
      await page.getByRole("button", { name: "Save and explore" }).click();
      await expect(page.getByRole("textbox", { name: "Query A" })).toBeVisible();
      await page.goto(`${blank.url}/sources`);
      await page.getByRole("button", { name: /^Test \d/ }).click();
      await expect(page.getByText("Works", { exact: true }).filter({ visible: true }).first()).toBeVisible();
      await expectClean(page, "sources");
      await page.getByRole("button", { name: / menu$/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectClean(page, "source menu");
      await page.getByRole("menuitem", { name: "Remove" }).click();
      await expect(page.getByRole("dialog", { name: /^Remove/ })).toBeVisible();
      await expectClean(page, "remove dialog");
      await blank.stop();
    });
  });
}
