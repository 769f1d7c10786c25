import { expect, type Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, sizeOf } from "./Ground.ts";

const button = (page: Page, name: string) =>
  page.getByRole("tabpanel").getByRole("button", { name, exact: true });

export function emptyResultClaims(test: GroundTest): void {
  test("L4 a metric that does not exist is mended by the nearest name, byte for byte around it", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    const { counter, steady } = ground;
    await explore.ask(`sum(rate( ${counter.misspelt} [5m])) # cores`);
    await expect(page.getByText(`There is no metric ${counter.misspelt}.`)).toBeVisible();
    await button(page, `Use ${counter.metric}`).click();
    await expect(explore.status).toContainText("1 series");
    expect(await explore.text()).toBe(`sum(rate( ${counter.metric} [5m])) # cores`);
    await explore.ask(steady.metric.slice(0, -4));
    await button(page, `Use ${steady.metric}`).click();
    await expect(explore.status).toContainText(`${sizeOf(ground.steady)} series`);
    await explore.ask("wholly_unknown");
    await button(page, "Search all metrics").click();
    await expect(page.getByRole("searchbox", { name: "Search metrics" })).toBeFocused();
  });

  test("L4 a label or a value that does not exist is named, and mended in one click", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    const { metric, label, other, common, misspelt } = ground.steady;
    await explore.ask(`${metric}{${misspelt.label}="${misspelt.value}",  ${common}} # where`);
    await expect(page.getByText(`no label "${misspelt.label}". Did you mean ${label}?`)).toBeVisible();
    await button(page, `Use ${label}`).click();
    await expect(page.getByText(`no ${label} "${misspelt.value}". Did you mean "${other}"?`)).toBeVisible();
    await button(page, `Use "${other}"`).click();
    await expect(explore.status).toContainText("1 series");
    expect(await explore.text()).toBe(`${metric}{${label}="${other}",  ${common}} # where`);
  });

  test("L4 drops matchers one by one and names those that never stand together", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    const upstream = ground.watch(page);
    const { counter } = ground;
    const { first, second } = counter;
    const pair = `${first.name}="${first.one}", ${second.name}="${second.one}"`;
    await explore.ask(`${counter.metric}{${pair}, job="x"}`);
    const job = counter.common.split('"')[1];
    await expect(page.getByText(`no job "x". There is ${job}.`)).toBeVisible();
    const asked = upstream.seen("/series");
    expect(asked.length).toBeLessThanOrEqual(12);
    for (const { params } of asked) {
      expect(params.get("limit")).toBe("1");
      expect(Number(params.get("end"))).toBeGreaterThan(Number(params.get("start")));
    }
    await button(page, "Drop job").click();
    await expect(explore.status).toContainText(`${first.series / second.values} series`);
    expect(await explore.text()).toBe(`${counter.metric}{${pair}}`);
    const { metric, label, one, other } = ground.apart;
    await explore.ask(`${metric}{${one}, ${other}}`);
    await expect(page.getByText(`without ${one} or ${other} there are some.`)).toBeVisible();
    await button(page, `Drop ${label}`).click();
    await expect.poll(() => explore.text()).toBe(`${metric}{${other}}`);
  });

  test("L4 series that a comparison drops are shown without it", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    await explore.ask(`${ground.steady.metric} > 1e15`);
    await expect(page.getByText("none passes the comparison >")).toBeVisible();
    await button(page, "Show without the comparison").click();
    await expect(explore.status).toContainText(`${sizeOf(ground.steady)} series`);
    await expect(page.getByRole("tabpanel")).toBeFocused();
  });

  test("L4 a window too short for two samples gets one that is not", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    // There is a sample every 15 s.
    await explore.ask(`rate(${ground.counter.metric}[10s])`);
    await expect(page.getByText("[10s] may be shorter than two scrapes")).toBeVisible();
    await button(page, "Use $__rate_interval").click();
    await expect(explore.status).toContainText(`${ground.counter.series} series`);
  });

  test("L4 the table says why, too, for one moment", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    await explore.open(
      ground.url,
      ground.search({ "a.q": `up{job="${ground.upJob.slice(0, -1)}"}`, tab: "table" }),
    );
    await expect(page.getByText(/no sample for this query at .+ \d\d:\d\d/)).toBeVisible();
    await button(page, `Use "${ground.upJob}"`).click();
    await expect(explore.table).toContainText(ground.upJob);
    expect(await explore.text()).toBe(`up{job="${ground.upJob}"}`);
  });
}
