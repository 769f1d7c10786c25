import type { Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { ADMIN, signIn } from "../pages/signIn.ts";
import type { RunningApp } from "../stack/appServer.ts";
import { expect, test } from "../stack/passwordFixtures.ts";
import { triedLooks } from "../claims/accessibility.ts";

const QUERY = 'sum by (service) (rate(http_requests_total{service=~"cart|checkout"}[5m]))';
/** Series that differ in nothing but what they are called. */
const NAMED = 'max by (__name__) ({__name__=~"http_requests_total|up"})';

interface Wanted {
  readonly name: string;
  readonly kind: "Live" | "Frozen";
  readonly isForAnyone?: boolean;
  readonly query?: string;
}

/** Makes a short link of the query and gives it. */
async function share(
  page: Page,
  app: RunningApp,
  { name, kind, isForAnyone, query = QUERY }: Wanted,
): Promise<string> {
  await page.goto(`${app.url}/explore?${new URLSearchParams({ "a.src": "demo-metrics", "a.q": query })}`);
  await signIn(page, ADMIN);
  await expect(new ExplorePage(page).status).toContainText("2 series");
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("radio", { name: new RegExp(`^${kind}`) }).check();
  if (isForAnyone) await dialog.getByRole("radio", { name: /^Anyone/ }).check();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Make link" }).click();
  await expect(dialog.getByRole("button", { name: "Copy link" })).toBeVisible();
  const link = await dialog.getByRole("textbox", { name: "Short link" }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

test("J3 a frozen link for anyone opens without signing in, tells nothing of the query, and is withdrawn", async ({
  closed,
  page,
  browser,
}) => {
  const link = await share(page, closed, {
    name: "CPU during the incident",
    kind: "Frozen",
    isForAnyone: true,
  });
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const receiver = await context.newPage();
  const bodies: Promise<string>[] = [];
  receiver.on("response", (response) => {
    if (response.url().includes("/api/")) bodies.push(response.text().catch(() => ""));
  });
  await receiver.goto(link);
  await expect(receiver.getByRole("heading", { level: 1 })).toHaveText("CPU during the incident");
  await expect(receiver.getByRole("status").first()).toContainText(/Frozen .* by admin/);
  await expect(receiver.getByText("checkout").first()).toBeAttached();
  expect((await Promise.all(bodies)).join("\n")).not.toContain("rate(http_requests_total");
  await expect(receiver.getByRole("button", { name: "Compare with live" })).toHaveCount(0);
  await expectNoViolations(receiver, { where: "opened link", rules: "all" });
  await expectNoSidewaysScroll(receiver);

  await page.goto(`${closed.url}/links`);
  const row = page.getByRole("listitem").filter({ hasText: "CPU during the incident" });
  await expect(row).toContainText("Opened once");
  await row.getByRole("button", { name: /menu$/ }).click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(row).toContainText("Withdrawn");
  await receiver.reload();
  const ended = receiver.getByRole("alert");
  await expect(ended).toContainText("This link was withdrawn");
  await expect(ended).toContainText("admin");
  await expect(ended).toContainText("LINK_REVOKED");
  await context.close();
});

test("T6 a link whose query is hidden tells no name of a metric, and its series apart; all of a person's end at once", async ({
  closed,
  page,
  browser,
}) => {
  const wanted = { name: "Two metrics", kind: "Frozen", isForAnyone: true, query: NAMED } as const;
  const link = await share(page, closed, wanted);
  const context = await browser.newContext();
  const receiver = await context.newPage();
  const bodies: Promise<string>[] = [];
  receiver.on("response", (response) => {
    if (response.url().includes("/api/")) bodies.push(response.text().catch(() => ""));
  });
  await receiver.goto(link);
  for (const name of ["Series 1", "Series 2"])
    await expect(receiver.getByText(name, { exact: false }).first()).toBeAttached();
  const text = (await Promise.all(bodies)).join("\n");
  expect(text).toContain("__series__");
  for (const secret of ["__name__", "http_requests_total"]) expect(text).not.toContain(secret);
  await expectNoViolations(receiver, { where: "link of two metrics", rules: "all" });

  await page.goto(`${closed.url}/links`);
  await page.getByRole("button", { name: "Two metrics menu" }).click();
  await page.getByRole("menuitem", { name: "End all links of admin" }).click();
  const dialog = page.getByRole("dialog", { name: "End all links of admin?" });
  await expectNoViolations(page, { where: "ending all links", rules: "look", isOverlay: true });
  await dialog.getByRole("button", { name: "End all" }).click();
  await expect(page.getByText("No link of admin opens any more")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Two metrics" })).toContainText("Withdrawn");
  await receiver.reload();
  await expect(receiver.getByRole("alert")).toContainText("LINK_REVOKED");
  await context.close();
});

test("J2 a live link is for those who sign in, and is renamed and renewed", async ({
  closed,
  page,
  browser,
}) => {
  const link = await share(page, closed, { name: "Calls", kind: "Live" });
  const context = await browser.newContext();
  const receiver = await context.newPage();
  await receiver.goto(link);
  await signIn(receiver, ADMIN);
  await expect(receiver.getByRole("heading", { level: 1 })).toHaveText("Calls");
  await expect(receiver.getByText("checkout").first()).toBeAttached();
  await context.close();

  await page.goto(`${closed.url}/links`);
  const menu = (name: string) => page.getByRole("button", { name: `${name} menu` }).click();
  await menu("Calls");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Calls of the shop");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("link", { name: "Calls of the shop" })).toBeVisible();
  await menu("Calls of the shop");
  await page.getByRole("menuitem", { name: "Renew" }).click();
  await page.getByRole("combobox", { name: "Ends after" }).click();
  await page.getByRole("option", { name: "365 days" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Renew" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Calls of the shop" })).toContainText(
    /Ends in 365 days/,
  );
});

test("J3 a frozen link stands beside live data", async ({ closed, page }) => {
  const link = await share(page, closed, { name: "Compared", kind: "Frozen" });
  await page.goto(link);
  await page.getByRole("button", { name: "Compare with live" }).click();
  const live = page.getByRole("region", { name: "Live", exact: true });
  await expect(live.getByText("checkout").first()).toBeAttached();
  await live.getByRole("radio", { name: "Until now" }).click();
  await expect(live.getByText("checkout").first()).toBeAttached();
  await expectNoViolations(page, { where: "compared link", rules: "all" });
});

for (const { colorScheme, width } of triedLooks) {
  test(`Sharing and links have no violation, ${colorScheme}, ${width} px`, async ({ closed, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await share(page, closed, { name: `Looked at ${colorScheme} ${width}`, kind: "Live" });
    const rules = width === 1440 ? "all" : "look";
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
    await expectNoViolations(page, { where: "share dialog", rules, isOverlay: true });
    await page.goto(`${closed.url}/links`);
    await expect(page.getByRole("list", { name: "Links" })).toBeVisible();
    await expectNoViolations(page, { where: "links", rules });
    await expectNoSidewaysScroll(page);
  });
}
