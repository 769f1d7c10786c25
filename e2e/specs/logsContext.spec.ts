import type { Locator, Page } from "@playwright/test";
import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";
import { PAGING } from "../stack/logHistory.ts";

test.skip(!hasLoki, "needs the real Loki");

const HOUR_MS = 3_600_000;

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

/** Opens the lines around the first line that holds a text. */
async function openAround(page: LogsView, text: string): Promise<Locator> {
  await page.lines.filter({ hasText: text }).first().click();
  await page.details.getByRole("button", { name: "50 lines around" }).click();
  const around = page.page.getByRole("dialog", { name: "Lines around" });
  await expect(around.locator("[aria-current]")).toContainText(text);
  return around;
}

const scroller = (page: Page) => page.getByRole("group", { name: "Scroll the lines around" });

test("E6 shows the line's own stream alone, also where three streams share its nanosecond", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="equal"} |= "second"');
  await expect(page.lines).toHaveCount(3);
  const upstream = watchUpstream(logStack.proxy);
  const around = await openAround(page, "second of b");
  await expect(around).toContainText("1 before, 0 after");
  await expect(around.locator(".sg-log-line")).toHaveText(["first of b", "second of b"]);
  await expect(around.getByRole("listitem").last()).toHaveAttribute("aria-current", "true");
  await expect(around).not.toContainText(/of [ac]/);
  await expect(around).toContainText("No newer line of this stream");
  const [selector] = upstream.queries();
  expect(selector).toContain('pod="equal-b"');
  expect(selector, "without the query's filter").not.toContain("second");
});

test("E6 F38 finds its place among 5,000 lines of one nanosecond", async ({ logsApp, logStack, watched }) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 6 * HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee(`${PAGING.selector} |= "line 10000 "`);
  const around = await openAround(page, "line 10000 of");
  // Three requests, for each of which Loki sorts all 5,000: seconds each where the machine is shared.
  await expect(around).toContainText(/\d{2,} before, \d{2,} after/, { timeout: 30_000 });
  // Every line of that nanosecond is among them, each once: the source orders them as it likes.
  const texts = await around.locator(".sg-log-line").allTextContents();
  const atOnce = Array.from(
    { length: PAGING.atOnce },
    (_value, index) => `line ${7_500 + index} of ${PAGING.lines}`,
  );
  const wanted = new Set(atOnce);
  expect(texts.filter((text) => wanted.has(text)).toSorted()).toEqual(atOnce.toSorted());
  await expect(around.locator("[aria-current]")).toContainText("line 10000 of");
  const beyond = texts.filter((text) => !wanted.has(text));
  expect(beyond).toContain(`line 7499 of ${PAGING.lines}`);
  expect(new Set(texts).size, "none twice").toBe(texts.length);
});

test("E6 brings more at both ends on scroll, and keeps the line in sight", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 3 * HOUR_MS}&to=${logStack.endMs - 2 * HOUR_MS}`);
  await page.askAndSee('{app="cart"} |= "user=\\"u 7\\""');
  const around = await openAround(page, 'user="u 7"');
  await expect(around).toContainText("50 before, 50 after");
  const box = scroller(watched);
  await box.hover();
  await watched.mouse.wheel(0, -5_000);
  await expect(around).toContainText("100 before, 50 after");
  await expect(around.locator("[aria-current]")).toBeInViewport();
  await watched.mouse.wheel(0, 10_000);
  await expect(around).toContainText("100 before, 100 after");
  await expect(around.locator("[aria-current]")).toBeInViewport();
  // By keys: the box scrolls, Escape ends it, and the focus is back where it came from.
  await box.focus();
  await watched.keyboard.press("Home");
  await expect(around).toContainText("150 before, 100 after");
  await watched.keyboard.press("Escape");
  await expect(around).toHaveCount(0);
  await expect(page.details.getByRole("button", { name: "50 lines around" })).toBeFocused();
});

test("E6 where the source does not tell labels from parsed fields, only its own labels select the stream", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const timeMs = logStack.endMs - HOUR_MS;
  // An older Loki: no flags, and what the parser made stands among the stream's labels.
  const labels = {
    cluster: "ord1",
    namespace: "shop",
    app: "cart",
    pod: "cart-5d796977bc-crk9m",
    container: "cart",
    stream: "stdout",
    level: "info",
    took: "1ms",
  };
  const body = JSON.stringify({
    status: "success",
    data: {
      resultType: "streams",
      result: [{ stream: labels, values: [[`${timeMs}000000`, "the line that was asked for"]] }],
      stats: {},
    },
  });
  logStack.proxy.intercept(({ url, body: form }) => {
    const asked = decodeURIComponent(`${url}${form}`.replaceAll("+", " "));
    const isOurs =
      asked.includes("query_range") && asked.includes("| logfmt") && !asked.includes("count_over");
    return isOurs ? { status: 200, body } : undefined;
  });
  await page.open(logsApp.url, `?from=${timeMs - 60_000}&to=${timeMs + 60_000}`);
  await page.askAndSee('{app="cart"} | logfmt');
  const upstream = watchUpstream(logStack.proxy);
  const around = await openAround(page, "the line that was asked for");
  await expect(around).toContainText(/\d\d before, \d\d after/);
  for (const query of upstream.queries()) expect(query).not.toMatch(/level|took/);
  expect(upstream.queries()[0]).toContain('pod="cart-5d796977bc-crk9m"');
});
