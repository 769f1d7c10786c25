import type { Page } from "@playwright/test";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

const HOUR_MS = 3_600_000;

/** Presses Tab until what has the focus fits; how many presses it took. */
async function tabTo(page: Page, selector: string, most = 40): Promise<number> {
  for (let presses = 1; presses <= most; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) return presses;
  }
  throw new Error(`Tab did not reach ${selector}`);
}

test("R2 E5 B6 by keys alone: from the query to the lines, through them, into one, filtering, and back", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{namespace="shop"} |= "item added"');
  await expect(page.volume).toBeVisible();
  const keys = watched.keyboard;
  await page.query().focus();
  await keys.press("Escape");
  await tabTo(watched, '[role="listitem"]');
  const current = () => watched.evaluate(() => document.activeElement?.getAttribute("data-index") ?? "");
  expect(await current()).toBe("0");
  for (const [key, index] of [
    ["ArrowDown", "1"],
    ["ArrowDown", "2"],
    ["ArrowUp", "1"],
    ["End", "479"],
    ["Home", "0"],
    ["PageDown", /^(?:1\d|2\d)$/],
    ["Home", "0"],
    ["ArrowDown", "1"],
  ] as const) {
    await keys.press(key);
    await expect.poll(current, key).toEqual(typeof index === "string" ? index : expect.stringMatching(index));
  }
  await expect(page.list.locator('[data-index="1"]')).toBeInViewport();

  await keys.press("Enter");
  await expect(page.details).toBeVisible();
  expect(await current(), "the line keeps the focus").toBe("1");
  const name = await page.details.getAttribute("aria-label");
  await keys.press("ArrowDown");
  await expect(page.details).not.toHaveAttribute("aria-label", name ?? "");
  expect(await current()).toBe("2");

  await tabTo(watched, '[aria-label="Filter for app"]');
  await keys.press("Enter");
  await expect.poll(() => page.text()).toBe('{namespace="shop", app="cart"} |= "item added"');
  await expect(page.list).not.toHaveAttribute("aria-busy");
  const filterFor = page.details.getByRole("button", { name: "Filter for app", exact: true });
  await expect(filterFor, "the focus stays where one pressed").toBeFocused();
  await expect(filterFor).toHaveAttribute("aria-pressed", "true");
  await keys.press("Enter");
  await expect.poll(() => page.text()).toBe('{namespace="shop"} |= "item added"');
  await expect(page.list).not.toHaveAttribute("aria-busy");
  await tabTo(watched, '[aria-label="Filter out pod"]');
  await keys.press("Space");
  await expect
    .poll(() => page.text())
    .toMatch(/^\{namespace="shop", pod!="cart-5d796977bc-\w+"\} \|= "item added"$/);
  // The line is no longer among them: what is left is a list with nothing open.
  await expect(page.details).toHaveCount(0);
  await expect(page.list).toContainText("item added");
});

test("R2 E5 Escape closes the details from within, and the focus is on the row again", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="cart"}');
  await page.lines.first().focus();
  await watched.keyboard.press("ArrowDown");
  await watched.keyboard.press("Enter");
  await tabTo(watched, '[aria-label="Column user"]', 60);
  await watched.keyboard.press("Enter");
  await expect(watched.locator(".sg-log-head")).toContainText("user");
  await watched.keyboard.press("Escape");
  await expect(page.details).toHaveCount(0);
  await expect(page.list.locator('[data-index="1"]')).toBeFocused();
  await watched.keyboard.press("Space");
  await expect(page.details).toBeVisible();
});
