import type { Page } from "@playwright/test";
import { oppositeLooks } from "../claims/accessibility.ts";
import { BoardView } from "../pages/BoardView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import type { RunningApp } from "../stack/appServer.ts";
import { expect, test as base } from "../stack/demoFixtures.ts";

const test = base.extend<{ board: BoardView }>({
  board: async ({ page }, use) => use(new BoardView(page)),
});

const SHOP = "/boards/starter-shop-health";
const JSON_HEADERS = { "Content-Type": "application/json", "X-Sightglass": "1" };

/** A copy of a starter board that can be changed; gives its address. */
async function ownBoard(app: RunningApp, name: string): Promise<string> {
  const document = await (await fetch(`${app.url}/api/boards/starter-shop-health/document`)).json();
  const response = await fetch(`${app.url}/api/boards`, {
    method: "POST",
    headers: JSON_HEADERS,
    body: JSON.stringify({ board: { ...document.board, name, folder: "Tests" }, copyOf: document.id }),
  });
  expect(response.status).toBe(201);
  const { id } = (await response.json()) as { id: string };
  return `/boards/${id}`;
}

const documentOf = async (app: RunningApp, path: string) =>
  (await (await fetch(`${app.url}/api${path}/document`)).json()) as {
    rev: number;
    board: { name: string; description: string; items: { panelId: string; width: number; height: number }[] };
  };

/** How many answers are on their way at once, at most. */
function countAsks(page: Page) {
  const seen = { all: 0, open: 0, most: 0 };
  const isAsk = (url: string) => url.includes("/queries/");
  page.on("request", (request) => {
    if (!isAsk(request.url())) return;
    seen.all += 1;
    seen.open += 1;
    seen.most = Math.max(seen.most, seen.open);
  });
  const ended = (url: string) => {
    if (isAsk(url)) seen.open -= 1;
  };
  page.on("requestfinished", (request) => ended(request.url()));
  page.on("requestfailed", (request) => ended(request.url()));
  return seen;
}

test("I2 a board is opened from the list, read, and a part chosen; the address holds it all", async ({
  demo,
  board,
  page,
}) => {
  const asks = countAsks(page);
  await board.open(demo, "/boards");
  await page.getByRole("link", { name: /Shop health/ }).click();
  await expect(board.title).toHaveText("Shop health");
  await expect(board.panel("Requests answered")).toContainText("Below normal");
  await expect(board.panel("Requests answered")).toContainText(/9\d\.\d\s*%/);
  await expect(board.panel("Requests answered")).toContainText("Normal is 99 % or more. Was");
  await expect(board.panel("What to do")).toContainText("Note by Sightglass");
  await expect(board.panel("Restarted programs, last 4 hours").getByRole("table")).toContainText("accounts");
  expect(asks.most).toBeLessThanOrEqual(6);

  const choice = page.getByRole("button", { name: /^Part of the shop/ });
  await expect(choice).toHaveText("All 6 parts of the shop");
  await choice.click();
  await page.getByRole("checkbox", { name: "checkout" }).check();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(choice).toHaveText("checkout");
  await expect(page).toHaveURL(/v\.service=checkout/);
  await expect(board.panel("Failed requests, by part").locator(".sg-end")).toHaveCount(1);

  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("option", { name: "Last 6 hours" }).click();
  await expect(page).toHaveURL(/from=now-6h/);
  await board.settled();
  await page.reload();
  await expect(choice).toHaveText("checkout");
  await expect(page.getByRole("button", { name: /^Time range/ })).toContainText("Last 6 hours");
  await page.goBack();
  await expect(page.getByRole("button", { name: /^Time range/ })).toContainText("Last 1 hour");
});

