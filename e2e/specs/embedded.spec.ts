import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { startApp } from "../stack/appServer.ts";
import { startNodeExporter } from "../stack/prometheusServer.ts";
import { promtools } from "../stack/promtool.ts";
import { expect, test } from "../stack/demoFixtures.ts";

// Pages and dumps as sources, through the whole product: no Prometheus runs.

/** The engine reads its first page within a scrape interval. */
const FIRST_SCRAPE_MS = 25_000;

/** Drops a text on the window as a file. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    (file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([file.text], file.name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, text },
  );
}

test("SCRAPE_URL explores an exporter with no Prometheus", async ({ browser }) => {
  test.setTimeout(90_000);
  const exporter = await startNodeExporter();
  const app = await startApp({ env: { SCRAPE_URL: `${exporter.url}/metrics` } });
  try {
    const page = new ExplorePage(await browser.newPage());
    await page.open(app.url, "?tab=table&a.q=up");
    await expect
      .poll(
        async () => {
          await page.run.click();
          await expect(page.status).not.toHaveAttribute("aria-busy", "true");
          return page.table.textContent({ timeout: 2_000 }).catch(() => "");
        },
        { timeout: FIRST_SCRAPE_MS },
      )
      .toContain("scrape");
    await page.askAndSee('node_cpu_seconds_total{mode="idle",cpu="0"}');
    await expect(page.table).toContainText("node_cpu_seconds_total");
    await page.askAndSee("scrape_samples_scraped > 100");
    await expect(page.table).toContainText("scrape");
    await page.page.close();
  } finally {
    await app.stop();
    await exporter.stop();
  }
});

test("F45 a dropped dump is explored, and one that breaks its format is told by line and not kept", async ({
  browser,
}) => {
  const app = await startApp();
  try {
    const page = new ExplorePage(await browser.newPage());
    await page.open(app.url);
    const endS = Math.floor(Date.now() / 1000);
    const samples = Array.from(
      { length: 40 },
      (_, i) => `jobs_total{queue="mail"} ${i * 3} ${endS - (40 - i) * 60}`,
    );
    await drop(page.page, "night.om", `# TYPE jobs counter\n${samples.join("\n")}\n# EOF\n`);
    await expect(page.source).toContainText("night");
    await page.editorReady();
    await page.askAndSee("rate(jobs_total[5m])");
    await expect(page.status).toContainText("1 series");
    await drop(page.page, "broken.om", "# TYPE jobs counter\njobs_total{queue=mail} 1\n# EOF\n");
    await expect(page.alert.filter({ hasText: "line 2" })).toBeVisible();
    const list = (await (await fetch(`${app.url}/api/sources`)).json()) as { sources: { name: string }[] };
    expect(list.sources.map(({ name }) => name)).not.toContain("broken");
    await page.page.close();
  } finally {
    await app.stop();
  }
});

test("a file is read again when it changes, and the last good one stays when it breaks", async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-dump-"));
  const file = path.join(dir, "dump.om");
  const write = (value: string) =>
    fs.writeFileSync(file, `# TYPE a gauge\na ${value} ${Math.floor(Date.now() / 1000)}\n# EOF\n`);
  write("1");
  const app = await startApp({ config: `sources:\n  - { id: dump, kind: openmetrics, file: ${file} }\n` });
  const value = async () => {
    const answer = await fetch(`${app.url}/api/sources/dump/api/v1/query?query=a`);
    return ((await answer.json()) as { data?: { result: { value: [number, string] }[] } }).data?.result[0]
      ?.value[1];
  };
  const said = async () => (await fetch(`${app.url}/api/sources/dump/check`)).text();
  try {
    await expect.poll(value).toBe("1");
    write("2");
    await expect.poll(value).toBe("2");
    write("two");
    await expect.poll(said).toContain("line 2");
    expect(await value()).toBe("2");
  } finally {
    await app.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
});

for (const { name, run } of promtools()) {
  test(`${name} asks the demo as it asks a Prometheus`, async ({ demo }) => {
    const base = `${demo.url}/api/sources/demo-metrics`;
    const count = await run(["query", "instant", "--time=2026-11-18T13:47:00Z", base, "count(up)"]);
    expect(count).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{\} => \d+ @\[/) });
    const range = await run([
      "query",
      "range",
      "--start=1795009000",
      "--end=1795010000",
      "--step=1m",
      base,
      "sum(up)",
    ]);
    expect(range.stdout.split("\n").length).toBeGreaterThan(15);
    // By itself it asks for a year; of the demo that is every pod of five weeks.
    const day = ["--start=1794923220", "--end=1795009620"];
    const labels = await run(["query", "labels", ...day, base, "job"]);
    expect(labels, labels.stderr).toMatchObject({ code: 0 });
    expect(labels.stdout.split("\n")).toContain("kube-state-metrics");
    const refused = await run(["query", "instant", base, "sum(("]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain("1:6: parse error: unclosed left parenthesis");
  });
}
