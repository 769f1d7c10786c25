import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

test("B4 B5 a typed log query shows its lines by itself, newest first, and marks the paint", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const upstream = watchUpstream(logStack.proxy);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await page.askAndSee('{app="cart"}');
  await expect(page.list).toContainText("item added");
  await expect(page.logsTab).toHaveAttribute("aria-selected", "true");
  await expect(page.logsTab).toContainText("480");
  await expect(watched.getByRole("tab", { name: /^Chart/ })).toHaveCount(0);
  const [asked] = upstream.seen("/query_range").filter(({ params }) => params.get("limit") === "1000");
  expect(asked?.params.get("direction")).toBe("backward");
  expect(asked?.params.get("start")).toBe(`${logStack.endMs - 3_600_000}000000`);
  expect(asked?.params.get("end")).toBe(`${logStack.endMs}000000`);
  const address = watched.url();
  await watched.reload();
  await expect(page.list).toContainText("item added");
  expect(watched.url()).toBe(address);
});

test("B3 says what a query will read while it is typed, once per selector", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  const upstream = watchUpstream(logStack.proxy);
  await page.type('{app="cart"}');
  await expect(page.cost).toContainText(/Will read about .* of the 10 GiB budget/);
  await expect(page.cost).toContainText("excludes unflushed data");
  await watched.keyboard.press("End");
  await watched.keyboard.insertText(' |= "item"');
  await expect(page.query()).toContainText("item");
  expect(upstream.seen("/index/stats")).toHaveLength(1);
  expect(upstream.queries(), "nothing runs").toEqual([]);
});

test("B3 a query over the budget asks first, and says what it would read", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  logStack.proxy.intercept(({ url }) =>
    url.includes("/index/stats")
      ? {
          status: 200,
          headers: { "Content-Type": "application/json" },
          body: '{"streams":14,"chunks":2310,"bytes":26843545600,"entries":4100000}',
        }
      : undefined,
  );
  // A span of its own: estimates are remembered.
  await page.open(logsApp.url, `?from=${logStack.endMs - 5_000_000}&to=${logStack.endMs - 1_000_000}`);
  await page.ask('{app="nginx"}');
  await expect(page.cost).toContainText("25 GiB, over the 10 GiB budget");
  await expect(page.alert).toContainText("OVER_BUDGET");
  await page.alert.getByRole("button", { name: "Run anyway" }).click();
  await expect(page.list).toContainText("HTTP/1.1");
  await expect(page.alert).toHaveCount(0);
  await expect(watched.getByText(/counting lines is over the budget/)).toBeVisible();
});

test("E1 B6 a level of the volume filters, and the same press takes it out, byte for byte", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const typed = '{app="cart"}   # mine';
  await page.open(logsApp.url, `?from=${logStack.endMs - 7_200_000}&to=${logStack.endMs}`);
  await page.askAndSee(typed);
  await expect(page.volume).toBeVisible();
  const error = watched.getByRole("group", { name: "Levels" }).getByRole("button", { name: /error$/ });
  await error.click();
  await expect(error).toHaveAttribute("aria-pressed", "true");
  expect(await page.text()).toContain('| detected_level="error"');
  await expect(page.lines.first()).toContainText("level=error");
  await error.click();
  await expect.poll(() => page.text()).toBe(typed);
});

test("B6 a label of the details becomes a matcher, a field a filter after its parser", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await page.askAndSee('{namespace="shop"} |= "item added"');
  await page.lines.first().click();
  await page.details.getByRole("button", { name: "Filter for app", exact: true }).click();
  await expect.poll(() => page.text()).toBe('{namespace="shop", app="cart"} |= "item added"');
  // The line stays open: it is among the new answer's.
  await expect(page.list).not.toHaveAttribute("aria-busy");
  await page.details.getByRole("button", { name: "Filter out size", exact: true }).click();
  await expect.poll(() => page.text()).toContain("| logfmt");
  await expect.poll(() => page.text()).toMatch(/size!="\dKB"/);
  await expect(page.list).toContainText("item added");
});

