import { historyClaims } from "../claims/history.ts";
import { CANARY } from "../stack/canary.ts";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

historyClaims(test);

const openHistory = (page: ExplorePage) => page.page.getByRole("button", { name: "History" }).click();

test("A7 walks and lists only the queries of the source asked", async ({ stack, page: browserPage }) => {
  const entry = (id: string, name: string) =>
    `  - { id: ${id}, name: ${name}, kind: prometheus, url: "${stack.proxy.url}", authorization: { credentials: "${CANARY}" } }\n`;
  const app = await startApp({ config: `sources:\n${entry("east", "East")}${entry("west", "West")}` });
  try {
    const page = new ExplorePage(browserPage);
    await page.open(app.url, "?a.src=east");
    await page.askAndSee("vector(100)");
    await browserPage.goto(`${app.url}/explore?a.src=west`);
    await page.editorReady();
    await page.askAndSee("vector(200)");
    await openHistory(page);
    const dialog = browserPage.getByRole("dialog", { name: "History" });
    const entries = dialog.getByRole("list", { name: "Queries" }).getByRole("listitem");
    await expect(entries).toHaveCount(1);
    await expect(entries).toContainText("vector(200)");
    await dialog.getByRole("checkbox", { name: "Every source" }).check();
    await expect(entries).toHaveCount(2);
    await entries.filter({ hasText: "East" }).getByRole("button", { name: /^Run / }).click();
    await expect(page.source).toContainText("East");
    expect(new URL(browserPage.url()).searchParams.get("a.src")).toBe("east");
  } finally {
    await app.stop();
  }
});
