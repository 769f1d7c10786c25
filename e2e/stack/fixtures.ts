import fs from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";
import type { Ground } from "../claims/Ground.ts";
import { prometheusGround } from "../grounds/prometheusGround.ts";
import { type RunningApp, startApp } from "./appServer.ts";
import { CANARY, leaks } from "./canary.ts";
import { filesUnder } from "./filesUnder.ts";
import { historyText } from "./history.ts";
import { type RunningServer, startNodeExporter, startPrometheus } from "./prometheusServer.ts";
import { startTokenProxy, type TokenProxy } from "./tokenProxy.ts";

/** The real servers of one worker: Prometheus 3 with history, scraping a node exporter, behind a proxy that demands the token. */
export interface Stack {
  readonly prometheus: RunningServer;
  readonly proxy: TokenProxy;
  /** Last backfilled sample, epoch seconds. */
  readonly historyEndS: number;
}

interface WorkerFixtures {
  readonly stack: Stack;
  /** The product on that stack, by PROMETHEUS_URL and PROMETHEUS_TOKEN: source id "prometheus". */
  readonly app: RunningApp;
}

interface TestFixtures {
  /** Violations of the Content Security Policy and uncaught errors of the page, collected while the test runs. */
  readonly faults: string[];
  /** Everything the browser received while the test ran is searched for the token. */
  readonly watched: Page;
  /** Where the claims of Explore are tried: here the real Prometheus. */
  readonly ground: Ground;
}

const binary = (name: string) => process.env[`SIGHTGLASS_${name}`] ?? "";

/** What needs the real Prometheus 3 is skipped where it could not be built; with CI=true that has failed before. */
export const hasPrometheus3 = binary("PROMETHEUS") !== "";

async function startStack(): Promise<Stack> {
  const historyEndS = Math.floor(Date.now() / 1000 / 15) * 15;
  const exporter = await startNodeExporter();
  const prometheus = await startPrometheus({
    binary: binary("PROMETHEUS"),
    promtool: binary("PROMTOOL"),
    history: historyText(historyEndS),
    targets: { node: new URL(exporter.url).host },
  });
  const proxy = await startTokenProxy({ upstream: prometheus.url, authorization: `Bearer ${CANARY}` });
  const stop = async () => {
    await proxy.stop();
    await prometheus.stop();
    await exporter.stop();
  };
  return { prometheus: { ...prometheus, stop }, proxy, historyEndS };
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.prometheus.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: [
    async ({ stack }, use) => {
      const app = await startApp({ env: { PROMETHEUS_URL: stack.proxy.url, PROMETHEUS_TOKEN: CANARY } });
      await use(app);
      await app.stop();
      // Every byte it logged and every file it kept, over the whole worker.
      expect(leaks(app.child.output()), "the token in the log").toEqual([]);
      for (const file of filesUnder(app.dataDir)) expect(leaks(fs.readFileSync(file)), file).toEqual([]);
    },
    { scope: "worker" },
  ],
  ground: async ({ app, stack }, use) => use(prometheusGround(app, stack)),
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy|Trusted ?Type/i.test(message.text())) faults.push(message.text());
      });
      await use(faults);
      expect(faults, "CSP violations and uncaught errors").toEqual([]);
    },
    { auto: true },
  ],
  watched: async ({ page }, use) => {
    const found: string[] = [];
    const reading: Promise<void>[] = [];
    page.on("response", (response) => {
      const read = async () => {
        const headers = JSON.stringify(await response.allHeaders());
        const body = await response.body().catch(() => Buffer.alloc(0));
        if (leaks(headers).length + leaks(body).length > 0) found.push(response.url());
      };
      reading.push(read().catch(() => {}));
    });
    await use(page);
    await Promise.all(reading);
    expect(leaks(await page.content()), "the token in the page").toEqual([]);
    expect(found, "answers that carry the token").toEqual([]);
  },
});

export { expect };
