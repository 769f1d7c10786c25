import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest } from "./Ground.ts";

const openHistory = (page: ExplorePage) => page.page.getByRole("button", { name: "History" }).click();

export function historyClaims(test: GroundTest): void {
  test("A7 finds, stars and runs what ran before, in the next visit too", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    for (const query of ["vector(11)", `sum(${ground.steady.metric})`, "vector(13)"])
      await page.askAndSee(query);
    await browserPage.goto(`${ground.url}/explore${ground.search()}`);
    await page.editorReady();
    await openHistory(page);
    const dialog = browserPage.getByRole("dialog", { name: "History" });
    const entries = dialog.getByRole("list", { name: "Queries" }).getByRole("listitem");
    await expect(entries).toHaveCount(3);
    await expect(entries.first()).toContainText("vector(13)");

    const star = entries.filter({ hasText: "vector(11)" }).getByRole("button", { name: "Star" });
    await star.click();
    await dialog.getByRole("checkbox", { name: "Starred" }).check();
    await expect(entries).toHaveCount(1);
    await dialog.getByRole("checkbox", { name: "Starred" }).uncheck();
    await dialog.getByRole("searchbox", { name: "Search history" }).fill("NODE sum");
    await expect(entries).toHaveCount(1);
    await entries.getByRole("button", { name: /^Run / }).click();
    await expect(dialog).toHaveCount(0);
    expect(await page.text()).toBe(`sum(${ground.steady.metric})`);
    await expect(page.status).toContainText("1 series");

    await browserPage.reload();
    await page.editorReady();
    await openHistory(page);
    await expect(entries.first()).toContainText(`sum(${ground.steady.metric})`);
    await expect(
      entries.filter({ hasText: "vector(11)" }).getByRole("button", { name: "Remove the star" }),
    ).toBeVisible();
  });

  test("A7 arrow up at the start of the text recalls, and down comes back", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    for (const query of ["vector(1)", "vector(2)", "vector(3)"]) await page.askAndSee(query);
    await page.query().focus();
    await browserPage.keyboard.press("Control+Home");
    await browserPage.keyboard.press("ArrowUp");
    await expect.poll(() => page.text()).toBe("vector(2)");
    await browserPage.keyboard.press("ArrowUp");
    await expect.poll(() => page.text()).toBe("vector(1)");
    await browserPage.keyboard.press("Control+ArrowDown");
    await expect.poll(() => page.text()).toBe("vector(2)");
    await browserPage.keyboard.press("Enter");
    await expect(page.status).toContainText("1 series");
  });
}
