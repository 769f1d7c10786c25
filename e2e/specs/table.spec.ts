import fs from "node:fs";
import type { Page } from "@playwright/test";
import { tableClaims } from "../claims/table.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { matrixAnswer } from "../stack/matrixAnswer.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { save } from "../pages/save.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

tableClaims(test);

const search = (params: Record<string, string>) => `?${new URLSearchParams({ from: "now-1h", ...params })}`;
const isRange = (url: string) => url.includes("/query_range");
const isInstant = (url: string) => /\/api\/v1\/query(\?|$)/.test(url);
const vector = (result: unknown) => ({
  status: 200,
  body: JSON.stringify({ status: "success", data: { resultType: "vector", result } }),
});

/** Longest task of the main thread while something is done. Generous bounds: the machine is shared. */
async function longestTaskMs(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = ((globalThis as { longTasks?: number[] }).longTasks = []) as number[];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((one) => one.duration))).observe({
      type: "longtask",
    });
  });
  await work();
  return page.evaluate(() => Math.max(0, ...((globalThis as { longTasks?: number[] }).longTasks ?? [])));
}

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("F1 10,000 rows are sorted and filtered at once, and only those in view are in the page", async ({
  app,
  stack,
  page,
}) => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({
    metric: { __name__: "pod_info", pod: `pod-${i}`, node: `node${i % 97}` },
    value: [stack.historyEndS, String((i * 7919) % 10_000)],
  }));
  stack.proxy.intercept(({ url }) => (isInstant(url) ? vector(rows) : undefined));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "pod_info", tab: "table" }));
  await expect(explore.table).toHaveAttribute("aria-rowcount", "10001");
  const body = explore.table.locator("tbody tr:not([aria-hidden])");
  expect(await body.count()).toBeLessThan(120);
  const longestMs = await longestTaskMs(page, async () => {
    await explore.table.getByRole("button", { name: "Value" }).click();
    await expect(body.first()).toContainText("9999");
    await explore.table.getByRole("button", { name: "pod", exact: true }).click();
    await expect(body.nth(1)).toContainText("pod-1");
    await page.getByRole("searchbox", { name: "Filter rows" }).fill("node96 pod-96");
    await expect(explore.table).not.toHaveAttribute("aria-rowcount", "10001");
    await expect(body.first()).toContainText("node96");
  });
  expect(longestMs).toBeLessThan(500);
});

test("F3 F37 exact texts: NaN, infinities, 1e309, -0 and 17 digits as the source wrote them", async ({
  app,
  stack,
  page,
}) => {
  const texts = ["NaN", "+Inf", "-Inf", "-0", "1e309", "0.30000000000000004", "12345678901234567", "1e-320"];
  stack.proxy.intercept(({ url }) =>
    isInstant(url)
      ? vector(texts.map((text, i) => ({ metric: { n: String(i) }, value: [stack.historyEndS, text] })))
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "odd", tab: "table" }));
  await expect(explore.table.locator("tbody tr")).toHaveCount(texts.length);
  const shown = await explore.table.locator("tbody tr td:last-child").allTextContents();
  expect(shown).toEqual(texts);
});

test("F37 a hexadecimal or empty value is an unexpected shape, said by name", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  for (const text of ["0x1p-2", ""]) {
    stack.proxy.intercept(({ url }) =>
      isInstant(url) ? vector([{ metric: { n: "0" }, value: [stack.historyEndS, text] }]) : undefined,
    );
    await explore.open(app.url, search({ "a.q": "odd", tab: "table" }));
    await expect(explore.alert).toContainText("BAD_SHAPE");
  }
});

