import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test("from a metric query to the logs of the same labels and time, and back", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  const search = new URLSearchParams({
    "a.src": "prometheus",
    "a.q": 'sum by (cluster) (rate(container_cpu_usage_seconds_total{cluster="ord1"}[5m]))',
    from: "now-1h",
  });
  await page.open(bothApp.url, `?${search}`);
  await expect(page.chart).toBeVisible();
  await page.menu("A", "Show logs");
  await expect(page.logsTab).toHaveAttribute("aria-selected", "true");
  expect(await page.text("B")).toBe('{cluster="ord1"}');
  await expect(page.lines.first()).toBeVisible();
  await page.menu("B", "Show metrics");
  await expect(page.query("C")).toContainText('count by (__name__) ({cluster="ord1"})');
  await expect(page.chart).toBeVisible();
});
