import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

const MINUTE_MS = 60_000;

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

test("E2 lines of several queries carry the letter of theirs, those of one query none", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const search = new URLSearchParams({
    "a.q": '{app="cart"}',
    "b.q": '{app="worker"}',
    from: String(logStack.endMs - 10 * MINUTE_MS),
    to: String(logStack.endMs),
  });
  await page.open(logsApp.url, `?${search}`);
  const letterOf = (text: string) => page.lines.filter({ hasText: text }).first().locator("[data-letter]");
  await expect(letterOf("item added")).toHaveText("A");
  await expect(letterOf("done in")).toHaveText("B");
  const colourOf = (letter: string) =>
    watched
      .locator(`[data-letter="${letter}"]`)
      .evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).backgroundColor))]);
  // Its row's letter and every line's have one colour, another for each query.
  const [a, b] = await Promise.all([colourOf("A"), colourOf("B")]);
  expect(a).toHaveLength(1);
  expect(b).toHaveLength(1);
  expect(a).not.toEqual(b);
  await watched.getByRole("button", { name: "Hide query B" }).click();
  await expect(page.list).not.toContainText("done in");
  await expect(page.list.locator("[data-letter]")).toHaveCount(0);
});

test("B4 lines alone have no chart or table; a metric query beside them, or instead, has both", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const range = `from=${logStack.endMs - 60 * MINUTE_MS}&to=${logStack.endMs}`;
  await page.open(logsApp.url, `?${range}`);
  await page.askAndSee('{app="cart"}');
  const tabs = watched.getByRole("tablist", { name: "Result" }).getByRole("tab");
  await expect(tabs).toHaveText([/^Logs/, "Response"]);
  await page.askAndSee('sum by (app) (count_over_time({namespace="shop"}[$__auto]))');
  await expect(tabs).toHaveText(["Chart", /^Table/, "Response"]);
  await expect(page.chart).toBeVisible();
  await expect(watched.getByRole("table", { name: "Series" })).toContainText("checkout");
  await page.tab("Table").click();
  await expect(page.table).toContainText("cart");
});

test("B5 asks for as many lines per page as chosen, and says of how many they are", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 60 * MINUTE_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="checkout"}');
  // 720 lines: all are loaded, so that there is nothing to say "of".
  await expect(page.statusLine).toHaveText(/^720 lines/);
  const upstream = watchUpstream(logStack.proxy);
  await watched.getByRole("button", { name: /^Lines per page/ }).click();
  await expect(watched.getByRole("menuitemradio")).toHaveText(
    ["100", "500", "1,000", "2,000", "5,000"].map((count) => `${count} lines per page`),
  );
  await watched.getByRole("menuitemradio", { name: "100 lines per page", exact: true }).click();
  await expect(page.lineStatus.first()).toContainText("100 lines");
  await expect(page.statusLine).toHaveText(/^100 of ~7\d\d lines/);
  const limits = upstream.seen("/query_range").flatMap(({ params }) => params.get("limit") ?? []);
  expect(limits).toContain("100");
  expect(new URL(watched.url()).searchParams.get("lines")).toBe("100");
  await watched.getByRole("button", { name: "Load older" }).click();
  await expect(page.statusLine).toHaveText(/^199 of ~7\d\d lines/);
  await watched.reload();
  await expect(page.lineStatus.first()).toContainText("100 lines");
});

test("E2 Enter right after the last letter of a search jumps to its first line", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 60 * MINUTE_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="cart"}');
  await page.logsTab.focus();
  await watched.keyboard.press("/");
  await expect(watched.getByRole("searchbox", { name: "Find in lines" })).toBeFocused();
  await watched.keyboard.insertText('user="u 7"');
  await watched.keyboard.press("Enter");
  await expect(watched.getByText(/^1 of \d+$/)).toBeVisible();
  const current = page.lines.filter({ has: watched.locator(".sg-mark-current") });
  await expect(current).toHaveCount(1);
  await expect(current).toContainText('user="u 7"');
});

