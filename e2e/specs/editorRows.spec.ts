import { editorRowsClaims } from "../claims/editorRows.ts";
import { CANARY } from "../stack/canary.ts";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

editorRowsClaims(test);

const NODES = "kube_node_status_allocatable";
const letters = [..."ABCDEFGHIJ"];

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("A9 ten queries run in parallel on one chart; an eleventh cannot be added", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  let most = 0;
  stack.proxy.intercept(({ url }) => {
    if (!url.includes("/query_range")) return undefined;
    most = Math.max(most, stack.proxy.openRequests());
    return { delayMs: 300 };
  });
  const search = new URLSearchParams({ from: "now-3h" });
  for (const letter of letters.slice(0, 9))
    search.set(`${letter.toLowerCase()}.q`, `${NODES}{cluster="ord1"} + ${letter.charCodeAt(0)}`);
  await page.open(app.url, `?${search}`);
  await expect(page.status).toContainText("9 series");
  expect(most, "at the same time").toBeGreaterThanOrEqual(4);
  const add = browserPage
    .getByRole("button", { name: "Query", exact: true })
    .and(browserPage.locator(":not(table *)"));
  await add.click();
  await page.ask("vector(1)", "J");
  await expect(page.status).toContainText("10 series");
  await expect(add).toBeDisabled();
  const colors = await browserPage
    .locator("[data-letter]")
    .evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).backgroundColor));
  expect(new Set(colors).size, "each its own colour").toBe(10);
});

test("A9 each query has its own source, eye and error; side by side gives each its chart", async ({
  stack,
  page: browserPage,
}) => {
  const two = (id: string, name: string) =>
    `  - { id: ${id}, name: ${name}, kind: prometheus, url: "${stack.proxy.url}", authorization: { credentials: "${CANARY}" } }\n`;
  const app = await startApp({ config: `sources:\n${two("east", "East")}${two("west", "West")}` });
  try {
    const page = new ExplorePage(browserPage);
    const upstream = watchUpstream(stack.proxy);
    await page.open(
      app.url,
      `?a.src=east&a.q=${NODES}&b.src=west&b.q=vector(2)&c.src=east&c.q=sum(&from=now-3h`,
    );
    await expect(page.status).toContainText("4 series");
    expect(upstream.queries().toSorted()).toEqual([NODES, "sum(", "vector(2)"].toSorted());
    const row = (letter: string) => browserPage.getByRole("region", { name: `Query ${letter} row` });
    await expect(row("B")).toContainText("West");
    await expect(row("A")).toContainText("East");
    await expect(row("C").getByRole("alert")).toContainText("QUERY_REJECTED");
    await expect(row("A").getByRole("alert")).toHaveCount(0);

    await browserPage.getByRole("button", { name: "Hide query C" }).click();
    await expect(page.alert).toHaveCount(0);
    await browserPage.getByRole("button", { name: "Hide query B" }).click();
    await expect(page.status).toContainText("3 series");
    await browserPage.getByRole("button", { name: "Show query B" }).click();
    await expect(page.status).toContainText("4 series");

    await browserPage
      .getByRole("button", { name: /side by side/i })
      .or(browserPage.getByRole("radio", { name: /side/i }))
      .first()
      .click();
    await expect(browserPage.getByRole("figure", { name: "Chart A" })).toBeVisible();
    await expect(browserPage.getByRole("figure", { name: "Chart B" })).toBeVisible();

    await page.query("B").focus();
    await page.source.click();
    await browserPage.getByRole("option", { name: /East/ }).click();
    await expect(row("B")).not.toContainText("West");
    expect(new URL(browserPage.url()).searchParams.get("a.src")).toBe("east");
  } finally {
    await app.stop();
  }
});
