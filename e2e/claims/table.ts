import { expect } from "@playwright/test";
import { save } from "../pages/save.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, hourOf, sizeOf } from "./Ground.ts";

export function tableClaims(test: GroundTest): void {
  test("F1 a double click copies the selector of a row", async ({ ground, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const explore = new ExplorePage(page);
    await explore.open(
      ground.url,
      // A history may have ended when the test began; on a slow machine "now" is out of its reach.
      ground.search({ "a.q": ground.steady.metric, tab: "table", ...hourOf(ground) }),
    );
    await explore.table.getByRole("cell", { name: ground.steady.other }).dblclick();
    await expect(page.getByText("Selector copied")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(ground.steady.selector);
  });

  test("F2 the Response tab shows path, status, size, times and the body as it came, without the token", async ({
    ground,
    watched: page,
  }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ "a.q": ground.steady.metric }));
    await expect(explore.status).toContainText(`${sizeOf(ground.steady)} series`);
    await explore.tab("Response").click();
    const response = page.getByRole("region", { name: "Response of query A" });
    await expect(response).toContainText(`/api/sources/${ground.source.id}/api/v1/query`);
    await expect(response).toContainText("200");
    await expect(response).toContainText(
      new RegExp(`${sizeOf(ground.steady)} series, [\\d,]+ samples, [\\d,]+ bytes`),
    );
    await expect(response.getByRole("table", { name: "Timing" })).toContainText("sg:painted");
    await response.getByText("Body as it came").click();
    await expect(response.getByRole("region", { name: "Body as it came" })).toContainText('"resultType"');
  });

  test("K4 F34 warnings and infos of the source are shown until dismissed, counted, listed, and stand in the CSV", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ "a.q": `rate(${ground.steady.metric}[5m])` }));
    await page.getByRole("button", { name: "1 note" }).click();
    await expect(explore.tab("Response")).toHaveAttribute("aria-selected", "true");
    const response = page.getByRole("region", { name: "Response of query A" });
    await expect(response).toContainText("metric might not be a counter");
    await explore.tab("Chart").click();
    const { bytes } = await save(page, "CSV, a row per sample");
    expect(bytes.toString()).toMatch(/^# Note: .*metric might not be a counter.*\r\ntime,/);

    await explore.askAndSee(`histogram_quantile(0.9, ${ground.steady.metric})`);
    await expect(page.getByRole("button", { name: "1 warning" })).toBeVisible();
  });

  test("K4 a note is dismissed for this page alone: a refresh stays quiet, the same link says it again", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const note = page.getByRole("status").filter({ hasText: "metric might not be a counter" });
    const link = ground.search({ "a.q": `rate(${ground.steady.metric}[5m])` });
    await explore.open(ground.url, link);
    await expect(note).toHaveCount(1);
    const address = page.url();
    await note.getByRole("button", { name: "Dismiss" }).click();
    await expect(note).toHaveCount(0);
    expect(page.url()).toBe(address);
    await explore.askAndSee(`rate(${ground.steady.metric}[5m])`);
    await expect(note).toHaveCount(0);
    await explore.askAndSee(`sum(rate(${ground.steady.metric}[5m]))`);
    await expect(note).toHaveCount(1);
    await explore.open(ground.url, link);
    await expect(note).toHaveCount(1);
  });
}