test("a panel says what it is behind its question mark, and what failed in words, with the old data kept", async ({
  demo,
  board,
  page,
}) => {
  await board.open(demo, SHOP);
  const panel = board.panel("Time people wait");
  await expect(panel).toContainText("ms");
  await panel.getByRole("button", { name: "About Time people wait" }).click();
  await expect(page.getByRole("dialog", { name: "About Time people wait" })).toContainText("95 of 100");
  await page.keyboard.press("Escape");
  const refuse = { code: "PANEL_FAILED", title: "This panel has no data right now", source: "sightglass" };
  await page.route("**/queries/A", (route) =>
    route.fulfill({ status: 502, contentType: "application/problem+json", body: JSON.stringify(refuse) }),
  );
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(panel.getByRole("alert")).toContainText("PANEL_FAILED");
  await expect(panel).toContainText("ms");
  await page.unrouteAll();
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByRole("alert")).toHaveCount(0);
});

test("a board of twenty panels asks six at once at most, first for what is on screen, and for the rest when it is", async ({
  demo,
  board,
  page,
}) => {
  const path = await ownBoard(demo, "Twenty");
  const { items } = (await documentOf(demo, path)).board;
  const [, , , , chart] = items;
  for (let copies = items.length; copies < 20; copies += 1) {
    const response = await fetch(`${demo.url}/api/panels/${chart?.panelId}/copy`, {
      method: "POST",
      headers: JSON_HEADERS,
      body: JSON.stringify({ boardId: path.split("/").at(-1) }),
    });
    expect(response.status).toBe(201);
  }
  const all = (await documentOf(demo, path)).board.items.map(({ panelId }) => panelId);
  expect(all).toHaveLength(20);
  const asks = countAsks(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(/panels\/([^/]+)\/queries/.exec(request.url())?.[1] ?? ""));
  await board.open(demo, path);
  await board.settled();
  const first = asked.filter((id) => id !== "");
  expect(first).not.toContain(all.at(-1));
  expect(all.slice(0, 6)).toEqual(expect.arrayContaining(first.slice(0, 6)));
  await page.locator(".sg-board-item").last().scrollIntoViewIfNeeded();
  await expect.poll(() => asked).toContain(all.at(-1));
  expect(asks.most).toBeLessThanOrEqual(6);
});

test("D9 one crosshair runs through all charts of the board", async ({ demo, board, page }) => {
  await board.open(demo, SHOP);
  await board.settled();
  const chart = board.panel("Failed requests, by part").getByRole("figure");
  const box = await chart.boundingBox();
  if (!box) throw new Error("no chart");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(board.panel("Failed requests, by part").locator(".sg-crosshair")).toBeVisible();
  await expect(board.panel("How long an answer takes").locator(".sg-crosshair")).toBeVisible();
});

test("panels are moved and sized by keys and by mouse, announced, and saved", async ({
  demo,
  board,
  page,
}) => {
  const path = await ownBoard(demo, "Arranged");
  await board.open(demo, path);
  await page.getByRole("button", { name: "Edit board" }).click();
  await expect.poll(async () => (await board.names())[0]).toBe("Requests answered");
  const grip = page.getByRole("button", { name: /^Move or size Requests answered/ });
  await grip.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("status", { name: "Place and size" })).toHaveText(
    "Requests answered: Place 2 of 8",
  );
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("status", { name: "Place and size" })).toHaveText(
    "Requests answered: 4 of 12 columns wide, 3 rows high",
  );
  await expect(grip).toBeFocused();
  // By mouse: "What to do" to the front.
  await page.getByRole("button", { name: /^Move or size What to do/ }).hover();
  await page.mouse.down();
  const target = await board.panel("Time people wait").boundingBox();
  if (!target) throw new Error("no panel");
  await page.mouse.move(target.x + 100, target.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await board.names())[0]).toBe("What to do");
  const corner = page.locator(".sg-board-item").first().locator(".sg-board-corner");
  const at = await corner.boundingBox();
  if (!at) throw new Error("no corner");
  await page.mouse.move(at.x + 12, at.y + 12);
  await page.mouse.down();
  await page.mouse.move(at.x + 12, at.y + 12 + 49, { steps: 3 });
  await page.mouse.up();
  await page.getByRole("button", { name: "Save board" }).click();
  await expect(board.toast).toContainText("Board saved");
  const { board: saved } = await documentOf(demo, path);
  expect(saved.items[0]).toMatchObject({ width: 3, height: 4 });
  expect(saved.items[2]).toMatchObject({ width: 4, height: 3 });
});

