import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const CPU = "container_cpu_usage_seconds_total";
const answer = (data: readonly string[]) => ({
  status: 200,
  body: JSON.stringify({ status: "success", data }),
});

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("A2 offers metrics with type and help, asked with match[], the visible range and a limit", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const [from, to] = [stack.historyEndS - 3600, stack.historyEndS - 600];
  await page.open(app.url, `?from=${from * 1000}&to=${to * 1000}`);
  await page.typeRange("now-6h", "now");
  const upstream = watchUpstream(stack.proxy);
  await page.query().click();
  await browserPage.keyboard.type("node_load1");
  const offer = page.completions.filter({ hasText: /node_load1$|node_load1(?!5)/ }).first();
  await expect(offer).toContainText("gauge");
  await expect(browserPage.locator(".query-help")).toContainText("1m load average.");
  const asked = upstream.seen("/api/v1/label/__name__/values");
  expect(asked.length).toBeGreaterThan(0);
  for (const { params } of asked) {
    expect(params.get("limit")).toBe("1000");
    expect(params.getAll("match[]")).toHaveLength(1);
    expect(params.get("match[]")).toMatch(/^\{__name__=~".*n.*"\}$/);
    expect(Number(params.get("end")) - Number(params.get("start"))).toBeGreaterThanOrEqual(6 * 3600 - 120);
    expect(Number(params.get("end")) - Number(params.get("start"))).toBeLessThanOrEqual(6 * 3600 + 120);
  }
  expect(upstream.queries()).toEqual([]);
});

test("A2 keeps one request in flight and aborts the older one", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  const started: string[] = [];
  stack.proxy.intercept(({ url }) => {
    if (!url.includes("/label/__name__/values")) return undefined;
    started.push(url);
    // Longer than a slow machine needs for the next key.
    return { delayMs: 2_000 };
  });
  const upstream = watchUpstream(stack.proxy);
  await page.query().click();
  for (const [index, key] of [..."kub"].entries()) {
    await browserPage.keyboard.type(key);
    await expect.poll(() => started.length).toBe(index + 1);
    await expect.poll(() => stack.proxy.openRequests(), "the older one is gone").toBe(1);
  }
  await expect(page.completions.first()).toBeVisible();
  await expect
    .poll(() => upstream.seen("/label/__name__/values").map(({ status }) => status))
    .toEqual([499, 499, 200]);
});

test("A2 says when the server had more than it sent", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  const names = Array.from({ length: 1000 }, (_, index) => `many_${index}`);
  stack.proxy.intercept(({ url }) => (url.includes("/label/__name__/values") ? answer(names) : undefined));
  await page.query().click();
  await browserPage.keyboard.type("many");
  await expect(browserPage.locator(".query-foot")).toContainText("first 1,000");
});

test("A3 narrows label values by the other matchers, the range and what is typed", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const [from, to] = [stack.historyEndS - 7200, stack.historyEndS - 600];
  await page.open(app.url, `?from=${from * 1000}&to=${to * 1000}`);
  await page.type(`${CPU}{cluster="ord1",namespace=""}`);
  await browserPage.keyboard.press("End");
  await browserPage.keyboard.press("ArrowLeft");
  await browserPage.keyboard.press("ArrowLeft");
  const upstream = watchUpstream(stack.proxy);
  await browserPage.keyboard.press("Control+Space");
  await expect(page.completions).toHaveCount(8);
  const [asked] = upstream.seen("/api/v1/label/namespace/values");
  expect(asked?.params.getAll("match[]")).toEqual([`{__name__="${CPU}",cluster="ord1"}`]);
  expect(asked?.params.get("limit")).toBe("1000");
  expect(Math.abs(Number(asked?.params.get("start")) - from)).toBeLessThanOrEqual(60);
  expect(Math.abs(Number(asked?.params.get("end")) - to)).toBeLessThanOrEqual(60);

  await browserPage.keyboard.type("tr");
  await expect(page.completions).toHaveCount(1);
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe(`${CPU}{cluster="ord1",namespace="train"}`);
  expect(upstream.seen("/api/v1/label/namespace/values"), "a whole answer is narrowed here").toHaveLength(1);
});

test("A3 offers the labels of the metric, without those already used", async ({ app, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url, "?from=now-6h");
  await page.type(`${CPU}{cluster="ord1",}`);
  await browserPage.keyboard.press("End");
  await browserPage.keyboard.press("ArrowLeft");
  await browserPage.keyboard.press("Control+Space");
  await expect(page.completions.filter({ hasText: "namespace" })).toHaveCount(1);
  await expect(page.completions.filter({ hasText: /cluster/ })).toHaveCount(0);
});

test("A3 inserts values with quotes and backslashes escaped, and UTF-8 names in braces", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  stack.proxy.intercept(({ url }) => {
    if (url.includes("/label/path/values")) return answer(['C:\\temp\\"x"']);
    return url.includes("/label/__name__/values") ? answer(["my.metric"]) : undefined;
  });
  await page.query().click();
  await browserPage.keyboard.type("my");
  await expect(page.completions.first()).toContainText("my.metric");
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe('{"my.metric"}');

  await page.type('up{path=""}');
  await browserPage.keyboard.press("End");
  await browserPage.keyboard.press("ArrowLeft");
  await browserPage.keyboard.press("ArrowLeft");
  await browserPage.keyboard.press("Control+Space");
  await expect(page.completions.first()).toContainText("temp");
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe(String.raw`up{path="C:\\temp\\\"x\""}`);
});
