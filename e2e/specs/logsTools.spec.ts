import { watchUpstream } from "../pages/asked.ts";
import { LogsView } from "../pages/LogsView.ts";
import { AUDIT_CLUSTER, auditQuery } from "../stack/auditLines.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test.afterEach(({ logStack }) => logStack.proxy.intercept(undefined));

const HOUR_MS = 3_600_000;

test("E9 patterns of the loaded lines filter for and out, and Loki takes them as they are", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const upstream = watchUpstream(logStack.proxy);
  await page.open(logsApp.url, `?from=${logStack.endMs - HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{namespace="shop"}   # mine');
  const asked = upstream.queries().length;
  await watched.getByRole("button", { name: "Patterns" }).click();
  const patterns = watched.getByRole("list", { name: "Patterns" }).getByRole("listitem");
  await expect(watched.getByText(/^\d+ patterns of 1,000 loaded lines$/)).toBeVisible();
  const info = patterns.filter({ hasText: "level=info caller=cart.go:<_>" }).first();
  await expect(info).toContainText(/^\d+\d+%info/);
  expect(upstream.queries(), "made of what is loaded").toHaveLength(asked);
  await info.getByRole("button", { name: "Filter for this pattern" }).click();
  await expect(page.list).toContainText("item added");
  await expect.poll(() => page.text()).toContain('|> "level=info caller=cart.go:<_> msg=');
  expect(await page.text()).toContain("# mine");
  // What Loki gives for the pattern is of that pattern.
  await expect(page.lines.filter({ hasNotText: "level=info caller=cart.go" })).toHaveCount(0);

  await page.askAndSee('{namespace="shop"}');
  await watched.getByRole("button", { name: "Patterns" }).click();
  await info.getByRole("button", { name: "Filter this pattern out" }).click();
  await expect.poll(() => page.text()).toContain('!> "level=info caller=cart.go:<_> msg=');
  await expect(page.list).toContainText("order placed");
  await expect(page.lines.filter({ hasText: "level=info caller=cart.go" })).toHaveCount(0);
});

test("E9 a pattern of coloured lines shows no codes, and its filter fits them", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - HOUR_MS}&to=${logStack.endMs}&logs=patterns`);
  await page.askAndSee('{app="worker"}');
  const info = watched
    .getByRole("list", { name: "Patterns" })
    .getByRole("listitem")
    .filter({ hasText: "INFO" });
  await expect(info.first()).toContainText(/INFO job <_> done in <_> ms$/);
  await info.first().getByRole("button", { name: "Filter for this pattern" }).click();
  await expect(page.lines.first()).toContainText("INFO job");
  await expect(page.alert).toHaveCount(0);
});

test("E8 columns are picked from the fields of the loaded lines, ordered, kept in the link", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app=~"cart|worker"}');
  const upstream = watchUpstream(logStack.proxy);
  const columns = watched.getByRole("button", { name: "Columns" });
  await columns.click();
  const dialog = watched.getByRole("dialog", { name: "Columns" });
  const field = (name: string) => dialog.getByRole("checkbox", { name, exact: true });
  // Of cart and worker only cart writes logfmt: two lines of three.
  const took = watched.getByRole("checkbox", { name: "took", exact: true });
  await expect(dialog.locator("div", { has: took }).last()).toHaveText(/^took6[678]%$/);
  await dialog.getByRole("searchbox", { name: "Search fields" }).fill("took");
  await field("took").check();
  await dialog.getByRole("searchbox", { name: "Search fields" }).fill("pod");
  await field("pod").check();
  const head = watched.locator(".sg-log-head");
  await expect(head).toHaveText(/Leveltookpod(?:Line)/);
  await dialog.getByRole("button", { name: "Move pod, up and down keys" }).focus();
  await watched.keyboard.press("ArrowUp");
  await expect(head).toHaveText(/Levelpodtook(?:Line)/);
  await expect(dialog.getByRole("button", { name: "Move pod, up and down keys" })).toBeFocused();
  await field("Line").uncheck();
  await expect(head).toHaveText(/Levelpodtook$/);
  await watched.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(columns).toBeFocused();
  await expect(page.lines.filter({ hasText: "cart-5d796977bc-" }).first()).toContainText(/\d+\.\dms$/);
  expect(upstream.queries()).toEqual([]);
  await watched.reload();
  await expect(head).toHaveText(/Levelpodtook/);
});

test("E8 the preset for Kubernetes audit shows who did what to which object, as the seed query finds it", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 2 * HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee(auditQuery(AUDIT_CLUSTER));
  await watched.getByRole("button", { name: "Columns" }).click();
  await watched.getByRole("button", { name: /^Preset: Kubernetes audit/ }).click();
  await watched.keyboard.press("Escape");
  const head = await watched.locator(".sg-log-head > *").allTextContents();
  expect(head.slice(3)).toEqual([
    "requestReceivedTimestamp",
    "user_username",
    "verb",
    "objectRef_namespace",
    "objectRef_resource",
    "objectRef_name",
    "responseStatus_code",
    "sourceIPs",
    "Line",
  ]);
  const row = page.lines
    .filter({ hasText: "tenant-example" })
    .filter({ hasText: /(?:get|update|patch|delete|create)/ });
  const cells = await row.first().locator(".sg-log-col").allTextContents();
  expect(cells).toHaveLength(8);
  expect(cells[0]).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(cells[1]).toMatch(/node-controller|ada@example\.org|ci-bot/);
  expect(cells[3]).toBe("tenant-example");
  expect(cells[6]).toMatch(/^(?:200|403)$/);
  expect(cells[7]).toContain("192.0.2.7");
});

test("cancelling a save ends its requests and writes no file", async ({ logsApp, logStack, watched }) => {
  const page = new LogsView(watched);
  await page.open(logsApp.url, `?lines=500&from=${logStack.endMs - 6 * HOUR_MS}&to=${logStack.endMs}`);
  await page.askAndSee('{app="paging"}');
  await watched.getByRole("button", { name: "Save lines" }).click();
  await watched.getByRole("menuitem", { name: "Save as text" }).click();
  const upstream = watchUpstream(logStack.proxy);
  let pages = 0;
  logStack.proxy.intercept(({ url, body }) => {
    if (!`${url}${body}`.includes("limit=5000")) return undefined;
    pages += 1;
    return pages > 1 ? { delayMs: 60_000 } : undefined;
  });
  let downloads = 0;
  watched.on("download", () => (downloads += 1));
  await watched.getByRole("button", { name: "Save all lines of the range" }).click();
  const dialog = watched.getByRole("dialog", { name: "Save lines" });
  await expect(dialog.getByRole("status")).toHaveText(/^[1-9][\d,]* lines so far$/);
  await expect.poll(() => pages).toBe(2);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  // The page under way ends at the source, too.
  await expect.poll(() => logStack.proxy.openRequests()).toBe(0);
  logStack.proxy.intercept(undefined);
  const asked = upstream.seen("/query_range").length;
  await page.askAndSee('{app="cart"}');
  const after = upstream.seen("/query_range").slice(asked);
  expect(
    after.every(({ params }) => params.get("limit") !== "5000"),
    "no page after it",
  ).toBe(true);
  expect(downloads).toBe(0);
});
