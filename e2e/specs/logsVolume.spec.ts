import type { Page } from "@playwright/test";
import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasLoki, type LogStack, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function boxOf(page: LogsView) {
  const box = await page.volume.boundingBox();
  if (!box) throw new Error("no volume in sight");
  return box;
}

/** Counts of the legend, by level. */
async function levelsOf(page: Page): Promise<Readonly<Record<string, string>>> {
  const texts = await page.getByRole("group", { name: "Levels" }).locator("> *").allTextContents();
  return Object.fromEntries(texts.map((text) => text.trim().split(" ").toReversed() as [string, string]));
}

test("E1 covers the whole range, not the loaded lines; a drag zooms, Back undoes it", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const from = logStack.endMs - 4 * HOUR_MS;
  await page.open(logsApp.url, `?lines=100&from=${from}&to=${logStack.endMs}`);
  await page.askAndSee('{app="checkout"}');
  await expect(page.volume).toBeVisible();
  // Three pods, a line each 15 s, over four hours; a column reaches a little beyond the range.
  const total = Object.values(await levelsOf(watched))
    .map((text) => Number(text.replaceAll(",", "")))
    .reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThanOrEqual(3 * 4 * 240);
  expect(total).toBeLessThan(3 * 4 * 240 * 1.05);
  await expect(page.lineStatus.first()).toContainText("100 lines");

  const box = await boxOf(page);
  const y = box.y + box.height / 2;
  await watched.mouse.move(box.x + box.width * 0.25, y);
  await watched.mouse.down();
  await watched.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await watched.mouse.up();
  await expect.poll(() => page.addressRange().from).toBeGreaterThan(from);
  const zoomed = page.addressRange();
  // To the columns that the pointer was in, which reach a little beyond the range.
  expect(Math.abs(zoomed.from - (from + HOUR_MS))).toBeLessThan(4 * MINUTE_MS);
  expect(Math.abs(zoomed.to - (from + 2 * HOUR_MS))).toBeLessThan(4 * MINUTE_MS);
  await expect(page.list).toContainText("order placed");
  await watched.goBack();
  await expect.poll(() => page.addressRange().from).toBe(from);
});

test("E1 the amounts stand on one scale: thousands are k on the axis", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 6 * HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="paging"}');
  await expect(page.volume).toBeVisible();
  const amounts = watched.locator('.sg-volume-label[text-anchor="end"]').filter({ hasText: /^[\d.,]+k?$/ });
  const scale = async () => (await amounts.allTextContents()).join(" ");
  // 20,000 lines within a few minutes; in how many columns depends on the hour.
  await expect.poll(scale).toMatch(/^0 (?:5k 10k|10k 20k)$/);
  await page.askAndSee('{app="paging"} |= "9"');
  await expect.poll(scale).toMatch(/^0 (?:2k 4k|5k|5k 10k)$/);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("E1 a finger dragged along the volume zooms, as on the chart; a tap points", async ({
    logsApp,
    logStack,
    watched,
  }) => {
    const page = new LogsView(watched);
    const from = logStack.endMs - 2 * HOUR_MS;
    await page.open(
      logsApp.url,
      `?a.q=${encodeURIComponent('{app="cart"}')}&from=${from}&to=${logStack.endMs}`,
    );
    await expect(page.list).toContainText("item added");
    const box = await boxOf(page);
    const y = box.y + box.height / 2;
    await watched.touchscreen.tap(box.x + box.width * 0.3, y);
    await expect(page.volume.getByRole("status")).toContainText("info");
    const session = await watched.context().newCDPSession(watched);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", part?: number) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: part === undefined ? [] : [{ x: box.x + box.width * part, y }],
      });
    await touch("touchStart", 0.25);
    for (const part of [0.3, 0.4, 0.5]) await touch("touchMove", part);
    await touch("touchEnd");
    await expect.poll(() => page.addressRange().from).toBeGreaterThan(from);
    expect(Math.abs(page.addressRange().from - (from + HOUR_MS / 2))).toBeLessThan(4 * MINUTE_MS);
    expect(Math.abs(page.addressRange().to - (from + HOUR_MS))).toBeLessThan(4 * MINUTE_MS);
  });
});

