import type { Page } from "@playwright/test";
import { oppositeLooks } from "../claims/accessibility.ts";
import { BoardView } from "../pages/BoardView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { expect, shareBoard, test } from "../stack/deskFixtures.ts";
import { startMobileCore } from "../stack/mobileCore.ts";
import { endLink } from "../stack/people.ts";

const HOUR_MS = 3_600_000;

/** Presses Tab until the control of this name has the focus; fails where it is never reached. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => {
      const one = document.activeElement;
      return one?.getAttribute("aria-label") ?? one?.textContent;
    });
    if (reached === name) return;
  }
  throw new Error(`${name} is not reached by keys`);
}

for (const { width, colorScheme } of oppositeLooks) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });

    test("S35 an ended link says when and by whom, leads on by keys, and its owner renews it by keys", async ({
      desk,
      page,
      context,
      browser,
    }) => {
      const label = `Ends at ${width}`;
      const { id, path } = await shareBoard(desk.editor, { label, kind: "frozen" });
      endLink(desk.app, id, Date.now() - HOUR_MS);

      await desk.viewers[0].enter(context);
      await page.goto(desk.app.url + path);
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(/This link ended on \d+ \w+ \d{4}/);
      await expect(alert).toContainText(
        /Shared by Ada Nilsen on \d+ \w+ \d{4}; it ended on \d+ \w+ \d{4} at \d\d:\d\d UTC/,
      );
      await expect(alert).toContainText("Ask whoever sent it to renew it");
      await expect(alert).toContainText("LINK_EXPIRED");
      await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
      await expectNoViolations(page, { where: "ended link", rules: "all" });
      await expectNoSidewaysScroll(page);
      await tabTo(page, "Open Sightglass");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Boards");

      const theirs = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      await desk.editor.enter(theirs);
      const owner = await theirs.newPage();
      await owner.goto(desk.app.url + path);
      await expect(owner.getByRole("alert")).toContainText("LINK_EXPIRED");
      await tabTo(owner, "Your links");
      await owner.keyboard.press("Enter");
      const row = owner.getByRole("listitem").filter({ hasText: label });
      await expect(row).toContainText("Ended");
      await tabTo(owner, `${label} menu`);
      await owner.keyboard.press("Enter");
      await owner.keyboard.press("ArrowDown");
      await expect(owner.getByRole("menuitem", { name: "Renew" })).toBeFocused();
      await owner.keyboard.press("Enter");
      const dialog = owner.getByRole("dialog", { name: `Renew “${label}”` });
      await expect(dialog).toBeVisible();
      await expectNoViolations(owner, { where: "renew", rules: "all", isOverlay: true });
      await tabTo(owner, "Renew");
      await owner.keyboard.press("Enter");
      await expect(dialog).toHaveCount(0);
      await expect(row).toContainText(/Ends in 30 days/);
      await theirs.close();

      await page.goto(desk.app.url + path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(label);
      await expect(page.getByRole("status").first()).toContainText("by Ada Nilsen");
    });

    test("S35 G23 a withdrawn link says by whom, and opens nothing from then on", async ({
      desk,
      page,
      context,
    }) => {
      const { id, path } = await shareBoard(desk.editor, { label: `Withdrawn at ${width}`, kind: "live" });
      await desk.viewers[0].enter(context);
      await page.goto(desk.app.url + path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Withdrawn at ${width}`);
      await desk.admin.ask(`DELETE /api/shares/${id}`);
      await page.reload();
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(/This link was withdrawn on \d+ \w+ \d{4}/);
      await expect(alert).toContainText(
        /Shared by Ada Nilsen on .*; withdrawn by admin on \d+ \w+ \d{4} at \d\d:\d\d UTC/,
      );
      await expect(alert).toContainText("LINK_REVOKED");
      await expectNoViolations(page, { where: "withdrawn link", rules: "all" });
      await expectNoSidewaysScroll(page);
      await expect(page.getByRole("link", { name: "Your links" })).toHaveCount(0);
      await tabTo(page, "Open Sightglass");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Boards");
    });
  });
}

test("J3 a frozen link opens after its source was removed; the board itself no longer does", async ({
  page,
  context,
}) => {
  const core = await startMobileCore();
  const { app, admin, boardId, source } = core;
  const view = { page: "board", boardId, range: { from: "now-1h", to: "now" }, variables: {} };
  const usual = { time: "relative", audience: "signed-in", showsQuery: false, days: 7, plotPx: 960 };
  const order = { ...usual, kind: "frozen", label: "Kept for good", zone: "UTC", view };
  const { path } = await admin.ask<{ path: string }>("POST /api/shares", order);
  await admin.ask(`DELETE /api/sources/${source.id}`);
  await admin.enter(context);
  const board = new BoardView(page);
  await board.open(app, path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kept for good");
  await expect(board.panel("Calls connected")).toContainText(/\d\d(?:\.\d)?\s*%/);
  await expect(board.panel("Failed calls, last hour").getByRole("table")).toContainText("Fjordtel");
  await board.open(app, `/boards/${boardId}`);
  await expect(board.panel("Calls connected")).toContainText("SOURCE_NOT_FOUND");
  await core.stop();
});
