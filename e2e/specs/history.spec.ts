import { CANARY } from "../stack/canary.ts";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const openHistory = (page: ExplorePage) => page.page.getByRole("button", { name: "History" }).click();

test("A7 finds, stars and runs what ran before, in the next visit too", async ({
  app,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  for (const query of ["vector(11)", "sum(kube_node_status_allocatable)", "vector(13)"])
    await page.askAndSee(query);
  await browserPage.goto(`${app.url}/explore`);
  await page.editorReady();
  await openHistory(page);
  const dialog = browserPage.getByRole("dialog", { name: "History" });
  const entries = dialog.getByRole("list", { name: "Queries" }).getByRole("listitem");
  await expect(entries).toHaveCount(3);
  await expect(entries.first()).toContainText("vector(13)");

  const star = entries.filter({ hasText: "vector(11)" }).getByRole("button", { name: "Star" });
  await star.click();
  await dialog.getByRole("checkbox", { name: "Starred" }).check();
  await expect(entries).toHaveCount(1);
  await dialog.getByRole("checkbox", { name: "Starred" }).uncheck();
  await dialog.getByRole("searchbox", { name: "Search history" }).fill("NODE sum");
  await expect(entries).toHaveCount(1);
  await entries.getByRole("button", { name: /^Run / }).click();
  await expect(dialog).toHaveCount(0);
  expect(await page.text()).toBe("sum(kube_node_status_allocatable)");
  await expect(page.status).toContainText("1 series");

  await browserPage.reload();
  await page.editorReady();
  await openHistory(page);
  await expect(entries.first()).toContainText("sum(kube_node_status_allocatable)");
  await expect(
    entries.filter({ hasText: "vector(11)" }).getByRole("button", { name: "Remove the star" }),
  ).toBeVisible();
});

test("A7 arrow up at the start of the text recalls, and down comes back", async ({
  app,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  for (const query of ["vector(1)", "vector(2)", "vector(3)"]) await page.askAndSee(query);
  await page.query().focus();
  await browserPage.keyboard.press("Control+Home");
  await browserPage.keyboard.press("ArrowUp");
  await expect.poll(() => page.text()).toBe("vector(2)");
  await browserPage.keyboard.press("ArrowUp");
  await expect.poll(() => page.text()).toBe("vector(1)");
  await browserPage.keyboard.press("Control+ArrowDown");
  await expect.poll(() => page.text()).toBe("vector(2)");
  await browserPage.keyboard.press("Enter");
  await expect(page.status).toContainText("1 series");
});

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
