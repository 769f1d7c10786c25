import type { Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { expect, test } from "../stack/passwordFixtures.ts";
import { ADMIN, signIn } from "../pages/signIn.ts";
import { triedLooks } from "../claims/accessibility.ts";

const asked = `/explore?${new URLSearchParams({ "a.src": "demo-metrics", "a.q": "up", from: "now-3h" })}`;
const heading = (page: Page) => page.getByRole("heading", { name: "Sign in to Sightglass" });

test("K1 after signing in the address that was asked for opens; signing out ends it", async ({
  closed,
  page,
}) => {
  await page.goto(closed.url + asked);
  await expect(heading(page)).toBeVisible();
  await signIn(page, { ...ADMIN, password: "not this one" });
  await expect(page.getByRole("alert")).toContainText("SIGN_IN_FAILED");
  await expect(page.getByLabel("Name")).toHaveValue(ADMIN.name);
  await signIn(page, ADMIN);
  await expect(new ExplorePage(page).status).toContainText("series");
  await expect(page).toHaveURL(/from=now-3h/);
  await page.getByRole("button", { name: "admin, admin" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(heading(page)).toBeVisible();
  await page.reload();
  await expect(heading(page)).toBeVisible();
});

test("A session that ends while somebody works asks them in again, and what they typed stays", async ({
  closed,
  page,
  context,
}) => {
  await page.goto(closed.url + asked);
  await signIn(page, ADMIN);
  const explore = new ExplorePage(page);
  await expect(explore.status).toContainText("series");
  await context.clearCookies();
  await explore.ask("count(up) + 41");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog.getByLabel("Name")).toHaveValue(ADMIN.name);
  await expect(dialog.getByLabel("Password")).toBeFocused();
  await expectNoViolations(page, { where: "ended session", rules: "all", isOverlay: true });
  await signIn(page, ADMIN);
  await expect(dialog).toHaveCount(0);
  await expect(explore.status).toContainText("1 series");
  await expect(explore.alert).toHaveCount(0);
  await expect(page).toHaveURL(/count%28up%29/);
});

test("T9 somebody changes their own password, and signs in with it from then on", async ({
  closed,
  page,
}) => {
  const people = `${closed.url}/settings/people`;
  await page.goto(people);
  await signIn(page, ADMIN);
  const change = async (from: string, to: string) => {
    await page.getByRole("button", { name: "admin, admin" }).click();
    await page.getByRole("menuitem", { name: "Change password" }).click();
    const dialog = page.getByRole("dialog", { name: "Change password" });
    await dialog.getByLabel("Password now").fill(from);
    await dialog.getByLabel("New password").fill(to);
    await dialog.getByRole("button", { name: "Change", exact: true }).click();
    return dialog;
  };
  const refused = await change("not this one", "another good one");
  await expect(refused.getByRole("alert")).toContainText("The present password is another one");
  await expectNoViolations(page, { where: "change password", rules: "all", isOverlay: true });
  await page.keyboard.press("Escape");
  await expect(await change(ADMIN.password, "another good one")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("list", { name: "People" })).toBeVisible();
  // As it was, for the tests that share this server.
  await expect(await change("another good one", ADMIN.password)).toHaveCount(0);
});

for (const { colorScheme, width } of triedLooks) {
  test(`The sign-in has no violation, ${colorScheme}, ${width} px, and no sideways scroll`, async ({
    closed,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await page.goto(closed.url + asked);
    await expect(heading(page)).toBeVisible();
    await expectNoViolations(page, { where: "sign-in", rules: width === 1440 ? "all" : "look" });
    await expectNoSidewaysScroll(page);
  });
}
