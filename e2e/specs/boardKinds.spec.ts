import type { Browser, Page } from "@playwright/test";
import { BoardView } from "../pages/BoardView.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

/** Who comes through the proxy is what their group says. */
const CONFIG = `
server: { trusted_proxies: ["127.0.0.1"] }
auth:
  mode: proxy
  proxy: { user_header: X-Forwarded-User, groups_header: X-Groups, roles: { viewer: ["support"], editor: ["eng"] } }
`;
const QUERY = '{app="$part"} |= "$words"';

async function pageOf(browser: Browser, name: string, group: string): Promise<Page> {
  const extraHTTPHeaders = { "X-Forwarded-User": name, "X-Groups": group };
  return await (await browser.newContext({ extraHTTPHeaders })).newPage();
}

async function makeBoard(page: Page, app: RunningApp): Promise<string> {
  await page.goto(`${app.url}/boards`);
  await page.getByRole("button", { name: "New board" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Messages");
  await page.getByRole("textbox", { name: "Folder" }).fill("Shop");
  await page.getByRole("button", { name: "Make board" }).click();
  await page.getByRole("button", { name: "Edit board" }).click();
  await page.getByRole("button", { name: "Choices" }).click();
  const dialog = page.getByRole("dialog", { name: "What readers may choose" });
  await dialog.getByRole("button", { name: "Add a choice" }).click();
  const list = dialog.getByRole("group", { name: "Choice 1" });
  await list.getByText("A list", { exact: true }).click();
  await list.getByRole("textbox", { name: "Name for readers" }).fill("Part");
  await list.getByRole("textbox", { name: "Values" }).fill("checkout = Paying\ncart = The cart");
  await dialog.getByRole("button", { name: "Add a choice" }).click();
  const text = dialog.getByRole("group", { name: "Choice 2" });
  await text.getByText("A text", { exact: true }).click();
  await text.getByRole("textbox", { name: "Name for readers" }).fill("Words");
  await text.getByRole("textbox", { name: "Pattern" }).fill("[a-z ]{3,40}");
  await text.getByRole("textbox", { name: "Example" }).fill("order placed");
  await text.getByRole("textbox", { name: "Chosen at first" }).fill("order placed");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Add note" }).click();
  const note = page.getByRole("dialog", { name: "Add a note" });
  await note.getByRole("textbox", { name: "Note" }).fill("Refused payments: call the bank.\n\nElse wait.");
  await expectNoViolations(page, { where: "note dialog", rules: "all" });
  await note.getByRole("button", { name: "Add note" }).click();
  await expect(note).toHaveCount(0);
  await page.getByRole("button", { name: "Save board" }).click();
  await expect(page.getByRole("button", { name: "Edit board" })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function saveLogs(page: Page, app: RunningApp): Promise<void> {
  const logs = new LogsView(page);
  await logs.open(
    app.url,
    `?${new URLSearchParams({ "a.src": "loki", "a.q": QUERY, tab: "logs", from: "now-6h" })}`,
  );
  await page.getByRole("button", { name: "Save panel" }).click();
  const dialog = page.getByRole("dialog", { name: "Save panel" });
  await dialog.getByRole("textbox", { name: "Name" }).first().fill("Latest messages");
  const picker = dialog.getByRole("combobox", { name: "Board" });
  if (!(await picker.textContent())?.includes("Messages")) {
    await picker.click();
    await page.getByRole("option", { name: "Messages" }).click();
  }
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test("I1 I3 messages, a note, a list and a text with a pattern: made by an editor, read and chosen by a viewer", async ({
  logStack,
  browser,
}) => {
  const app = await startApp({
    config: CONFIG,
    env: { LOKI_URL: logStack.proxy.url, LOKI_TOKEN: CANARY },
  });
  try {
    const editor = await pageOf(browser, "Ada", "eng");
    const path = await makeBoard(editor, app);
    await saveLogs(editor, app);

    const viewer = await pageOf(browser, "Support desk", "support");
    const received: string[] = [];
    viewer.on("response", async (answer) => {
      if (answer.url().includes("/api/")) received.push(await answer.text().catch(() => ""));
    });
    const board = new BoardView(viewer);
    await board.open(app, path);
    await expect(board.title).toHaveText("Messages");
    await expect(board.panel("What to do")).toContainText("Refused payments: call the bank.");
    await expect(board.panel("What to do")).toContainText("Note by Ada");
    const messages = board.panel("Latest messages");
    await viewer.getByRole("button", { name: /^Time range/ }).click();
    await viewer.getByRole("option", { name: "Last 6 hours" }).click();
    await expect(messages).toContainText("order placed");

    await viewer.getByRole("combobox", { name: "Part" }).click();
    await viewer.getByRole("option", { name: "The cart" }).click();
    await expect(messages).toContainText("No messages");
    const words = viewer.getByRole("textbox", { name: "Words" });
    await words.fill("item added");
    await words.press("Enter");
    await expect(messages).toContainText("item added");
    await expect(viewer).toHaveURL(/v\.part=cart&v\.words=item\+added/);

    await expect(messages).not.toHaveAttribute("aria-busy");
    await expectNoViolations(viewer, { where: "board of messages", rules: "all" });

    await words.fill('" or {app=~".+"}');
    await words.press("Enter");
    await expect(viewer.getByText("write it like “order placed”")).toBeVisible();
    await expect(words).toHaveAttribute("aria-invalid", "true");
    expect(received.join("\n")).toContain("Latest messages");
    expect(received.join("\n")).not.toMatch(/\$part|loki|\{app=/);
    await viewer.context().close();

    // Who did what to the panel, and for whom it ran last.
    const own = new BoardView(editor);
    await own.open(app, path);
    await own.choose("Latest messages", "Details");
    const details = editor.getByRole("dialog", { name: "Details of Latest messages" });
    await expect(details).toContainText(/Made.* by Ada/);
    await expect(details).toContainText(/Last run.* for (?:Support desk|Ada)/);
    await editor.context().close();
  } finally {
    await app.stop();
  }
});
