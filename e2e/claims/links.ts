import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, sizeOf } from "./Ground.ts";

/** Links of Grafana's Explore as it has written them over the years, all with one query. */
const grafanaLinks = (expr: string) => {
  const query = { refId: "A", expr, range: true, datasource: { type: "prometheus", uid: "abc" } };
  return {
    panes: {
      schemaVersion: "1",
      orgId: "1",
      panes: JSON.stringify({
        xyz: { datasource: "abc", queries: [query], range: { from: "now-3h", to: "now" } },
      }),
    },
    left: {
      left: JSON.stringify({ datasource: "abc", queries: [query], range: { from: "now-3h", to: "now" } }),
    },
    "left as a list": { left: JSON.stringify(["now-3h", "now", "Prometheus", { expr }, { ui: [true] }]) },
  };
};

export function linkClaims(test: GroundTest): void {
  for (const path of ["/explore", "/graph"]) {
    test(`J1 imports a Prometheus g0 link opened at ${path}`, async ({ ground, page: browserPage }) => {
      const page = new ExplorePage(browserPage);
      const upstream = ground.watch(browserPage);
      const { metric } = ground.steady;
      const all = `${sizeOf(ground.steady) + 1} series`;
      const end = new Date(ground.endMs).toISOString().slice(0, 19).replace("T", " ");
      const link = new URLSearchParams({
        "g0.expr": metric,
        "g0.tab": "0",
        "g0.range_input": "2h",
        "g0.end_input": end,
        "g0.step_input": "120",
        "g1.expr": "vector(5)",
      });
      await browserPage.goto(`${ground.url}${path}?${link}`);
      await page.editorReady();
      await expect(page.status).toContainText(all);
      expect(await page.text("A")).toBe(metric);
      expect(await page.text("B")).toBe("vector(5)");
      await expect
        .poll(() => new URL(browserPage.url()).searchParams.get("a.q"), "rewritten in our own keys")
        .toBe(metric);
      expect(page.addressRange().to).toBe(ground.endMs);
      expect(page.addressRange().to - page.addressRange().from).toBe(7_200_000);
      const asked = upstream.seen("/query_range").find(({ params }) => params.get("query") === metric);
      expect(asked?.params.get("step")).toBe("120");
      await browserPage.reload();
      await expect(page.status).toContainText(all);
    });
  }

  for (const name of ["panes", "left", "left as a list"] as const) {
    test(`J1 imports a Grafana Explore link: ${name}`, async ({ ground, page: browserPage }) => {
      const page = new ExplorePage(browserPage);
      const upstream = ground.watch(browserPage);
      const { metric, first } = ground.counter;
      const expr = `sum by (${first.name}) (rate(${metric}[$__rate_interval]))`;
      await page.open(ground.url, `?${new URLSearchParams(grafanaLinks(expr)[name])}`);
      await expect(page.timeRange).toContainText("Last 3 hours");
      expect(await page.text()).toBe(expr);
      await expect(page.status).toContainText(`${first.values} series`);
      expect(upstream.queries()[0], "its variables work here").toMatch(
        /^sum by \(\w+\) \(rate\(\w+\[\d\w*\]\)\)$/,
      );
      await expect.poll(() => new URL(browserPage.url()).searchParams.has("left")).toBe(false);
    });
  }
}
