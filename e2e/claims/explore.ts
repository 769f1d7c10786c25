import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, rateOfEach, sizeOf } from "./Ground.ts";

export function exploreClaims(test: GroundTest): void {
  test("draws a typed query, says what it drew, and keeps it over reload and Back", async ({
    ground,
    watched,
  }) => {
    const page = new ExplorePage(watched);
    await page.open(ground.url, ground.search({ from: "now-6h" }));
    await page.askAndSee(rateOfEach(ground.counter, "$__rate_interval"));
    await expect(page.status).toContainText(`${ground.counter.series} series`);
    await expect(page.status).toContainText("Step");
    await expect(page.chart).toBeVisible();
    await expect(watched.getByRole("table", { name: "Series" })).toContainText(ground.counter.first.one);

    const address = watched.url();
    await watched.reload();
    await expect(page.status).toContainText(`${ground.counter.series} series`);
    await expect(page.query()).toContainText(ground.counter.metric);

    await page.askAndSee(ground.steady.metric);
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    await watched.goBack();
    await expect(page.status).toContainText(`${ground.counter.series} series`);
    expect(watched.url()).toBe(address);
    await watched.goForward();
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
  });

  test("sets a mark for every stage of a run and shows them", async ({ ground, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    await page.askAndSee(ground.steady.metric);
    const marks = await browserPage.evaluate(() =>
      performance
        .getEntriesByType("mark")
        .filter((entry) => entry.name.startsWith("sg:"))
        .map((entry) => entry.name),
    );
    expect(marks).toEqual(["sg:run", "sg:response", "sg:decoded", "sg:painted"]);
    await page.tab("Response").click();
    const timing = browserPage.getByRole("table", { name: "Timing" });
    for (const name of marks) await expect(timing).toContainText(name);
    await expect(browserPage.getByText(`/api/sources/${ground.source.id}/api/v1/query_range`)).toBeVisible();
  });

  test("shows every instant result kind and none of them breaks the page", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ tab: "table" }));
    const cases: readonly (readonly [query: string, text: string])[] = [
      ["up", ground.upJob],
      ["42", "42"],
      ['"hello there"', "hello there"],
      ["up[1m]", "@"],
      ["1e308 * 10 * up", "+Inf"],
      ["-1 * up / 0", "-Inf"],
      ["0 * up / 0", "NaN"],
      ["vector(1e308)", "1e+308"],
      // The history ended when the server started, which may be long ago.
      [
        `kube_pod_container_info{namespace="tenant-example"} @ ${ground.endMs / 1000}`,
        "example-5d796977bc-crk9m",
      ],
      [`node_gpu_seconds_total{mode="idle"} @ ${ground.endMs / 1000}`, ground.gpuNode],
    ];
    for (const [query, text] of cases) {
      await page.askAndSee(query);
      if (text !== "@") await expect(page.table).toContainText(text);
      else await expect(page.table.getByRole("columnheader", { name: "Time" })).toBeVisible();
    }
    await page.askAndSee("nothing_of_this_name");
    await expect(browserPage.getByText("No series match")).toBeVisible();
  });

  test("keeps the last good chart and the text when a query is rejected, and leads to the mistake", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ from: "now-6h" }));
    await page.askAndSee(rateOfEach(ground.counter, "$__rate_interval"));
    await page.ask("sum(rate(up[5m]) by");
    await expect(page.alert).toContainText("QUERY_REJECTED");
    await expect(page.status).toContainText(`${ground.counter.series} series`);
    await expect(page.query()).toContainText("sum(rate(up[5m]) by");
    await page.alert.getByRole("button", { name: /^Go to column/ }).click();
    await expect(page.query()).toBeFocused();
  });

  test("runs several queries in parallel; one that fails leaves the others drawn", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(
      ground.url,
      ground.search({
        "a.q": ground.steady.metric,
        "b.q": "this is wrong",
        "c.q": "vector(1)",
        from: "now-3h",
      }),
    );
    await expect(page.status).toContainText(`${sizeOf(ground.steady) + 1} series`);
    await expect(page.alert).toHaveCount(1);
    await browserPage.getByRole("button", { name: "Hide query B" }).click();
    await expect(page.alert).toHaveCount(0);
    await expect(page.status).toContainText(`${sizeOf(ground.steady) + 1} series`);
  });
}
