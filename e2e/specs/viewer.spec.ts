import { BoardView } from "../pages/BoardView.ts";
import { PaletteView } from "../pages/PaletteView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { expect, test as base } from "../stack/demoFixtures.ts";

/** Whoever comes through the proxy is a viewer. */
const CONFIG = `
server: { trusted_proxies: ["127.0.0.1"] }
auth: { mode: proxy, proxy: { user_header: X-Forwarded-User, roles: { viewer: ["*"] } } }
`;

const test = base.extend<{ board: BoardView }, { desk: RunningApp }>({
  desk: [
    async ({}, use) => {
      const app = await startApp({ config: CONFIG, env: { DEMO_NOW: "2026-11-18T13:47:00Z" } });
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  board: async ({ page }, use) => use(new BoardView(page)),
});
test.use({ extraHTTPHeaders: { "X-Forwarded-User": "support-desk" } });

test("I2 T6 a viewer lands on the boards, finds nothing else in the rail, and other pages say why", async ({
  desk,
  board,
  page,
}) => {
  await board.open(desk, "/");
  await expect(board.title).toHaveText("Boards");
  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("link", { name: "Boards", exact: true })).toBeVisible();
  for (const name of ["Explore", "Sources"]) await expect(rail.getByRole("link", { name })).toHaveCount(0);
  await expect(rail.getByRole("button", { name: "Browse" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New board" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Trash" })).toHaveCount(0);

  await rail.getByRole("list", { name: "Boards" }).getByRole("link", { name: "Shop health" }).click();
  await expect(board.title).toHaveText("Shop health");
  await expect(rail.getByRole("link", { name: "Shop health" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("View only")).toBeVisible();
  await expect(board.panel("Requests answered")).toContainText("Below normal");
  await expect(page.getByRole("button", { name: /^Menu of/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Edit board|Make a copy/ })).toHaveCount(0);
  await expectNoViolations(page, { where: "viewer", rules: "all" });

  for (const path of ["/explore?a.q=up", "/sources", "/boards/trash"]) {
    await board.open(desk, path);
    await expect(page.getByText("This page is not for viewers")).toBeVisible();
    await expect(page.getByText("FORBIDDEN")).toBeVisible();
  }
  await page.getByRole("link", { name: "My boards" }).click();
  await expect(board.title).toHaveText("Boards");
});

test("T6 nothing that a viewer's page receives tells a query, a source or an address", async ({
  desk,
  board,
  page,
}) => {
  const bodies: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().includes("/api/")) return;
    bodies.push(JSON.stringify(response.headers()), await response.text().catch(() => ""));
  });
  await board.open(desk, "/boards/starter-shop-health");
  await expect(board.panel("Restarted programs, last 4 hours").getByRole("table")).toContainText("accounts");
  await board.settled();
  const text = bodies.join("\n");
  expect(text).toContain("Requests answered");
  for (const secret of ["http_requests_total", "demo-metrics", "rate(", "histogram_quantile"])
    expect(text).not.toContain(secret);
});

test("I2 M1 a viewer finds boards, panels and ranges with Mod-K, and their page never asks what they may not", async ({
  desk,
  board,
  page,
}) => {
  const refused: string[] = [];
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.on("response", (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  await board.open(desk, "/");
  await expect(board.title).toHaveText("Boards");
  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("button", { name: "support-desk, viewer" })).toBeVisible();
  await expect(rail.getByRole("button", { name: "Search" })).toBeVisible();

  const palette = new PaletteView(page);
  await palette.open();
  await palette.field.fill("requests answered");
  await expect(palette.active).toContainText("Panel, Shop health");
  await page.keyboard.press("Enter");
  await expect(board.title).toHaveText("Shop health");
  await expect(board.panel("Requests answered")).toBeFocused();
  await board.settled();
  await expect(page).toHaveURL(/\/boards\/starter-shop-health$/);

  await palette.open();
  await palette.field.fill("last 2 days");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=now-2d/);
  await palette.open();
  await palette.field.fill("restarted programs");
  await page.keyboard.press("Enter");
  await expect(board.panel("Restarted programs, last 4 hours")).toBeFocused();
  await expect(board.panel("Restarted programs, last 4 hours")).toBeInViewport();
  await expect(page).toHaveURL(/from=now-2d&to=now$/);
  await board.settled();
  await palette.open();
  await palette.field.fill("http_requests");
  await expect(page.getByText("Nothing fits “http_requests”")).toBeVisible();
  expect(refused).toEqual([]);
  expect(asked.filter((path) => path.startsWith("/api/sources"))).toEqual([]);
});
