import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { ADMIN, signIn } from "../pages/signIn.ts";
import { expect, test } from "../stack/passwordFixtures.ts";
import { triedLooks } from "../claims/accessibility.ts";

test("T9 somebody is added with a password that is shown once, signs in, and is switched off", async ({
  closed,
  page,
  browser,
}) => {
  await page.goto(`${closed.url}/settings/people`);
  await signIn(page, ADMIN);
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Ada");
  await dialog.getByRole("radio", { name: "Viewer" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const password = await dialog.getByRole("textbox", { name: "Password" }).inputValue();
  expect(password).toMatch(/^(?:[A-Za-z2-9]{5}-){3}[A-Za-z2-9]{5}$/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "People" })).toContainText("Ada");
  await expect(page.locator("body")).not.toContainText(password);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(closed.url);
  await signIn(other, { name: "Ada", password });
  await expect(other.getByRole("heading", { level: 1, name: "Boards" })).toBeVisible();
  await expect(other.getByRole("link", { name: "Settings" })).toHaveCount(0);

  await page.getByRole("button", { name: "Edit Ada" }).click();
  await dialog.getByRole("checkbox", { name: /^Switched off/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in to Sightglass" })).toBeVisible();
  await context.close();
});

test("T11 an access token is shown once, opens its source, and no longer when it is withdrawn", async ({
  closed,
  page,
}) => {
  await page.goto(`${closed.url}/settings/tokens`);
  await signIn(page, ADMIN);
  await page.getByRole("button", { name: "Make token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "What for" }).fill("Nightly report");
  await dialog.getByRole("checkbox", { name: "All sources that I may ask" }).uncheck();
  await dialog.getByRole("checkbox", { name: "Demo shop" }).first().check();
  await dialog.getByRole("button", { name: "Make", exact: true }).click();
  const token = await dialog.getByRole("textbox", { name: "Token" }).inputValue();
  await expect(dialog.getByText("With promtool")).toBeVisible();
  await expectNoViolations(page, { where: "new token", rules: "all", isOverlay: true });
  await dialog.getByRole("button", { name: "Done" }).click();
  const statusOf = async (source: string) => {
    const path = `${closed.url}/api/sources/${source}/api/v1/labels`;
    return (await fetch(path, { headers: { Authorization: `Bearer ${token}` } })).status;
  };
  expect(await statusOf("demo-metrics")).toBe(200);
  expect(await statusOf("self-metrics")).not.toBe(200);
  await page.getByRole("button", { name: "Withdraw Nightly report" }).click();
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Withdrawn", { exact: true })).toBeVisible();
  expect(await statusOf("demo-metrics")).toBe(401);
});

test("T12 what was done is listed, and can be narrowed to a kind", async ({ closed, page }) => {
  await page.goto(`${closed.url}/settings/activity`);
  await signIn(page, ADMIN);
  const table = page.getByRole("table", { name: "Activity" });
  await expect(table).toContainText("Signed in");
  await page.getByRole("button", { name: /^Show/ }).click();
  await page.getByRole("menuitemradio", { name: "Sources" }).click();
  await expect(page.getByText("Nothing happened yet")).toBeVisible();
});

for (const { colorScheme, width } of triedLooks) {
  test(`Settings have no violation, ${colorScheme}, ${width} px, and no sideways scroll`, async ({
    closed,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await page.goto(`${closed.url}/settings/people`);
    await signIn(page, ADMIN);
    const rules = width === 1440 ? "all" : "look";
    await expect(page.getByRole("list", { name: "People" })).toBeVisible();
    await expectNoViolations(page, { where: "people", rules });
    await page.getByRole("link", { name: "Activity" }).click();
    await expect(page.getByRole("table", { name: "Activity" })).toBeVisible();
    await expectNoViolations(page, { where: "activity", rules });
    await expectNoSidewaysScroll(page);
    await page.getByRole("link", { name: "Access tokens" }).click();
    await page.getByRole("button", { name: "Make token" }).click();
    await expectNoViolations(page, { where: "token dialog", rules, isOverlay: true });
  });
}
