import { LogsView } from "../pages/LogsView.ts";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { startStandIn } from "../stack/standInHosts.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

const lastHour = (endMs: number) => `from=${endMs - 3_600_000}&to=${endMs}`;
const queryOf = (expr: string) => `a.q=${encodeURIComponent(expr)}`;

test("E2 thousands of lines are a window of rows; times, wrapping and colours are as chosen, and no escape is obeyed", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?${queryOf('{app="worker"}')}&${lastHour(logStack.endMs)}`);
  const first = page.lines.first();
  await expect(first).toContainText("done in");
  expect(await page.lines.count(), "rows in the page").toBeLessThan(100);
  await expect(first).toHaveAttribute("aria-setsize", /^\d{3,}$/);
  // Colour is shown, the escape itself is not.
  expect(await page.list.textContent()).not.toContain("\u001b");
  const coloured = first.locator("[class*=ansi]").first();
  await expect(coloured).toBeVisible();
  const colours = await page.list
    .locator("[class*=ansi]")
    .evaluateAll((nodes) => new Set(nodes.map((node) => getComputedStyle(node).color)).size);
  expect(colours).toBeGreaterThan(1);
  await expect(first).toContainText(/\d\d:\d\d:\d\d\.\d{9}/);
  await watched
    .getByRole("button", { name: /^Time: / })
    .or(watched.getByRole("button", { name: "Time", exact: true }))
    .first()
    .click();
  await watched.getByRole("menuitemradio", { name: "Milliseconds" }).click();
  await expect(first).toContainText(/\d\d:\d\d:\d\d\.\d{3}(?!\d)/);
  await watched.getByRole("button", { name: "Wrap" }).click();
  await expect.poll(() => new URL(watched.url()).search).toMatch(/wrap=1&times=ms/);
  await watched.reload();
  await expect(page.lines.first()).toContainText(/\d\d:\d\d:\d\d\.\d{3}(?!\d)/);
});

test("F35 lines that came beside an error are shown, with a badge that says some are missing", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const ns = `${logStack.endMs - 60_000}000000`;
  const answer = {
    status: "error",
    errorType: "timeout",
    error: "one of three stores did not answer",
    data: {
      resultType: "streams",
      result: [{ stream: { app: "half" }, values: [[ns, "the half that came"]] }],
    },
  };
  logStack.proxy.intercept(({ url }) =>
    url.includes("/query_range")
      ? { status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(answer) }
      : undefined,
  );
  await page.open(logsApp.url, `?${queryOf('{app="half"}')}&${lastHour(logStack.endMs)}`);
  await expect(page.list).toContainText("the half that came");
  await expect(watched.getByRole("status").getByText("Partial", { exact: true })).toBeVisible();
  await expect(watched.getByText("Some of what was asked is missing", { exact: true })).toBeVisible();
  await expect(watched.getByText("one of three stores did not answer")).toBeVisible();
});

test("F35 the Global host says once that a Super Region may return more", async ({
  logStack,
  page: browserPage,
}) => {
  const hosts = await startStandIn({
    hosts: ["observe.coreweave.com"],
    upstream: logStack.loki.url,
    authorization: `Bearer ${CANARY}`,
  });
  const app = await startApp({ env: { ...hosts.env, COREWEAVE_TOKEN: CANARY } });
  const page = new LogsView(browserPage);
  const search = `?a.src=coreweave-logs-global&${queryOf('{app="cart"}')}&${lastHour(logStack.endMs)}`;
  await page.open(app.url, search);
  const note = browserPage.getByText(
    /A Super Region.s own host, such as observe\.us-east\.coreweave\.com, may return more/,
  );
  await expect(note).toBeVisible();
  await browserPage
    .getByRole("status")
    .filter({ has: note })
    .getByRole("button", { name: "Dismiss" })
    .click();
  await expect(note).toHaveCount(0);
  await browserPage.reload();
  await expect(page.list).toContainText("item added");
  await expect(note).toHaveCount(0);
  await app.stop();
  await hosts.stop();
});
