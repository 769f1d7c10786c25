import { expect } from "@playwright/test";
import { expectNoViolations } from "../pages/noViolations.ts";
import type { Look } from "./accessibility.ts";
import { openBrowser } from "./browser.ts";
import type { GroundTest } from "./Ground.ts";

export function browserLookClaims(test: GroundTest, looks: readonly Look[]): void {
  for (const { colorScheme, width } of looks) {
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("R2 the browser has no violation of WCAG 2.2 A and AA", async ({ ground, page }) => {
        test.slow();
        const { metric, first, second } = ground.counter;
        const query = `rate(${metric}{${first.name}="${first.one}"}[5m])`;
        const { browser } = await openBrowser(page, ground, { "a.q": query });
        const within = 'aside[aria-label="Browser"]';
        const expectClean = (where: string) => expectNoViolations(page, { where, rules: "all", within });
        const detail = await browser.choose(metric);
        await detail
          .getByRole("button", { name: new RegExp(`^${first.name}\\s*${first.values} values$`) })
          .click();
        await expect(detail.getByRole("button", { name: new RegExp(`^${first.one}`) })).toBeVisible();
        await expectClean("metrics");
        await browser.drawer.getByRole("button", { name: "Break down" }).click();
        await expect(
          browser.drawer.getByRole("button", { name: new RegExp(`^Values of\\s+${second.name}`) }),
        ).toBeVisible();
        await expectClean("breakdown");
        await browser.showLabels();
        await browser.pills("Query A").getByRole("button", { name: "Matcher" }).click();
        await browser.labels.getByRole("option", { name: new RegExp(`^${second.name}(?!\\w)`) }).click();
        await browser
          .values(second.name)
          .getByRole("option", { name: new RegExp(`^${second.one}`) })
          .click();
        await expect(browser.selector).toContainText("series");
        await expectClean("labels");
      });
    });
  }
}
