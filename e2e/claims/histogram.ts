import { expect } from "@playwright/test";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { save } from "../pages/save.ts";
import type { Ground, GroundTest } from "./Ground.ts";

interface Kind {
  readonly kind: "classic" | "native";
  readonly queryOf: (ground: Ground) => string;
  readonly range?: Readonly<Record<string, string>>;
}

export const classic = ({ histogram }: Ground): string => `sum by (le) (rate(${histogram.name}_bucket[5m]))`;

export function histogramClaims(test: GroundTest, kinds: readonly Kind[]): void {
  for (const { kind, queryOf, range = { from: "now-1h" } } of kinds) {
    test(`D7 F39 a ${kind} histogram is a heatmap, its quantiles, or its count and sum`, async ({
      ground,
      page,
    }) => {
      const explore = new ExplorePage(page);
      const chart = new ChartView(page);
      await explore.open(ground.url, ground.search({ ...range, "a.q": queryOf(ground) }));
      await expect(page.getByRole("radio", { name: "Heatmap" })).toBeChecked();
      await expect.poll(async () => (await chart.picture()).length).toBeGreaterThan(2000);
      await expect.poll(async () => (await chart.ticks()).join(" ")).toMatch(/ms/);
      const svg = (await save(page, "SVG picture")).bytes.toString();
      expect(svg).toContain("observations in a bucket");
      expect(svg).toMatch(/>\d[^<]* ms<\/text>/);
      expect((await save(page, "PNG picture")).bytes.subarray(1, 4).toString()).toBe("PNG");
      const csv = (await save(page, "CSV, a row per bucket")).bytes.toString().split("\r\n");
      expect(csv[0]).toBe("time,timestamp_ms,bucket_low,bucket_high,count");
      expect(csv.length).toBeGreaterThan(20);
      await page.getByRole("button", { name: /^Histogram as/ }).click();
      await page.getByRole("menuitemradio", { name: "p50, p90, p99" }).click();
      const legend = page.getByRole("table", { name: "Series" });
      for (const name of ["0.5", "0.9", "0.99"]) {
        await expect(legend.getByTitle(name, { exact: true })).toBeVisible();
      }
      await expect(page.getByRole("button", { name: "Unit: s", exact: true })).toBeVisible();
      await page.getByRole("button", { name: /^Histogram as/ }).click();
      await page.getByRole("menuitemradio", { name: "Count and sum" }).click();
      await expect(legend).toContainText("count");
      // `sum by (le)` of buckets has no sum; a native histogram carries its own.
      if (kind === "native") await expect(legend).toContainText("sum");
    });
  }
}
