import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, test as base } from "../stack/fixtures.ts";
import { logHistory } from "../stack/logHistory.ts";
import { startLoki } from "../stack/lokiServer.ts";
import { startTokenProxy, type TokenProxy } from "../stack/tokenProxy.ts";

const lokiBinary = process.env["SIGHTGLASS_LOKI"] ?? "";

interface Logs {
  readonly proxy: TokenProxy;
  /** The newest line, epoch milliseconds. */
  readonly endMs: number;
  /** The product on that Loki: source id "loki". */
  readonly app: RunningApp;
}

const test = base.extend<object, { readonly logs: Logs }>({
  logs: [
    async ({}, use) => {
      const endMs = Math.floor(Date.now() / 15_000) * 15_000;
      const streams = logHistory(endMs).filter(({ stream }) => stream["app"] !== "paging");
      const loki = await startLoki({ binary: lokiBinary, streams });
      const proxy = await startTokenProxy({ upstream: loki.url, authorization: `Bearer ${CANARY}` });
      const app = await startApp({ env: { LOKI_URL: proxy.url, LOKI_TOKEN: CANARY } });
      await use({ proxy, endMs, app });
      await app.stop();
      await proxy.stop();
      await loki.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

test.skip(lokiBinary === "", "needs the real Loki");

test.afterEach(({ logs }) => logs.proxy.intercept(undefined));

test("B1 label names after a brace, values narrowed by the other matchers and the range", async ({
  logs,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const [from, to] = [logs.endMs - 7_200_000, logs.endMs - 600_000];
  await page.open(logs.app.url, `?from=${from}&to=${to}`);
  await page.type("");
  const upstream = watchUpstream(logs.proxy);
  await browserPage.keyboard.type("{name");
  await expect(page.completions.first()).toContainText("namespace");
  await browserPage.keyboard.press("Enter");
  await browserPage.keyboard.type('="shop", app=');
  await expect(page.completions).toHaveCount(2);
  const [asked] = upstream.seen("/label/app/values");
  expect(asked?.params.get("query")).toBe('{namespace="shop"}');
  for (const { params } of upstream.seen("/loki/api/v1/labels").concat(upstream.seen("/values"))) {
    expect(params.get("start")).toMatch(/^\d{19}$/);
    const [startMs, endMs] = ["start", "end"].map((name) => Number(params.get(name)?.slice(0, 13)));
    expect(Math.abs((startMs ?? 0) - from)).toBeLessThanOrEqual(60_000);
    expect(Math.abs((endMs ?? 0) - to)).toBeLessThanOrEqual(60_000);
  }
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe('{namespace="shop", app="cart"}');
  expect(upstream.queries(), "completion runs nothing").toEqual([]);
});

test("B1 parsers, stages and line filters after a pipe, units after a number", async ({
  logs,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(logs.app.url);
  await page.type('{app="cart"}');
  const upstream = watchUpstream(logs.proxy);
  await browserPage.keyboard.press("End");
  await browserPage.keyboard.type(" |");
  await expect(page.completions.first()).toContainText("json");
  await expect(page.completions.filter({ hasText: "|=" })).toHaveCount(1);
  await browserPage.keyboard.type(" logf");
  await expect(page.completions).toHaveCount(1);
  await browserPage.keyboard.press("Enter");
  await browserPage.keyboard.type(" | took > 5");
  await expect(page.completions.filter({ hasText: "5ms" })).toHaveCount(1);
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe('{app="cart"} | logfmt | took > 5ms');
  expect(upstream.queries()).toEqual([]);
});

test("B1 names and values of the fields in the loaded lines after a parser", async ({
  logs,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(logs.app.url, "?from=now-1h");
  await page.ask('{app="cart"}');
  await expect(browserPage.getByRole("list", { name: "Log lines" })).toContainText("item added");
  await browserPage.keyboard.press("End");
  const upstream = watchUpstream(logs.proxy);
  await browserPage.keyboard.type(" | logfmt | cal");
  await expect(page.completions.first()).toContainText("caller");
  await browserPage.keyboard.press("Enter");
  await browserPage.keyboard.type(" = cart");
  await expect(page.completions.first()).toContainText("cart.go:4");
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toMatch(/^\{app="cart"\} \| logfmt \| caller = "cart\.go:4\d*"$/);
  expect(upstream.seen("/label/caller/values"), "a field is no label").toEqual([]);
});

test("A4 B2 underlines a mistake within 300 ms and asks nobody", async ({ logs, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(logs.app.url);
  const marks = browserPage.locator(".cm-lintRange-error");
  await page.type('{app="cart"} | logfmt | level="error"');
  await expect(marks).toHaveCount(0);
  await browserPage.evaluate(() => {
    let typedMs = 0;
    document
      .querySelector(".cm-content")
      ?.addEventListener("beforeinput", () => (typedMs = performance.now()));
    const watch = new MutationObserver(() => {
      if (!document.querySelector(".cm-lintRange-error")) return;
      watch.disconnect();
      performance.measure("underlined", { start: typedMs, end: performance.now() });
    });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await browserPage.keyboard.press("End");
  const upstream = watchUpstream(logs.proxy);
  await browserPage.keyboard.insertText(" ) x");
  await expect(marks.first()).toBeVisible();
  const [ms] = await browserPage.evaluate(() =>
    performance.getEntriesByName("underlined").map((entry) => entry.duration),
  );
  expect(ms).toBeLessThan(300);
  await page.type('{app=""}');
  await expect(marks.first()).toBeVisible();
  expect(upstream.queries()).toEqual([]);
});

test("A4 marks the place Loki named and leads there", async ({ logs, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(logs.app.url);
  logs.proxy.intercept(({ url }) =>
    url.includes("/query_range")
      ? { status: 400, body: "parse error at line 1, col 16: syntax error: unexpected odd" }
      : undefined,
  );
  await page.ask('{app="cart"} | logfmt');
  await expect(page.alert).toContainText("QUERY_REJECTED");
  await expect(browserPage.locator(".cm-lintRange-error")).toHaveText("logfmt");
  await page.alert.getByRole("button", { name: "Go to column 16" }).click();
  await expect(page.query()).toBeFocused();
  await browserPage.keyboard.insertText("§");
  expect(await page.text()).toBe('{app="cart"} | §logfmt');
});

test("A5 formats without a call, and undoes in one step", async ({ logs, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(logs.app.url);
  const typed = 'sum by(app)(rate({namespace="shop"}|="placed"|json|level=~"warn|error"[5m]))';
  await page.type(typed);
  const upstream = watchUpstream(logs.proxy);
  await browserPage.keyboard.press("Control+Shift+f");
  await expect.poll(() => page.text()).toContain('{namespace="shop"}');
  const formatted = await page.text();
  expect(formatted).not.toBe(typed);
  await browserPage.keyboard.press("Control+Shift+f");
  expect(await page.text()).toBe(formatted);
  await browserPage.keyboard.press("Control+z");
  expect(await page.text()).toBe(typed);
  expect(upstream.seen("/format_query")).toEqual([]);
});

test("a row that changes to a log source keeps text, cursor and undo, and takes its language", async ({
  logs,
  page: browserPage,
}) => {
  const source = (id: string, name: string, kind: string) =>
    `  - { id: ${id}, name: ${name}, kind: ${kind}, url: "${logs.proxy.url}", authorization: { credentials: "${CANARY}" } }\n`;
  const app = await startApp({
    config: `sources:\n${source("metrics", "Metrics", "prometheus")}${source("logs", "Logs", "loki")}`,
  });
  try {
    const page = new ExplorePage(browserPage);
    await page.open(app.url, "?a.src=metrics");
    await page.type('{app="cart"}');
    await browserPage.keyboard.press("End");
    await browserPage.keyboard.insertText(" | logfmt");
    const marks = browserPage.locator(".cm-lintRange-error");
    await expect(marks.first(), "no PromQL").toBeVisible();
    await page.source.click();
    await browserPage.getByRole("option", { name: /Logs/ }).click();
    await expect(browserPage.locator(".cm-content .syn-fn", { hasText: "logfmt" })).toBeVisible();
    await expect(marks).toHaveCount(0);
    expect(await page.text()).toBe('{app="cart"} | logfmt');
    await page.query().focus();
    await browserPage.keyboard.press("Control+z");
    await expect.poll(() => page.text()).not.toContain("logfmt");
    await browserPage.keyboard.press("Control+Shift+z");
    await expect.poll(() => page.text()).toBe('{app="cart"} | logfmt');
  } finally {
    await app.stop();
  }
});

test("the help of a stage is shown under the pointer", async ({ logs, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(logs.app.url);
  await page.type('{app="cart"} | logfmt');
  await browserPage.locator(".cm-content .syn-fn", { hasText: "logfmt" }).hover();
  await expect(browserPage.locator(".query-hover")).toContainText("logfmt");
});
