import fs from "node:fs";
import { type RunningApp, startApp } from "./appServer.ts";
import { CANARY, leaks } from "./canary.ts";
import { filesUnder } from "./filesUnder.ts";
import { expect, test as base } from "./fixtures.ts";
import { logHistory } from "./logHistory.ts";
import { startLoki } from "./lokiServer.ts";
import type { RunningServer } from "./prometheusServer.ts";
import { startTokenProxy, type TokenProxy } from "./tokenProxy.ts";

/** A real Loki of one worker, filled with `logHistory`, behind a proxy that demands the token. */
export interface LogStack {
  readonly loki: RunningServer;
  /** Records what reached Loki. */
  readonly proxy: TokenProxy;
  /** The newest line of most streams, epoch milliseconds. */
  readonly endMs: number;
}

interface WorkerFixtures {
  readonly logStack: LogStack;
  /** The product on Loki alone: source id "loki". It starts without a Prometheus, so it is quicker. */
  readonly logsApp: RunningApp;
  /** The product on both, side by side: "prometheus" and "loki". */
  readonly bothApp: RunningApp;
}

const binary = process.env["SIGHTGLASS_LOKI"] ?? "";

/** What needs the real Loki is skipped where it could not be built; with CI=true that has failed before. */
export const hasLoki = binary !== "";

async function startLogStack(): Promise<LogStack & { readonly stop: () => Promise<void> }> {
  const endMs = Math.floor(Date.now() / 15_000) * 15_000;
  const loki = await startLoki({ binary, streams: logHistory(endMs) });
  const proxy = await startTokenProxy({ upstream: loki.url, authorization: `Bearer ${CANARY}` });
  const stop = async () => {
    await proxy.stop();
    await loki.stop();
  };
  return { loki, proxy, endMs, stop };
}

/** Stops it, and searches every byte it logged and every file it kept for the token. */
async function stopClean(app: RunningApp): Promise<void> {
  await app.stop();
  expect(leaks(app.child.output()), "the token in the log").toEqual([]);
  for (const file of filesUnder(app.dataDir)) expect(leaks(fs.readFileSync(file)), file).toEqual([]);
}

export const test = base.extend<object, WorkerFixtures>({
  logStack: [
    async ({}, use) => {
      const stack = await startLogStack();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  logsApp: [
    async ({ logStack }, use) => {
      const app = await startApp({ env: { LOKI_URL: logStack.proxy.url, LOKI_TOKEN: CANARY } });
      await use(app);
      await stopClean(app);
    },
    { scope: "worker" },
  ],
  bothApp: [
    async ({ logStack, stack }, use) => {
      const env = {
        LOKI_URL: logStack.proxy.url,
        LOKI_TOKEN: CANARY,
        PROMETHEUS_URL: stack.proxy.url,
        PROMETHEUS_TOKEN: CANARY,
      };
      const app = await startApp({ env });
      await use(app);
      await stopClean(app);
    },
    { scope: "worker" },
  ],
});

export { expect };