test("F36 duplicate, unsorted and off-step samples and a series twice are repaired, and the page says how many", async ({
  app,
  stack,
  page,
}) => {
  const end = Math.floor(stack.historyEndS / 60) * 60;
  const metric = { pod: "a" };
  const values = [
    [end, "4"],
    [end - 120, "2"],
    [end - 60, "3"],
    [end - 60, "3.5"],
    [end - 95, "9"],
  ];
  const result = [
    { metric, values },
    { metric, values },
    { metric: { pod: "b" }, values: [] },
  ];
  stack.proxy.intercept(({ url }) =>
    isRange(url)
      ? {
          status: 200,
          body: JSON.stringify({ status: "success", data: { resultType: "matrix", result } }),
        }
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(
    app.url,
    `?${new URLSearchParams({ "a.q": "odd", from: String((end - 3600) * 1000), to: String(end * 1000), step: "1m" })}`,
  );
  await expect(explore.chart).toBeVisible();
  await expect(page.getByText(/duplicate samples dropped/)).toBeVisible();
  await expect(page.getByText(/duplicate series merged/)).toBeVisible();
});

test("the CSV of a chart equals the answer, wide and long; PNG and SVG are pictures of it", async ({
  app,
  stack,
  page,
}) => {
  const end = Math.floor(stack.historyEndS / 60) * 60;
  const series = ["a", "=1+1", 'quote"d, comma'].map((pod, i) => ({
    metric: { pod },
    values: ["0.1", null, `${i}.30000000000000004`, "NaN"],
  }));
  stack.proxy.intercept(({ url }) =>
    isRange(url) ? matrixAnswer(series, { endS: end, stepS: 60 }) : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(
    app.url,
    `?${new URLSearchParams({ "a.q": "odd", from: String((end - 3600) * 1000), to: String(end * 1000), step: "1m" })}`,
  );
  await expect(explore.status).toContainText("3 series");

  const long = await save(page, "CSV, a row per sample");
  expect(long.name).toMatch(/\.csv$/);
  const iso = (s: number) => new Date(s * 1000).toISOString();
  const expected = series.flatMap(({ metric, values }) =>
    values.flatMap((text, i) => {
      if (text === null) return [];
      const pod = { a: "a", "=1+1": "'=1+1" }[metric.pod] ?? '"quote""d, comma"';
      const atS = end - (values.length - 1 - i) * 60;
      return [`${iso(atS)},${atS * 1000},${pod},${text}`];
    }),
  );
  const lines = long.bytes.toString().trimEnd().split("\r\n");
  expect(lines[0]).toBe("time,timestamp_ms,pod,value");
  expect(lines.slice(1).toSorted()).toEqual(expected.toSorted());

  const wide = (await save(page, "CSV, a column per series")).bytes.toString().trimEnd().split("\r\n");
  expect(wide.at(-1)).toBe(`${iso(end)},${end * 1000},NaN,NaN,NaN`);
  const png = await save(page, "PNG picture");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(png.bytes.length).toBeGreaterThan(5_000);
  const svg = await save(page, "SVG picture");
  expect(svg.bytes.toString()).toMatch(/^<svg [^>]+>.*<\/svg>\s*$/s);
  expect(svg.bytes.toString()).toContain("=1+1");
});

test("F29 a too large answer ends in an explanation, narrowings and the raw file; the page stays responsive", async ({
  app,
  stack,
  page,
}) => {
  test.slow();
  const sample = `[${stack.historyEndS},"${"1".repeat(30)}"],`;
  const body = `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"pod":"a"},"values":[${sample.repeat(
    Math.ceil((66 * 2 ** 20) / sample.length),
  )}[${stack.historyEndS},"1"]]}]}}`;
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "kube_node_status_allocatable" }));
  await expect(explore.status).toContainText("3 series");
  stack.proxy.intercept(({ url }) => (isRange(url) ? { status: 200, body } : undefined));
  const longestMs = await longestTaskMs(page, async () => {
    await explore.ask("kube_node_status_allocatable * 1");
    await expect(explore.alert).toContainText("TOO_LARGE", { timeout: 30_000 });
  });
  // Decoding so much on the main thread would take seconds; the machine is shared.
  expect(longestMs).toBeLessThan(1000);
  await expect(explore.status, "the last good chart stays").toContainText("3 series");
  await expect(explore.alert).toContainText(/MiB|MB/);
  const narrowings = explore.alert.getByRole("group", { name: "Ways to narrow" }).getByRole("button");
  expect(await narrowings.count()).toBeGreaterThanOrEqual(3);
  const started = page.waitForEvent("download");
  await explore.alert.getByRole("link", { name: "Save raw to file" }).click();
  const file = await (await started).path();
  expect(fs.statSync(file).size).toBe(body.length);
  stack.proxy.intercept(undefined);
  await narrowings.first().click();
  await expect(explore.alert).toHaveCount(0);
  await expect(explore.status).toContainText("series");
});
