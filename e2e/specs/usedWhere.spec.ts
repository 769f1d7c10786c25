import { BoardView } from "../pages/BoardView.ts";
import { BrowserView } from "../pages/BrowserView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expect, test } from "../stack/demoFixtures.ts";

test("G5 a metric says on which boards it is used, and leads there; one that nothing asks for says so", async ({
  demo,
  page,
}) => {
  const browser = new BrowserView(page);
  const board = new BoardView(page);
  await page.goto(`${demo.url}/explore`);
  await browser.open();
  const used = (await browser.choose("http_requests_total")).getByRole("region", { name: "Used where" });
  await used.scrollIntoViewIfNeeded();
  await expect(used.getByRole("link").first()).toBeVisible();
  // Boards that other tests keep on this demo may stand before it.
  const more = used.getByRole("button", { name: /^\d+ more$/ });
  if (await more.isVisible()) await more.click();
  await expect(used.getByRole("link", { name: "Requests answered Panel, Shop health" })).toBeVisible();
  await expectNoViolations(page, { where: "used where", rules: "all" });
  await used.getByRole("link", { name: "Requests answered Panel, Shop health" }).click();
  await expect(board.title).toHaveText("Shop health");
  await expect(board.panel("Requests answered")).toBeFocused();

  await page.goBack();
  const unused = (await browser.choose("node_boot_time_seconds")).getByRole("region", { name: "Used where" });
  await unused.scrollIntoViewIfNeeded();
  await expect(unused).toContainText("No saved panel and no rule asks for it.");
});