test("E4 folds equal neighbours in four ways, counts them, and opens them in place", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const from = logStack.endMs - 2 * MINUTE_MS;
  await page.open(logsApp.url, `?from=${from}&to=${logStack.endMs}`);
  // Eight lines at eight times, twice four equal but for user and numbers.
  await page.askAndSee('{app="cart", pod="cart-5d796977bc-crk9m"} | line_format "fixed"');
  await expect(page.lines).toHaveCount(8);
  const fold = async (from_: string, to: string) => {
    await watched.getByRole("button", { name: `Dedup: ${from_}` }).click();
    await watched.getByRole("menuitemradio", { name: to }).click();
  };
  await fold("off", "Equal lines");
  await expect(page.lines).toHaveCount(1);
  const badge = page.lines.first().locator("[data-fold]");
  await expect(badge).toHaveText("8 lines folded×");
  await badge.click();
  await expect(page.lines).toHaveCount(8);
  await expect(page.details, "opening them opens no line").toHaveCount(0);
  await badge.click();
  await expect(page.lines).toHaveCount(1);

  const format = (text: string) =>
    page.askAndSee(`{app="cart", pod="cart-5d796977bc-crk9m"} | logfmt | line_format "${text}"`);
  await format("user {{.user}}");
  await expect(page.lines, "their numbers differ").toHaveCount(8);
  await fold("exact", "Equal but for numbers");
  await expect(page.lines).toHaveCount(1);
  await format('{{ if eq .size \\"0KB\\" }}tea{{ else }}cup{{ end }} of {{.user}}');
  await expect(page.lines.first()).toContainText(" of u ");
  const words = await page.lines.count();
  expect(words).toBeGreaterThan(1);
  await fold("numbers", "Equal punctuation");
  await expect(page.lines).toHaveCount(1);
  await fold("signature", "No folding");
  await expect(page.lines).toHaveCount(8);
});

test("F33 invalid bytes are U+FFFD, their line is flagged, and the lines are counted", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 60 * MINUTE_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="polyglot"}');
  const flagged = page.lines.filter({ hasText: "invalid bytes" });
  // One was written with two bytes lost, one with a NUL.
  await expect(flagged).toHaveCount(2);
  await expect(flagged.last()).toContainText("replacement \ufffd\ufffd where bytes were lost");
  await expect(flagged.first()).toContainText("nul\ufffd");
  await expect(watched.getByText("2 lines have invalid bytes")).toBeVisible();
});

test("B3 a cost that the index does not say within two seconds is unknown, and the query runs", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  logStack.proxy.intercept(({ url }) => (url.includes("/index/stats") ? { delayMs: 60_000 } : undefined));
  // A span of its own: estimates are remembered.
  const endMs = logStack.endMs - 7 * MINUTE_MS - 321;
  await page.open(logsApp.url, `?from=${endMs - 13 * MINUTE_MS}&to=${endMs}`);
  const typed = Date.now();
  await page.type('{app="nginx"}');
  await expect(page.cost).toContainText("How much it will read is unknown");
  expect(Date.now() - typed).toBeLessThan(6_000);
  await watched.keyboard.press("ControlOrMeta+Enter");
  await expect(page.list).toContainText("HTTP/1.1");
  await expect(page.alert).toHaveCount(0);
});

test("E3 E5 nothing covers the open details, also after older lines were loaded", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?lines=100&from=${logStack.endMs - 60 * MINUTE_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="cart"}');
  await page.lines.nth(2).click();
  await expect(page.details).toBeVisible();
  await watched.getByRole("button", { name: "Load older" }).click();
  await expect(page.lineStatus.first()).toContainText("199 lines");
  const bottomOf = async () => {
    const box = await page.details.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const next = page.list.locator('[data-index="3"]');
  await expect.poll(async () => ((await next.boundingBox())?.y ?? 0) - (await bottomOf())).toBeCloseTo(0, 0);
  await page.details.getByRole("button", { name: "Close details" }).click();
  await expect
    .poll(async () => (await next.boundingBox())?.y)
    .toBeCloseTo(((await page.list.locator('[data-index="2"]').boundingBox())?.y ?? 0) + 20, 0);
});
