import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, sizeOf } from "./Ground.ts";

const rowsInOrder = (page: ExplorePage) =>
  page.page
    .getByRole("region", { name: /^Query [A-J] row$/ })
    .evaluateAll((rows) => rows.map((row) => (row.getAttribute("aria-label") ?? "").charAt(6)).join(""));

export function editorRowsClaims(test: GroundTest): void {
  test("A10 duplicate keeps range, step and drawing; order changes; remove has an undo", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(
      ground.url,
      ground.search({ "a.q": ground.steady.metric, from: "now-3h", step: "1m", draw: "bars" }),
    );
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    await page.menu("A", "Duplicate");
    await expect(page.status).toContainText(`${2 * sizeOf(ground.steady)} series`);
    expect(await page.text("B")).toBe(ground.steady.metric);
    const { searchParams } = new URL(browserPage.url());
    expect([searchParams.get("from"), searchParams.get("step"), searchParams.get("draw")]).toEqual([
      "now-3h",
      "1m",
      "bars",
    ]);

    await page.ask("vector(7)", "B");
    await expect(page.status).toContainText(`${sizeOf(ground.steady) + 1} series`);
    await page.menu("B", "Move up");
    expect(await rowsInOrder(page)).toBe("BA");
    await browserPage.reload();
    await page.editorReady();
    expect(await rowsInOrder(page)).toBe("BA");
    await page.menu("B", "Move down");
    expect(await rowsInOrder(page)).toBe("AB");

    await page.menu("A", "Remove");
    await expect(page.query("A")).toHaveCount(0);
    await expect(page.status).toContainText("1 series");
    await browserPage.getByRole("button", { name: "Undo" }).click();
    await expect(page.query("A")).toBeVisible();
    await expect(page.status).toContainText(`${sizeOf(ground.steady) + 1} series`);
    expect(await rowsInOrder(page)).toBe("AB");
  });
}
