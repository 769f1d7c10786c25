import type { BrowserContext } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { type RunningApp, startApp } from "./appServer.ts";

/** A Wednesday, 27 minutes into the hourly incident of checkout. */
const DEMO_NOW = "2026-11-18T13:47:00Z";
const DEMO_NOW_MS = Date.parse(DEMO_NOW);

interface DemoFixtures {
  /** The product with nothing configured, as a newcomer starts it; the demo's clock stands still. */
  readonly demo: RunningApp;
}

/** The calendar stands still, but not the timers and marks that a page is measured by. */
async function holdDate(context: BrowserContext, nowMs: number): Promise<void> {
  await context.addInitScript((heldMs) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...parts: [] | [number | string]) {
        super(...((parts.length === 0 ? [heldMs] : parts) as [number]));
      }
      static override now(): number {
        return heldMs;
      }
    } as DateConstructor;
  }, nowMs);
}

/** The page's clock stands where the demo's does, so that a picture is the same on every machine and day. */
export const test = base.extend<object, DemoFixtures>({
  demo: [
    async ({}, use) => {
      const app = await startApp({ env: { DEMO_NOW } });
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  context: async ({ context }, use) => {
    await holdDate(context, DEMO_NOW_MS);
    await use(context);
  },
});

export { expect };
