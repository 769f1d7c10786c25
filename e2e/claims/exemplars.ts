import { expect, type Page, type TestType } from "@playwright/test";
import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from "@playwright/test";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import type { Ground } from "./Ground.ts";

/** A source with traced requests. */
export interface Traced extends Pick<Ground, "url" | "search" | "watch"> {
  /** A quantile of a histogram that keeps exemplars, by service. */
  readonly query: string;
  readonly series: number;
  readonly services: readonly string[];
  /** Every trace id begins so, as a pattern. */
  readonly trace: string;
}

export const toggle = (page: Page) => page.getByRole("button", { name: "Exemplars", exact: true });

interface Diamond {
  readonly x: number;
  readonly y: number;
}

/** The middles of all diamonds in the window. */
async function diamonds(page: Page): Promise<readonly Diamond[]> {
  return page.locator(".sg-exemplars").evaluate((svg) => {
    const { left, top } = svg.getBoundingClientRect();
    const path = svg.querySelector(".sg-exemplar")?.getAttribute("d") ?? "";
    return path
      .split("M")
      .slice(1)
      .map((one) => {
        const [x = 0, y = 0] = (one.split("L")[0] ?? "").split(" ").map(Number);
        return { x: left + x, y: top + y + 4.5 };
      });
  });
}

/** Opens the query and waits for its exemplars. */
export async function openWith(
  page: Page,
  traced: Traced,
  params?: Readonly<Record<string, string>>,
): Promise<readonly Diamond[]> {
  await new ExplorePage(page).open(traced.url, traced.search({ "a.q": traced.query, ...params }));
  await expect.poll(async () => (await diamonds(page)).length).toBeGreaterThan(10);
  return diamonds(page);
}

type TracedTest = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & { readonly traced: Traced },
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>;

export function exemplarClaims(test: TracedTest): void {
  test("Q1 diamonds stand at their values, hover shows labels, value and time, and a click leads to the trace", async ({
    traced,
    page,
  }) => {
    const found = await openWith(page, traced);
    const chart = new ChartView(page);
    const plot = await chart.plot();
    for (const { x, y } of found) {
      expect(x).toBeGreaterThanOrEqual(plot.left - 1);
      expect(x).toBeLessThanOrEqual(plot.right + 1);
      expect(y).toBeGreaterThanOrEqual(plot.top - 1);
      expect(y).toBeLessThanOrEqual(plot.bottom + 1);
    }
    const one = found[Math.floor(found.length / 2)] ?? { x: 0, y: 0 };
    await page.mouse.move(one.x, one.y);
    await expect(chart.tip).toContainText("exemplar");
    await expect(chart.tip).toContainText(new RegExp(`trace_id${traced.trace}`));
    await expect(chart.tip).toContainText("UTC");
    await page.mouse.click(one.x, one.y);
    const dialog = page.getByRole("dialog", { name: "Exemplar" });
    await expect(dialog).toContainText(new RegExp(`service(?:${traced.services.join("|")})`));
    await expect(dialog.getByRole("link")).toHaveCount(0);
    await dialog.getByLabel("Trace link").fill("javascript:alert({trace_id})");
    await dialog.getByRole("button", { name: "Keep" }).click();
    await expect(dialog).toContainText("begins with https://");
    await dialog.getByLabel("Trace link").fill("https://tracing.example/trace/{trace_id}");
    await dialog.getByRole("button", { name: "Keep" }).click();
    const link = dialog.getByRole("link", { name: "Open trace" });
    await expect(link).toHaveAttribute(
      "href",
      new RegExp(`^https://tracing\\.example/trace/${traced.trace}\\w+$`),
    );
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
    await expectNoViolations(page, { where: "exemplar", rules: "all", isOverlay: true });
    await page.keyboard.press("Escape");
    // Said once, for every exemplar of this source.
    await page.reload();
    await expect.poll(async () => (await diamonds(page)).length).toBeGreaterThan(10);
    // Where they stand now: the range follows the clock.
    const again = await diamonds(page);
    const other = again[Math.floor(again.length / 2)] ?? one;
    await page.mouse.click(other.x, other.y);
    await expect(dialog.getByRole("link", { name: "Open trace" })).toBeVisible();
  });

  test("Q1 exemplars are reached by keys on the chart, and as rows of the table", async ({
    traced,
    page,
  }) => {
    await openWith(page, traced, { table: "range" });
    const chart = new ChartView(page);
    await chart.figure.focus();
    await page.keyboard.press("d");
    await expect(chart.figure.locator("[aria-live]")).toContainText(/^Exemplar 1 of \d+: .*trace_id/);
    await page.keyboard.press("d");
    await expect(chart.figure.locator("[aria-live]")).toContainText(/^Exemplar 2 of/);
    await page.keyboard.press("Shift+D");
    await expect(chart.figure.locator("[aria-live]")).toContainText(/^Exemplar 1 of/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Exemplar" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(chart.figure).toBeFocused();
    await page.getByRole("tab", { name: /^Table/ }).click();
    const table = page.getByRole("table", { name: "Exemplars" });
    await expect(table.getByRole("row")).not.toHaveCount(1);
    await expect(table).toContainText(new RegExp(`\\{trace_id="${traced.trace}`));
    await table
      .getByRole("button", { name: /^Open exemplar of/ })
      .first()
      .click();
    await expect(page.getByRole("dialog", { name: "Exemplar" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expectNoViolations(page, { where: "table of exemplars", rules: "all" });
  });

  test("Q1 the switch is kept in the link, and switched off nothing is asked", async ({ traced, page }) => {
    await openWith(page, traced);
    await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
    await toggle(page).click();
    await expect.poll(async () => (await diamonds(page)).length).toBe(0);
    await expect(page).toHaveURL(/exemplars=0/);
    const upstream = traced.watch(page);
    await page.reload();
    await expect(new ExplorePage(page).status).toContainText(`${traced.series} series`);
    await expect(toggle(page)).toHaveAttribute("aria-pressed", "false");
    await expect.poll(upstream.open).toBe(0);
    expect(upstream.seen("/query_exemplars")).toEqual([]);
    await toggle(page).click();
    await expect.poll(async () => (await diamonds(page)).length).toBeGreaterThan(10);
    expect(new URL(page.url()).searchParams.has("exemplars")).toBe(false);
  });
}
