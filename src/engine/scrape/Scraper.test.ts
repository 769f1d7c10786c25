import { afterEach, describe, expect, it } from "vitest";
import { FakeTimers } from "../../testing/fakeTimers.ts";
import { isStale } from "../store/staleMarker.ts";
import { RingStore } from "../store/RingStore.ts";
import { finish } from "../work/Work.ts";
import { Scraper, type ScraperOptions } from "./Scraper.ts";
import type { FetchedPage, FetchPage } from "./ScrapePorts.ts";

const START_MS = Date.UTC(2026, 0, 1);
const TEXT = "text/plain; version=0.0.4";
const OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

const page = (text: string, contentType = TEXT): FetchedPage => ({
  contentType,
  chunks: (async function* () {
    const bytes = Buffer.from(text);
    // In two pieces, as a network may cut it.
    yield bytes.subarray(0, bytes.length >> 1);
    await Promise.resolve();
    yield bytes.subarray(bytes.length >> 1);
  })(),
});

let scraper: Scraper | undefined;
afterEach(() => scraper?.close());

type Page = (signal: AbortSignal, timers: FakeTimers) => ReturnType<FetchPage>;

function begin(fetchPage: Page, over: Partial<ScraperOptions> = {}): FakeTimers {
  const timers = new FakeTimers(START_MS);
  scraper = new Scraper({
    id: "shop",
    labels: { job: "shop", instance: "shop:9100" },
    honorsLabels: false,
    intervalMs: 15_000,
    timeoutMs: 10_000,
    maxPageBytes: 1024 ** 2,
    memoryBytes: 1024 ** 2,
    store: new RingStore(),
    fetchPage: async (signal) => await fetchPage(signal, timers),
    run: async (work) => await Promise.resolve(finish(work)),
    timers,
    ...over,
  });
  scraper.start();
  return timers;
}

/** "up{instance=…,job=…} 1 0": every series with its values, a stale marker as ·. */
function kept(nowMs = START_MS + 86_400_000): string[] {
  const window = { firstMs: nowMs, lastMs: nowMs, stepMs: 1, rangeMs: 172_800_000, isNewestOnly: false };
  return finish(scraper?.store.select([], window) ?? ([][Symbol.iterator]() as never)).map(
    ({ labels, values }) => {
      const name = labels.metricName;
      const rest = [...labels.withoutName().entries()].map(([label, value]) => `${label}=${value}`);
      const shown = [...values.keys()].map((i) => (isStale(values, i) ? "·" : String(values[i])));
      return `${name}{${rest.join(",")}} ${shown.join(" ")}`;
    },
  );
}

const of = (name: string) => kept().filter((line) => line.startsWith(`${name}{`));