test("E1 where counting is over the budget, bytes of the index are shown, and called bytes", async ({
  logStack,
  watched,
}) => {
  const app = await startApp({
    config: [
      "sources:",
      "  - id: loki",
      "    name: Logs",
      "    kind: loki",
      `    url: ${logStack.proxy.url}`,
      `    authorization: { credentials: ${CANARY} }`,
      "    query_budget: 1kB",
    ].join("\n"),
  });
  const page = new LogsView(watched);
  const upstream = watchUpstream(logStack.proxy);
  const search = `?from=${logStack.endMs - 2 * HOUR_MS}&to=${logStack.endMs}`;
  await page.open(app.url, search);
  await page.ask('{app="checkout"} |= "order"');
  await expect(page.alert).toContainText("OVER_BUDGET");
  await page.alert.getByRole("button", { name: "Run anyway" }).click();
  await expect(page.list).toContainText("order placed");
  await expect(
    watched.getByText(/^Bytes \((?:KiB|MiB)\), not lines: counting lines is over the budget/),
  ).toBeVisible();
  await expect(page.volume).toHaveAccessibleName("Bytes over time, by level");
  const [asked] = upstream.seen("/index/volume_range");
  // The index knows streams, no filters.
  expect(asked?.params.get("query")).toBe('{app="checkout"}');
  const levels = await watched.getByRole("group", { name: "Levels" }).textContent();
  expect(levels).toMatch(/^\d+(?:\.\d+)? [KM]iB unknown$/);
  expect(upstream.seen("/query_range").some(({ params }) => params.get("query")?.startsWith("sum by"))).toBe(
    false,
  );
  await app.stop();
});

/** Notes in the page every moment in which the volume is gone, dimmed, or says that it counts. */
async function watchFlicker(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { count: 0 };
    const look = () => {
      const gone = document.querySelector("figure[aria-label*='over time, by level']") === null;
      const dimmed = document.querySelector(".sg-volume-level.opacity-42") !== null;
      const counting = document.querySelector(".sg-volume-words") !== null;
      if (gone || dimmed || counting) seen.count += 1;
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { flicker: seen });
  });
  return () => page.evaluate(() => (window as unknown as { flicker: { count: number } }).flicker.count);
}

async function push(stack: LogStack, app: string, texts: readonly string[]): Promise<void> {
  const values = texts.map((text, index) => [`${BigInt(Date.now()) * 1_000_000n + BigInt(index)}`, text]);
  const answer = await fetch(`${stack.loki.url}/loki/api/v1/push`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ streams: [{ stream: { app, cluster: "ord1" }, values }] }),
  });
  expect(answer.status).toBe(204);
}

test("E1 N3 the volume follows a live tail without a flicker", async ({ logsApp, logStack, watched }) => {
  const page = new LogsView(watched);
  const lines = (count: number, name: string) =>
    Array.from({ length: count }, (_value, index) => `level=info ${name} ${index}`);
  await push(logStack, "followed", lines(5, "before"));
  await page.open(logsApp.url, "?from=now-5m");
  await page.askAndSee('{app="followed"}');
  await expect(page.volume).toBeVisible();
  const flickers = await watchFlicker(watched);
  await watched.getByRole("button", { name: "Follow" }).click();
  await expect(watched.getByRole("status", { name: "Live tail" })).toContainText("Following");
  await push(logStack, "followed", lines(7, "while following"));
  await expect(page.list).toContainText("while following 6");
  // Columns of five seconds: it is counted once they are over.
  await expect.poll(async () => (await levelsOf(watched))["info"], { timeout: 25_000 }).toBe("12");
  expect(await flickers()).toBe(0);
});