test("E6 E7 the lines around one, and a link that opens at it", async ({ logsApp, logStack, watched }) => {
  const page = new LogsView(watched);
  await watched.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs - 900_000}`);
  await page.askAndSee('{app="cart"} |= "user=\\"u 7\\""');
  await page.lines.nth(1).click();
  await page.details.getByRole("button", { name: "50 lines around" }).click();
  const around = watched.getByRole("dialog", { name: "Lines around" });
  await expect(around).toContainText("50 before, 50 after");
  await watched.keyboard.press("Escape");
  await expect(around).toHaveCount(0);
  const name = await page.details.getAttribute("aria-label");
  await page.details.getByRole("button", { name: "Link to line" }).click();
  await expect(watched.getByText("Link copied")).toBeVisible();
  const link = await watched.evaluate(() => navigator.clipboard.readText());
  await watched.goto(link);
  await expect(page.details).toHaveAttribute("aria-label", name ?? "");
  // Both pods wrote within that second.
  await expect(page.lines).toHaveCount(2);
});

test("E4 the slash key searches the loaded lines, and asks the source nothing", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await page.askAndSee('{app="cart"}');
  await expect(page.volume).toBeVisible();
  await page.logsTab.focus();
  const upstream = watchUpstream(logStack.proxy);
  await watched.keyboard.press("/");
  const find = watched.getByRole("searchbox", { name: "Find in lines" });
  await expect(find).toBeFocused();
  await find.fill("level=error");
  await expect(find.locator("..")).toContainText(/\d+ lines/);
  await watched.keyboard.press("Enter");
  await expect(watched.getByText(/^1 of \d+$/)).toBeVisible();
  expect(upstream.queries()).toEqual([]);
});

test("F40 L4 an empty answer names the label that does not exist and offers the nearest", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await page.ask('{namespce="shop", app="cart"}');
  await watched.getByRole("button", { name: "Use namespace" }).click();
  await expect(page.list).toContainText("item added");
  await page.ask('{namespace="shop", app="crat"}');
  await watched.getByRole("button", { name: 'Use "cart"' }).click();
  await expect(page.list).toContainText("item added");
  await page.ask('{namespace="web", app="cart"}');
  await watched.getByRole("button", { name: "Drop namespace" }).click();
  await expect(page.list).toContainText("item added");
  await page.ask('{app="cart"} |= "no such text"');
  await watched.getByRole("button", { name: "Show all their lines" }).click();
  await expect(page.list).toContainText("item added");
});

test("F40 a range before the oldest line says so and leads there", async ({ logsApp, logStack, watched }) => {
  const page = new LogsView(watched);
  const day = 86_400_000;
  await page.open(logsApp.url, `?from=${logStack.endMs - 2 * day}&to=${logStack.endMs - day}`);
  await page.ask('{app="cart"}');
  await watched.getByRole("button", { name: "Go to the oldest lines" }).click();
  await expect(page.list).toContainText("item added");
});

test("F40 L4 a metric query without lines names what does not exist, in the place of its chart", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const day = 86_400_000;
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await page.ask('sum(count_over_time({app="crat"}[5m]))');
  await watched.getByRole("button", { name: 'Use "cart"' }).click();
  await expect(watched.getByRole("tab", { name: /^Table/ })).toContainText("1");
  await page.open(logsApp.url, `?from=${logStack.endMs + day}&to=${logStack.endMs + 2 * day}`);
  await page.ask('{app="cart"}');
  await watched.getByRole("button", { name: "Go to the newest lines" }).click();
  await expect(page.list).toContainText("item added");
});

test("B4 metric queries of both kinds of source share one chart, log rows their own list", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  const search = new URLSearchParams({
    "a.src": "loki",
    "a.q": 'sum by (app) (count_over_time({namespace="shop"} [$__auto]))',
    "b.src": "prometheus",
    "b.q": "node_gpu_seconds_total",
    "c.src": "loki",
    "c.q": '{app="cart"}',
    from: "now-6h",
  });
  await page.open(bothApp.url, `?${search}`);
  const series = watched.getByRole("table", { name: "Series" });
  await expect(series).toContainText("checkout");
  await expect(series).toContainText("node_gpu");
  await expect(page.logsTab).toHaveAttribute("aria-selected", "false");
  await page.logsTab.click();
  await expect(page.list).toContainText("item added");
  await page.tab("Response").click();
  await expect(watched.getByText("/api/sources/loki/loki/api/v1/query_range").first()).toBeVisible();
});

test("several log rows are one list by time, and one that fails leaves the others", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const search = new URLSearchParams({
    "a.q": '{app="cart"}',
    "b.q": '{app="worker"}',
    "c.q": '{app="cart"} | nonsense',
    from: String(logStack.endMs - 600_000),
    to: String(logStack.endMs),
  });
  await page.open(logsApp.url, `?${search}`);
  await expect(page.list).toContainText("item added");
  await expect(page.list).toContainText("done in");
  await expect(page.alert).toContainText("QUERY_REJECTED");
  await expect(page.alert).toHaveCount(1);
});

test("a source's first queries are made of its own labels, one press each", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  await watched
    .getByRole("list", { name: "First queries" })
    .getByRole("button", { name: /Lines of checkout/ })
    .click();
  await expect(page.list).toContainText("order placed");
});
