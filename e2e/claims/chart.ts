import { expect } from "@playwright/test";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, hourOf, rateOfEach, sizeOf } from "./Ground.ts";

const STEPS = 61;

export function chartClaims(test: GroundTest): void {
  test("D1 lines, area, stacked, bars and points are other pictures of the same answer: no request", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const chart = new ChartView(page);
    const upstream = ground.watch(page);
    await explore.open(ground.url, ground.search({ ...hourOf(ground), "a.q": rateOfEach(ground.counter) }));
    await expect(explore.status).toContainText(`${ground.counter.series} series`);
    // The last of what a run asks for.
    await expect.poll(() => upstream.seen("/query_exemplars").length).toBe(1);
    await expect.poll(upstream.open).toBe(0);
    const asked = upstream.seen().length;
    const choose = async (mode: string) => {
      await page.getByRole("radio", { name: mode, exact: true }).click();
      await expect(page.getByRole("radio", { name: mode, exact: true })).toBeChecked();
    };
    const lines = await chart.picture();
    const pictures = new Set([lines]);
    for (const mode of ["Area", "Stacked", "Bars", "Points"]) {
      await choose(mode);
      // A click is drawn in the next frame: until then the picture is the one before.
      const drawn = async () => {
        const picture = await chart.picture();
        return pictures.has(picture) ? undefined : picture;
      };
      await expect.poll(drawn, mode).toBeDefined();
      pictures.add((await drawn()) ?? "");
    }
    await choose("Lines");
    await expect.poll(() => chart.picture(), "as it was").toBe(lines);
    for (const option of ["From zero", "Log"]) await page.getByRole("button", { name: option }).click();
    await page.getByRole("button", { name: /^Unit/ }).click();
    await page.getByRole("menuitemradio", { name: "Bytes (KiB, MiB)" }).click();
    expect(upstream.seen().length).toBe(asked);
    expect(pictures.size).toBe(5);
  });

  test("D3 the legend isolates, toggles, sorts, filters, and says common labels once", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const chart = new ChartView(page);
    const { first, second } = ground.counter;
    await explore.open(
      ground.url,
      ground.search({ ...hourOf(ground), "a.q": `rate(${ground.counter.metric}[5m])` }),
    );
    await expect(explore.status).toContainText(`${ground.counter.series} series`);
    const legend = page.getByRole("region", { name: "Legend" });
    await expect(legend).toContainText(`In all: ${ground.counter.common}`);
    const rows = legend.getByRole("table", { name: "Series" }).locator("tbody tr:not([aria-hidden])");
    const all = await chart.picture();

    await rows.nth(0).click();
    await expect(rows.nth(0).getByRole("button")).toHaveAttribute("aria-pressed", "true");
    await expect(rows.nth(1).getByRole("button")).toHaveAccessibleName(/hidden$/);
    await expect.poll(() => chart.picture()).not.toBe(all);
    await expect(page).toHaveURL(/only=/);
    await rows.nth(0).click();
    await expect(page).not.toHaveURL(/only=/);
    await rows.nth(1).click({ modifiers: ["ControlOrMeta"] });
    await expect(rows.nth(1).getByRole("button")).toHaveAccessibleName(/hidden$/);
    await expect(rows.nth(2).getByRole("button")).not.toHaveAccessibleName(/hidden$/);

    await legend.getByRole("button", { name: "Max", exact: true }).click();
    await expect(legend.getByRole("columnheader", { name: "Max" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    const maxima = (await rows.locator("td:nth-last-child(2)").allTextContents()).map(Number);
    expect(maxima).toEqual(maxima.toSorted((a, b) => b - a));
    await legend
      .getByRole("searchbox", { name: "Filter series" })
      .fill(`${first.one} ${second.one.slice(0, 2)}`);
    await expect(rows).toHaveCount(first.series / second.values);
    for (const row of await rows.all()) await expect(row).toContainText(second.one);
  });

  test("D9 charts side by side share one crosshair", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    await explore.open(
      ground.url,
      ground.search({
        ...hourOf(ground),
        "a.q": rateOfEach(ground.counter),
        "b.q": ground.steady.metric,
        layout: "side",
      }),
    );
    await expect(explore.status).toContainText(`${ground.counter.series + sizeOf(ground.steady)} series`);
    const [first, second] = [new ChartView(page, "Chart A"), new ChartView(page, "Chart B")];
    await first.point(0.5, 0.5);
    await expect(first.crosshair).toBeVisible();
    await expect(second.crosshair).toBeVisible();
    await expect(second.tip).toBeHidden();
    const xOf = async (chart: ChartView) => {
      const [line, plot] = [await chart.crosshair.boundingBox(), await chart.plot()];
      return ((line?.x ?? 0) - plot.left) / (plot.right - plot.left);
    };
    expect(Math.abs((await xOf(first)) - (await xOf(second)))).toBeLessThan(0.01);
    await page.mouse.move(0, 0);
    await expect(second.crosshair).toBeHidden();
  });

  test("R2 the chart is read and pinned by keyboard, and its table twin has the same numbers", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const chart = new ChartView(page);
    const size = sizeOf(ground.steady);
    await explore.open(ground.url, ground.search({ ...hourOf(ground), "a.q": ground.steady.metric }));
    await expect(explore.status).toContainText(`${sizeOf(ground.steady)} series`);
    await expect(chart.figure).toHaveAccessibleDescription(
      new RegExp(`Line chart of ${size} series.*The Table tab has the numbers`),
    );
    await chart.figure.focus();
    const live = chart.figure.locator("[aria-live]");
    await page.keyboard.press("End");
    await expect(live).toContainText(ground.steady.spoken);
    const spoken = await live.textContent();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await expect(live).not.toHaveText(spoken ?? "");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect(chart.tip).toContainText("Two pinned points");
    await page.keyboard.press("Escape");
    await expect(chart.tip).toBeHidden();
    await explore.tab("Table").click();
    await page.getByRole("radio", { name: "Whole range" }).click();
    await expect(explore.table).toHaveAttribute("aria-rowcount", String(size * STEPS + 1));
    for (const [name, value] of Object.entries(ground.steady.values)) {
      await page.getByRole("searchbox", { name: "Filter rows" }).fill(name);
      await expect(explore.table).toHaveAttribute("aria-rowcount", String(STEPS + 1));
      await expect(explore.table.getByRole("cell", { name: value, exact: true }).first()).toBeVisible();
    }
  });
}
