import fs from "node:fs";
import { test as base, expect } from "@playwright/test";
import { type RunningApp, startApp } from "./appServer.ts";
import { CANARY, leaks } from "./canary.ts";
import { filesUnder } from "./filesUnder.ts";
import { historyText } from "./history.ts";
import { type RunningServer, startNodeExporter, startPrometheus } from "./prometheusServer.ts";
import { startSampleTarget } from "./sampleTarget.ts";
import { startTokenProxy, type TokenProxy } from "./tokenProxy.ts";

/** What tests without a browser need: a Prometheus 3 that has something for each of the eight operations. */
interface Wire {
  readonly prometheus: RunningServer;
  readonly proxy: TokenProxy;
  /** Last backfilled sample, epoch seconds. */
  readonly historyEndS: number;
  /** A moment after the first scrape of every target, epoch seconds: nothing before it changes any more. */
  readonly settledS: number;
}

interface WorkerFixtures {
  readonly wire: Wire;
  /** The product on that Prometheus, logging all it can: source id "prometheus". */
  readonly app: RunningApp;
}

export const PREFIX = "/metrics/v1/prometheus/abc";

const RULES = `groups:
  - name: shop
    rules:
      - record: cluster:cpu:rate5m
        expr: sum by (cluster) (rate(container_cpu_usage_seconds_total[5m]))
      - alert: NodeUp
        expr: up{job="node"} == 1
        labels: { severity: info }
        annotations: { summary: "The node answers" }
`;

const binary = (name: string) => process.env[`SIGHTGLASS_${name}`] ?? "";

/** A whole second that every target and rule has passed by a later sample: nothing is added before it any more. */
async function settledMoment(baseUrl: string): Promise<number> {
  const momentS = Math.ceil(Date.now() / 1000);
  const query = 'min(timestamp({__name__=~"up|cluster:cpu:rate5m|ALERTS"}))';
  for (;;) {
    const response = await fetch(`${baseUrl}/api/v1/query?${new URLSearchParams({ query })}`, {
      signal: AbortSignal.timeout(5_000),
    });
    const answer = (await response.json()) as { data: { result: { value: [number, string] }[] } };
    if (Number(answer.data.result[0]?.value[1] ?? 0) > momentS) return momentS;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function startWire(): Promise<Wire & { stop: () => Promise<void> }> {
  const historyEndS = Math.floor(Date.now() / 1000 / 15) * 15;
  const [exporter, sample] = await Promise.all([startNodeExporter(), startSampleTarget()]);
  const prometheus = await startPrometheus({
    binary: binary("PROMETHEUS"),
    promtool: binary("PROMTOOL"),
    history: historyText(historyEndS),
    targets: { node: new URL(exporter.url).host, sample: new URL(sample.url).host },
    rules: RULES,
  });
  const settledS = await settledMoment(prometheus.url);
  const proxy = await startTokenProxy({
    upstream: prometheus.url,
    authorization: `Bearer ${CANARY}`,
    prefix: PREFIX,
    keepsAnswers: true,
  });
  return {
    prometheus,
    proxy,
    historyEndS,
    settledS,
    stop: async () => {
      await proxy.stop();
      await prometheus.stop();
      await Promise.all([exporter.stop(), sample.stop()]);
    },
  };
}

/** Every byte it logged and every file it kept. */
export function expectNoLeak(app: RunningApp): void {
  expect(leaks(app.child.output()), "the token in the log").toEqual([]);
  for (const file of filesUnder(app.dataDir)) expect(leaks(fs.readFileSync(file)), file).toEqual([]);
}

export const test = base.extend<object, WorkerFixtures>({
  wire: [
    async ({}, use) => {
      const wire = await startWire();
      await use(wire);
      await wire.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: [
    async ({ wire }, use) => {
      const app = await startApp({
        env: { PROMETHEUS_URL: wire.proxy.url, PROMETHEUS_TOKEN: CANARY, LOG_LEVEL: "trace" },
      });
      await use(app);
      await app.stop();
      expectNoLeak(app);
    },
    { scope: "worker" },
  ],
});

export { expect };
