import fs from "node:fs";
import type { Locator } from "@playwright/test";
import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";
import { logHistory, PAGING } from "../stack/logHistory.ts";

test.skip(!hasLoki, "needs the real Loki");

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

const count = (text: string | null) => Number(/([\d,]+) lines?/.exec(text ?? "")?.[1]?.replaceAll(",", ""));

/** Presses the button for more until there is none. */
async function loadAll(page: LogsView, more: Locator): Promise<void> {
  for (let pages = 0; pages < 40; pages++) {
    const before = count(await page.lineStatus.first().textContent());
    if ((await more.count()) === 0) break;
    await more.click();
    await expect
      .poll(
        async () => (await more.count()) === 0 || count(await page.lineStatus.first().textContent()) > before,
        { timeout: 20_000 },
      )
      .toBe(true);
  }
}

/** "2026-11-21T09:00:00.000000001Z" → nanoseconds since the epoch. */
function nsOf(timestamp: string): string {
  const [seconds = "", fraction = ""] = timestamp.replace("Z", "").split(".");
  return `${Date.parse(`${seconds}Z`) / 1000}${fraction.padEnd(9, "0")}`;
}

test("F38 E3 paging older loads every line once, also where 5,000 share one nanosecond", async ({
  logsApp,
  logStack,
  watched,
}) => {
  test.slow();
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 6 * 3_600_000}&to=${logStack.endMs}`);
  await page.askAndSee(PAGING.selector);
  await loadAll(page, watched.getByRole("button", { name: /older$/ }));
  await expect(page.lineStatus.first()).toContainText(`${PAGING.lines.toLocaleString("en-GB")} lines`);
});

test("F38 E3 oldest first, newer pages bring every line once, with its time, as the store holds them", async ({
  logsApp,
  logStack,
  watched,
}) => {
  test.slow();
  const page = new LogsView(watched);
  await page.open(
    logsApp.url,
    `?order=oldest&lines=2000&from=${logStack.endMs - 6 * 3_600_000}&to=${logStack.endMs}`,
  );
  await page.askAndSee(PAGING.selector);
  await expect(page.lines.first()).toContainText(`line 0 of ${PAGING.lines}`);
  const newer = watched.getByRole("button", { name: /newer$/ });
  await loadAll(page, newer);
  await expect(page.lineStatus.first()).toContainText(`${PAGING.lines.toLocaleString("en-GB")} lines`);
  // All are loaded, so that they are saved as they are.
  await watched.getByRole("button", { name: "Save lines" }).click();
  const download = watched.waitForEvent("download");
  await watched.getByRole("menuitem", { name: "Save as JSON lines" }).click();
  const saved = fs
    .readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\n");
  const lines = saved.map((text) => JSON.parse(text) as { timestamp: string; line: string });
  const wanted = logHistory(logStack.endMs)
    .filter(({ stream }) => stream["app"] === "paging")
    .flatMap(({ values }) => values.map(([ns, text]) => `${ns} ${text}`));
  const got = lines.map(({ timestamp, line }) => `${nsOf(timestamp)} ${line}`);
  const timesOf = (texts: readonly string[]) => texts.map((text) => text.slice(0, 19));
  expect(timesOf(got), "in the order of time").toEqual(timesOf(wanted));
  // Within one nanosecond Loki has an order of its own.
  expect(got.toSorted()).toEqual(wanted.toSorted());
});

test("B5 E3 older lines come by themselves near the end of the list", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 6 * 3_600_000}&to=${logStack.endMs}`);
  await page.askAndSee('{app="checkout"}');
  await expect(page.lineStatus.first()).toContainText("1,000 lines");
  await watched.locator(".sg-log-scroll").hover();
  // The last line of the first page comes again with the second, and is dropped.
  await watched.mouse.wheel(0, 100_000);
  await expect(page.lineStatus.first()).toContainText("1,999 lines");
});

test("B5 where the server allows fewer lines, it is asked once more with its own number", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?lines=5000&from=${logStack.endMs - 3_600_000}&to=${logStack.endMs}`);
  logStack.proxy.intercept(({ url, body }) =>
    `${url}${body ?? ""}`.includes("limit=5000")
      ? { status: 400, body: "max entries limit per query exceeded, limit > max_entries_limit (5000 > 300)" }
      : undefined,
  );
  const upstream = watchUpstream(logStack.proxy);
  await page.askAndSee('{app="checkout"}');
  await expect(page.lineStatus.first()).toContainText("300 lines");
  expect(upstream.seen("/query_range").map(({ params }) => params.get("limit"))).toContain("300");
});

for (const [format, ending, sample] of [
  ["text", "log", "order placed"],
  ["JSON lines", "jsonl", '"timestamp":'],
  ["CSV", "csv", "timestamp_ns"],
] as const) {
  test(`saves all lines of the range as ${format}, beyond the loaded page`, async ({
    logsApp,
    logStack,
    watched,
  }) => {
    const page = new LogsView(watched);
    await page.open(logsApp.url, `?from=${logStack.endMs - 2 * 3_600_000}&to=${logStack.endMs}`);
    await page.askAndSee('{app="checkout"}');
    await watched.getByRole("button", { name: "Save lines" }).click();
    await watched.getByRole("menuitem", { name: `Save as ${format}` }).click();
    const download = watched.waitForEvent("download");
    await watched.getByRole("button", { name: "Save all lines of the range" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
    const text = fs.readFileSync(await file.path(), "utf8");
    expect(text).toContain(sample);
    // Three pods, a line each 15 s, over two hours; CSV has a head.
    expect(text.trimEnd().split("\n").length - (format === "CSV" ? 1 : 0)).toBe(3 * 480);
  });
}
