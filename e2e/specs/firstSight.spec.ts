import type { Page } from "@playwright/test";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { triedLooks } from "../claims/accessibility.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const questions = [
  {
    title: "Who uses the CPU?",
    text: "Cores in use by namespace.",
    query: "sum by (namespace) (rate(container_cpu_usage_seconds_total[5m]))",
    range: "3h",
  },
  { title: "How large are the nodes?", text: "", query: "kube_node_status_allocatable", range: "1h" },
  { title: "What are the GPUs doing?", text: "", query: "rate(node_gpu_seconds_total[5m])", range: "6h" },
  { title: "Which targets answer?", text: "", query: "up", range: "15m" },
];

/** The real Prometheus, presented to the page as the demo would be. */
async function asDemo(page: Page): Promise<void> {
  await page.route("**/api/sources", async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as { sources: object[] };
    const sources = list.sources.map((source) => ({
      ...source,
      kind: "openmetrics",
      origin: "embedded",
      preset: "demo",
      questions,
    }));
    await route.fulfill({ response, json: { ...list, sources } });
  });
}

test("First sight: the first question is answered at once, and says that its data is demo data", async ({
  app,
  page,
}) => {
  await asDemo(page);
  const explore = new ExplorePage(page);
  await page.goto(`${app.url}/`);
  await expect(explore.status).toContainText("8 series");
  await expect(explore.query()).toContainText("container_cpu_usage_seconds_total");
  await expect(explore.timeRange).toHaveAccessibleName(/Last 3 hours/);
  await expect(page.getByText("Demo data").filter({ visible: true })).toHaveCount(1);
  const strip = page.getByRole("group", { name: "Questions to start with" });
  await expect(strip.getByRole("button", { name: "Who uses the CPU?" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await strip.getByRole("button", { name: "How large are the nodes?" }).focus();
  await page.keyboard.press("Enter");
  await expect(explore.status).toContainText("3 series");
  await expect(page).toHaveURL(/kube_node_status_allocatable/);
  await page.goBack();
  await expect(explore.status).toContainText("8 series");
  await strip.getByRole("button", { name: "Dismiss questions" }).click();
  await page.reload();
  await expect(explore.status).toContainText("8 series");
  await expect(strip).toHaveCount(0);
  await page.getByRole("button", { name: "Questions", exact: true }).click();
  await expect(strip).toBeVisible();
  await page.getByRole("link", { name: "Connect your own" }).click();
  await expect(page.getByRole("form", { name: "Add source" })).toBeVisible();
});

test("First sight: a link is opened as it is, with no question asked instead", async ({ app, page }) => {
  await asDemo(page);
  const explore = new ExplorePage(page);
  await explore.open(app.url, `?${new URLSearchParams({ "a.q": "count(kube_node_status_allocatable)" })}`);
  await expect(explore.status).toContainText("1 series");
  await expect(page.getByRole("group", { name: "Questions to start with" })).toBeVisible();
  await expect(page.locator("[aria-pressed=true]").filter({ hasText: "?" })).toHaveCount(0);
});

test("First sight: with nothing but its own metrics the form comes first, and Explore stays open to who wants it", async ({
  app,
  page,
}) => {
  await page.route("**/api/sources", async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as { sources: object[] };
    const sources = list.sources.map((source) => ({ ...source, origin: "embedded", preset: "self" }));
    await route.fulfill({ response, json: { ...list, sources } });
  });
  await page.goto(`${app.url}/`);
  await expect(page.getByRole("form", { name: "Add source" })).toBeVisible();
  await page.getByRole("link", { name: "Explore" }).click();
  await expect(page.getByText("Ask Prometheus something")).toBeVisible();
});

for (const { colorScheme, width } of triedLooks) {
  test(`First sight has no violation, ${colorScheme}, ${width} px, and no sideways scroll`, async ({
    app,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await asDemo(page);
    await page.goto(`${app.url}/`);
    await expect(new ExplorePage(page).status).toContainText("8 series");
    await expectNoViolations(page, { where: "first sight", rules: width === 1440 ? "all" : "look" });
    await expectNoSidewaysScroll(page);
  });
}