describe("a scraper", () => {
  it("scrapes at once, then every interval at an offset of its own", async () => {
    const timesMs: number[] = [];
    const timers = begin(async (_signal, { now }) => {
      timesMs.push(now());
      return await Promise.resolve(page("a 1\n"));
    });
    await timers.pass(60_000);
    const [first = 0, second = 0, third = 0, fourth = 0] = timesMs;
    expect(first).toBe(START_MS);
    expect(second - first).toBeGreaterThan(0);
    expect(second - first).toBeLessThanOrEqual(15_000);
    expect([third - second, fourth - third]).toEqual([15_000, 15_000]);
    const again: number[] = [];
    scraper?.close();
    const later = begin(async (_signal, { now }) => {
      again.push(now());
      return await Promise.resolve(page("a 1\n"));
    });
    await later.pass(15_000);
    expect(again[1]).toBe(second);
  });

  it("adds job and instance, keeps the page's own as exported, and reports as Prometheus does", async () => {
    const timers = begin(async () => await Promise.resolve(page('a{job="x",exported_job="y"} 1\nb 2\n')));
    await timers.pass(0);
    expect(kept()).toEqual([
      "a{exported_exported_job=x,exported_job=y,instance=shop:9100,job=shop} 1",
      "b{instance=shop:9100,job=shop} 2",
      "scrape_duration_seconds{instance=shop:9100,job=shop} 0",
      "scrape_samples_post_metric_relabeling{instance=shop:9100,job=shop} 2",
      "scrape_samples_scraped{instance=shop:9100,job=shop} 2",
      "scrape_series_added{instance=shop:9100,job=shop} 2",
      "up{instance=shop:9100,job=shop} 1",
    ]);
  });

  it("lets the labels of a federated page win", async () => {
    const text = 'a{job="x",instance="i"} 1\nb{instance=""} 2\nc{job="y",instance=""} 3\n';
    const timers = begin(async () => await Promise.resolve(page(text)), { honorsLabels: true });
    await timers.pass(0);
    expect(kept().slice(0, 3)).toEqual(["a{instance=i,job=x} 1", "b{job=shop} 2", "c{job=y} 3"]);
  });

  it("ends every series with a stale marker when a scrape fails, and says why", async () => {
    let isDown = false;
    const timers = begin(async () => {
      if (isDown) throw new Error("The source cannot be reached: The connection was refused");
      return await Promise.resolve(page("a 1\n"));
    });
    await timers.pass(0);
    isDown = true;
    await timers.pass(15_000);
    expect(of("a")).toEqual(["a{instance=shop:9100,job=shop} 1 ·"]);
    expect(of("up")).toEqual(["up{instance=shop:9100,job=shop} 1 0"]);
    expect(scraper?.status()).toMatchObject({
      scrapes: 2,
      failures: 1,
      last: { error: "The source cannot be reached: The connection was refused", samples: 0 },
    });
    isDown = false;
    await timers.pass(15_000);
    expect(of("a")).toEqual(["a{instance=shop:9100,job=shop} 1 · 1"]);
    expect(scraper?.status().last).not.toHaveProperty("error");
  });

  it("ends the series that a page no longer has", async () => {
    const texts = ["a 1\nb 1\n", "b 2\n"];
    const timers = begin(async () => await Promise.resolve(page(texts.shift() ?? "b 3\n")));
    await timers.pass(30_000);
    expect(of("a")).toEqual(["a{instance=shop:9100,job=shop} 1 ·"]);
    expect(of("scrape_series_added")).toEqual(["scrape_series_added{instance=shop:9100,job=shop} 2 0 0"]);
  });

  it.each([
    ["breaks midway", "a 1\nb{ 2\nc 3\n", TEXT, /^line 2: /],
    ["is OpenMetrics without its end", "# TYPE a gauge\na 1\n", OPENMETRICS, /^line \d+: .*# EOF/],
  ])("F45 takes nothing of a page that %s, and names the line", async (...[, text, type, error]) => {
    const timers = begin(async () => await Promise.resolve(page(text, type)));
    await timers.pass(0);
    expect(of("a")).toEqual([]);
    expect(of("up")).toEqual(["up{instance=shop:9100,job=shop} 0"]);
    expect(scraper?.status().last?.error).toMatch(error);
  });

  it("counts repeated samples of a page once, and says how many there were", async () => {
    const timers = begin(async () => await Promise.resolve(page("a 1\na 2\n")));
    await timers.pass(0);
    expect(of("a")).toEqual(["a{instance=shop:9100,job=shop} 1"]);
    expect(scraper?.status().last).toMatchObject({ samples: 2, duplicates: 1 });
  });

  it("refuses a page above its limit", async () => {
    const timers = begin(async () => await Promise.resolve(page("#".repeat(2_000))), { maxPageBytes: 1024 });
    await timers.pass(0);
    expect(scraper?.status().last?.error).toBe("page of more than 0.0009765625 MiB");
  });
});

describe("time", () => {
  it("a page that hangs ends at the timeout, and no second scrape runs beside it", async () => {
    let running = 0;
    let most = 0;
    const timers = begin(
      async (signal) => {
        most = Math.max(most, (running += 1));
        return await new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            running -= 1;
            reject(new Error("given up"));
          });
        });
      },
      { timeoutMs: 15_000 },
    );
    await timers.pass(60_000);
    expect(most).toBe(1);
    expect(scraper?.status().last?.error).toBe("no complete page within 15 s");
    expect(scraper?.status().scrapes).toBeGreaterThanOrEqual(2);
  });

  it("a port that does not listen to its signal is left behind", async () => {
    const timers = begin(async () => await new Promise<never>(() => undefined));
    await timers.pass(10_000);
    expect(scraper?.status().last?.error).toBe("no complete page within 10 s");
  });

  it("a machine that slept scrapes once when it wakes", async () => {
    let scrapes = 0;
    const timers = begin(async () => {
      scrapes += 1;
      return await Promise.resolve(page("a 1\n"));
    });
    await timers.pass(0);
    // Timers stood still meanwhile.
    timers.set(START_MS + 8 * 3_600_000);
    await timers.pass(15_000);
    expect(scrapes).toBe(2);
    await timers.pass(15_000);
    expect(scrapes).toBe(3);
  });

  it("a clock set back goes on in its rhythm, and says that samples wait", async () => {
    let scrapes = 0;
    const timers = begin(async () => {
      scrapes += 1;
      return await Promise.resolve(page(`a ${scrapes}\n`));
    });
    await timers.pass(0);
    timers.set(START_MS - 3_600_000);
    await timers.pass(45_000);
    expect(scrapes).toBe(4);
    expect(scraper?.status().last?.error).toMatch(/^the clock was set back/);
    timers.set(START_MS + 60_000);
    await timers.pass(15_000);
    expect(scraper?.status().last).not.toHaveProperty("error");
    expect(of("a")).toEqual(["a{instance=shop:9100,job=shop} 1 5"]);
  });

  it("a closed scraper does nothing more", async () => {
    let scrapes = 0;
    const timers = begin(async () => {
      scrapes += 1;
      return await Promise.resolve(page("a 1\n"));
    });
    await timers.pass(0);
    scraper?.close();
    await timers.pass(60_000);
    expect(scrapes).toBe(1);
    expect(timers.waits).toEqual([]);
  });
});
