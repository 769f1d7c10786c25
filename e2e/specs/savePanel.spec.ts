import type { Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import type { RunningApp } from "../stack/appServer.ts";
import { expect, test } from "../stack/demoFixtures.ts";
import { triedLooks } from "../claims/accessibility.ts";

// What Explore shows is kept as a panel of a board, against the real server and its store.

const QUERY = 'sum by (service) (rate(http_requests_total{service="checkout"}[5m]))';
const search = `?${new URLSearchParams({ "a.src": "demo-metrics", "a.q": QUERY })}`;
const JSON_HEADERS = { "Content-Type": "application/json", "X-Sightglass": "1" };

interface PanelDocument {
  readonly name: string;
  readonly note: string;
  readonly queries: readonly { readonly expr: string }[];
}
interface BoardDocument {
  readonly board: { readonly name: string; readonly variables: readonly { readonly name: string }[] };
  readonly panels: readonly { readonly id: string; readonly rev: number; readonly panel: PanelDocument }[];
}

async function ask<T>(app: RunningApp, path: string): Promise<T> {
  return (await (await fetch(app.url + path, { headers: { "X-Sightglass": "1" } })).json()) as T;
}

async function boardNamed(app: RunningApp, name: string): Promise<BoardDocument> {
  const { boards } = await ask<{ boards: readonly { id: string; name: string }[] }>(app, "/api/boards");
  const found = boards.filter((board) => board.name === name);
  expect(found, `one board ${name}`).toHaveLength(1);
  return await ask<BoardDocument>(app, `/api/boards/${found[0]?.id ?? ""}/document`);
}

/** The dialog on the query, with a new board of this name filled in. */
async function fillIn(page: Page, app: RunningApp, board: string) {
  const explore = new ExplorePage(page);
  await page.goto(`${app.url}/explore${search}`);
  await expect(explore.status).toContainText("1 series");
  await page.getByRole("button", { name: "Save panel" }).click();
  const dialog = page.getByRole("dialog", { name: "Save panel" });
  await chooseNewBoard(page, board);
  return dialog;
}

async function chooseNewBoard(page: Page, board: string): Promise<void> {
  const picker = page.getByRole("combobox", { name: "Board" });
  await expect(picker).toBeVisible();
  if (!(await picker.textContent())?.includes("New board")) {
    await picker.click();
    await page.getByRole("option", { name: "New board …" }).click();
  }
  await page.getByRole("textbox", { name: "Name of the new board" }).fill(board);
}

const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

test("I1 a panel is saved with words and a choice for readers, and its board opens", async ({
  demo,
  page,
}) => {
  const dialog = await fillIn(page, demo, "Calls");
  await expect(dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(
    "Http requests by service",
  );
  await dialog.getByRole("textbox", { name: /^Note/ }).fill("Ask #shop before restarting.");
  await dialog.getByRole("button", { name: /^Let readers choose/ }).click();
  await page.getByRole("menuitem", { name: "service" }).click();
  await save(page);
  await expect(dialog).toHaveCount(0);
  const { board, panels } = await boardNamed(demo, "Calls");
  expect(board.variables.map(({ name }) => name)).toEqual(["service"]);
  expect(panels.map(({ panel }) => panel.queries.map(({ expr }) => expr))).toEqual([
    ['sum by (service) (rate(http_requests_total{service="$service"}[5m]))'],
  ]);
  await page.getByRole("button", { name: "Open board" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Calls" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Http requests by service" })).toBeVisible();
});

test("F47 F59 a save without an answer keeps the text over a reload, and makes one panel", async ({
  demo,
  page,
}) => {
  let lost = 0;
  await page.route("**/api/panels", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return await route.continue();
    lost += 1;
    // It arrives, and its answer does not.
    await route.fetch();
    await route.abort();
  });
  const dialog = await fillIn(page, demo, "Lost answers");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Calls, first");
  await save(page);
  await expect(dialog.getByRole("alert")).toContainText("OFFLINE");
  await expect(dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Calls, first");
  await page.reload();
  await page.getByRole("button", { name: "Save panel" }).click();
  await expect(dialog.getByText("What you typed here before is back.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Calls, first");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Calls, again");
  await save(page);
  await expect(dialog).toHaveCount(0);
  const { panels } = await boardNamed(demo, "Lost answers");
  expect(panels.map(({ panel }) => panel.name)).toEqual(["Calls, again"]);
});

test("F53 two who edit one panel see both versions, and none is overwritten unasked", async ({
  demo,
  page,
}) => {
  const dialog = await fillIn(page, demo, "Contested");
  await save(page);
  await expect(dialog).toHaveCount(0);
  const [saved] = (await boardNamed(demo, "Contested")).panels;
  if (!saved) throw new Error("nothing was saved");
  await page.goto(`${demo.url}/explore${search}&panel=${saved.id}&rev=${saved.rev}`);
  await expect(new ExplorePage(page).status).toContainText("1 series");
  const theirs = { ...saved.panel, note: "Theirs" };
  const put = await fetch(`${demo.url}/api/panels/${saved.id}`, {
    method: "PUT",
    headers: JSON_HEADERS,
    body: JSON.stringify({ rev: saved.rev, panel: theirs }),
  });
  expect(put.status).toBe(200);
  await page.getByRole("button", { name: "Save panel" }).click();
  await dialog.getByRole("textbox", { name: /^Note/ }).fill("Mine");
  await save(page);
  const both = page.getByRole("dialog", { name: "Somebody else changed this panel" });
  await expect(both.getByRole("row", { name: /Note/ })).toContainText("Mine");
  await expect(both.getByRole("row", { name: /Note/ })).toContainText("Theirs");
  const noteNow = async () => (await boardNamed(demo, "Contested")).panels[0]?.panel.note;
  expect(await noteNow()).toBe("Theirs");
  await both.getByRole("button", { name: "Keep mine" }).click();
  await expect(both).toHaveCount(0);
  expect(await noteNow()).toBe("Mine");
  // The address names the revision that was made, so the next save is no conflict.
  await page.getByRole("button", { name: "Save panel" }).click();
  await dialog.getByRole("textbox", { name: /^Note/ }).fill("Mine again");
  await save(page);
  await expect(dialog).toHaveCount(0);
  expect(await noteNow()).toBe("Mine again");
});

for (const { colorScheme, width } of triedLooks) {
  test(`The save dialog has no violation, ${colorScheme}, ${width} px`, async ({ demo, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await fillIn(page, demo, "Looked at");
    await expectNoViolations(page, {
      where: "save dialog",
      rules: width === 1440 ? "all" : "look",
      isOverlay: true,
    });
  });
}