test("F59 a width chosen in a panel's dialog joins moves that are not saved yet, and is saved with them", async ({
  demo,
  board,
  page,
}) => {
  const path = await ownBoard(demo, "Half arranged");
  await board.open(demo, `${path}?edit=1`);
  const grip = page.getByRole("button", { name: /^Move or size Requests answered/ });
  await grip.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await board.choose("Requests answered", "Words and look");
  const dialog = page.getByRole("dialog", { name: "Words and look" });
  await dialog.getByRole("combobox", { name: "Width" }).click();
  await page.getByRole("option", { name: "7 of 12 columns" }).click();
  await dialog.getByRole("button", { name: "Save panel" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(
    page.getByRole("button", { name: /^Move or size Requests answered, now 7 of 12/ }),
  ).toBeVisible();
  expect((await documentOf(demo, path)).board.items[0]?.width).toBe(3);
  await page.reload();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
  await page.getByRole("button", { name: "Save board" }).click();
  await expect(board.toast).toContainText("Board saved");
  expect((await documentOf(demo, path)).board.items[1]).toMatchObject({ width: 7, height: 3 });
});

test("F53 of two editors the second sees both versions and chooses; F59 a draft survives a reload", async ({
  demo,
  board,
  page,
}) => {
  const path = await ownBoard(demo, "Contested");
  await board.open(demo, `${path}?edit=1`);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Mine");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(board.title).toHaveText("Mine");
  await page.reload();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
  await expect(board.title).toHaveText("Mine");

  const { rev, board: theirs } = await documentOf(demo, path);
  const saved = await fetch(`${demo.url}/api${path}`, {
    method: "PUT",
    headers: JSON_HEADERS,
    body: JSON.stringify({ rev, board: { ...theirs, name: "Theirs", description: "By the other" } }),
  });
  expect(saved.status).toBe(200);
  await page.getByRole("button", { name: "Save board" }).click();
  const dialog = page.getByRole("dialog", { name: "Somebody else changed this meanwhile" });
  await expect(dialog).toContainText("EDIT_CONFLICT");
  await expect(dialog.getByRole("row", { name: /^Name/ })).toContainText("Theirs");
  await expect(dialog.getByRole("row", { name: /^Description/ })).toContainText("By the other");
  expect((await documentOf(demo, path)).board.name).toBe("Theirs");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(board.toast).toContainText("Board saved");
  expect((await documentOf(demo, path)).board.name).toBe("Mine");

  await page.getByRole("button", { name: "Edit board" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "History" }).click();
  await page
    .getByRole("button", { name: /^Restore version/ })
    .first()
    .click();
  await expect(board.toast).toContainText("The older version is back");
  expect((await documentOf(demo, path)).board.name).toBe("Theirs");
});

test("I1 a panel is reworded, duplicated, deleted and brought back; a board comes out of the trash", async ({
  demo,
  board,
  page,
}) => {
  const path = await ownBoard(demo, "Kept");
  await board.open(demo, path);
  await board.choose("Requests per second", "Words and look");
  const dialog = page.getByRole("dialog", { name: "Words and look" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("How busy");
  await dialog.getByRole("button", { name: "Add threshold" }).click();
  await dialog.getByRole("textbox", { name: "Threshold 1: value" }).fill("99999");
  await dialog.getByRole("combobox", { name: "Width" }).click();
  await page.getByRole("option", { name: "4 of 12 columns" }).click();
  await expectNoViolations(page, { where: "panel dialog", rules: "all" });
  await dialog.getByRole("button", { name: "Save panel" }).click();
  await expect(board.panel("How busy")).toContainText("Below normal");

  await board.choose("How busy", "Duplicate");
  await expect(board.toast).toContainText("duplicated");
  await expect
    .poll(async () => (await board.names()).filter((name) => name.startsWith("How busy")))
    .toHaveLength(2);
  await board.choose("What to do", "Delete");
  await expect(board.panel("What to do")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(board.panel("What to do")).toBeVisible();

  await board.choose("How busy", "History");
  await page.getByRole("button", { name: /^Restore version 1/ }).click();
  await expect(board.panel("Requests per second")).toBeVisible();

  await page.getByRole("button", { name: "Edit board" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Delete board" }).click();
  await expect(page).toHaveURL(/\/boards$/);
  await page.getByRole("link", { name: "Trash" }).click();
  await expect(page.getByRole("list", { name: "Deleted" })).toContainText("Kept");
  await page.getByRole("button", { name: "Restore Kept" }).click();
  await expect(board.toast).toContainText("is back");
  await board.open(demo, path);
  await expect(board.title).toHaveText("Kept");
});

test("I3 choices are made, refused with a reason, and offered to readers", async ({ demo, board, page }) => {
  await board.open(demo, "/boards");
  await page.getByRole("button", { name: "New board" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Fresh");
  await page.getByRole("button", { name: "Make board" }).click();
  await expect(page.getByText("Nothing on this board yet")).toBeVisible();
  await page.getByRole("button", { name: "Edit board" }).click();
  await page.getByRole("button", { name: "Choices" }).click();
  const dialog = page.getByRole("dialog", { name: "What readers may choose" });
  await dialog.getByRole("button", { name: "Add a choice" }).click();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog.getByText("give it a name that readers understand")).toBeVisible();
  await expect(dialog.getByText("choose a label")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name for readers" }).fill("Part of the shop");
  await expect(dialog.getByRole("textbox", { name: "In queries" })).toHaveValue("part_of_the_shop");
  await dialog.getByRole("textbox", { name: "Label", exact: true }).fill("service");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Save board" }).click();
  await expect(board.toast).toContainText("Board saved");
  await page.getByRole("combobox", { name: "Part of the shop" }).click();
  await expect(page.getByRole("option", { name: "checkout" })).toBeVisible();
});

test("a panel opens in Explore with what is chosen filled in", async ({ demo, board, page }) => {
  await board.open(demo, `${SHOP}?v.service=checkout`);
  await board.choose("Failed requests, by part", "Edit in Explore");
  await expect(page).toHaveURL(/\/explore\?.*panel=starter-shop-health--failed/);
  await expect(page.getByRole("textbox", { name: "Query A" })).toContainText("checkout");
});

for (const { width, colorScheme } of oppositeLooks) {
  test(`A11Y at ${width} px, ${colorScheme}, no board, editor or list violates WCAG or scrolls sideways`, async ({
    demo,
    board,
    page,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const path = await ownBoard(demo, `Looked at ${width}`);
    for (const at of ["/boards", SHOP, `${path}?edit=1`, "/boards/trash"]) {
      await board.open(demo, at);
      await expect(board.title).toBeVisible();
      await board.settled();
      await expectNoViolations(page, { where: `${at} ${colorScheme} ${width}`, rules: "all" });
      await expectNoSidewaysScroll(page, at);
    }
  });
}

test("at 360 px a board is one column, its choices stand below each other, and colours keep their contrast", async ({
  demo,
  board,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await board.open(demo, SHOP);
  await board.settled();
  const boxes = await Promise.all(
    ["Requests answered", "Time people wait"].map((name) => board.panel(name).boundingBox()),
  );
  expect(boxes.map((box) => box?.width)).toEqual([360, 360]);
  expect(boxes[1]?.y).toBeGreaterThan(boxes[0]?.y ?? Number.NaN);
  await expectNoViolations(page, { where: "phone, light", rules: "look" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "dark" });
  await board.settled();
  await expectNoViolations(page, { where: "desk, dark", rules: "look" });
});
