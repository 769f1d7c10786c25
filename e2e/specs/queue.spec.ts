import { ExplorePage } from "../pages/ExplorePage.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");
test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("T14 a query that waits for a busy source says how many go first", async ({ app, stack, page }) => {
  const explore = new ExplorePage(page);
  const query = "kube_node_status_allocatable";
  await explore.open(app.url, `?${new URLSearchParams({ "a.q": query, from: "now-3h" })}`);
  await expect(explore.status).toContainText("3 series");
  stack.proxy.intercept(({ url }) => (url.includes("/api/v1/query") ? { delayMs: 60_000 } : undefined));
  const leaver = new AbortController();
  // 20 may run at once; seven more wait.
  for (let i = 0; i < 27; i += 1) {
    const url = `${app.url}/api/sources/prometheus/api/v1/query?query=up&time=${i}`;
    fetch(url, { signal: leaver.signal }).catch(() => undefined);
  }
  await expect.poll(() => stack.proxy.openRequests()).toBe(20);
  await explore.ask(`sum(${query})`);
  await expect(page.getByText(/^\d+ ahead of you$/)).toBeVisible();
  leaver.abort();
  await expect(page.getByText(/ahead of you/)).toHaveCount(0);
  await page.getByRole("tabpanel").getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => stack.proxy.openRequests()).toBe(0);
});
