import { expect, type Page } from "@playwright/test";

/** How far the page as a whole can be scrolled sideways: nothing. What is wider, as a table, scrolls by itself. */
export async function expectNoSidewaysScroll(page: Page, where?: string): Promise<void> {
  const overPx = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overPx, where).toBe(0);
}
