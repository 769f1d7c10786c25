import { startApp } from "../stack/appServer.ts";
import { expect, test } from "../stack/demoFixtures.ts";
import { BoardView } from "../pages/BoardView.ts";
import { inEachLook, keepPicture as keep } from "../pages/pictures.ts";

inEachLook(test, ({ suffix }) => {
  test("pictures of boards", async ({ demo, page }) => {
    test.setTimeout(120_000);
    const board = new BoardView(page);
    await board.open(demo, "/boards");
    await expect(page.getByRole("link", { name: /^Shop health/ })).toBeVisible();
    await keep(page, `boards-list-${suffix}`);

    await board.open(demo, "/boards/starter-shop-health");
    await expect(board.panel("Requests answered")).toContainText("%");
    await board.settled();
    await keep(page, `board-${suffix}`);

    await page.getByRole("button", { name: /^Part of the shop/ }).click();
    await expect(page.getByRole("dialog", { name: "Part of the shop" })).toBeVisible();
    await keep(page, `board-choice-${suffix}`);

    await board.open(demo, "/boards/starter-shop-health");
    await page.getByRole("button", { name: "Make a copy" }).click();
    await expect(page.getByRole("button", { name: "Save board" })).toBeVisible();
    await board.settled();
    await keep(page, `board-edit-${suffix}`);

    await board.choose("Requests answered", "Words and look");
    await expect(page.getByRole("dialog").getByRole("textbox", { name: "Name" })).toBeVisible();
    await keep(page, `board-panel-${suffix}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Choices" }).click();
    await expect(page.getByRole("dialog").getByRole("textbox", { name: "Name for readers" })).toBeVisible();
    await keep(page, `board-choices-${suffix}`);
    // The next list is to look like the first.
    const copy = new URL(page.url()).pathname;
    await page.request.delete(`${demo.url}/api${copy}`, { headers: { "X-Sightglass": "1" } });
  });

  test.describe("a viewer", () => {
    test.use({ extraHTTPHeaders: { "X-Forwarded-User": "Support desk" } });

    test("pictures of what a viewer sees", async ({ page }) => {
      const desk = await startApp({
        config: [
          'server: { trusted_proxies: ["127.0.0.1"] }',
          'auth: { mode: proxy, proxy: { user_header: X-Forwarded-User, roles: { viewer: ["*"] } } }',
        ].join("\n"),
        env: { DEMO_NOW: "2026-11-18T13:47:00Z" },
      });
      const board = new BoardView(page);
      await board.open(desk, "/boards/starter-mobile-network");
      await expect(board.panel("Calls connected")).toContainText("%");
      await board.settled();
      await keep(page, `viewer-board-${suffix}`);
      await board.open(desk, "/explore");
      await expect(page.getByText("This page is not for viewers")).toBeVisible();
      await keep(page, `viewer-forbidden-${suffix}`);
      await desk.stop();
    });
  });
});
