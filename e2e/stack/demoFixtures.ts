import type { BrowserContext } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import type { Traced } from "../claims/exemplars.ts";
import { demoGround } from "../grounds/demoGround.ts";
import { demoTraced } from "../grounds/demoTraced.ts";
import { type RunningApp, startApp } from "./appServer.ts";

/** A Wednesday, 27 minutes into the hourly incident of checkout. */
const DEMO_NOW = "2026-11-18T13:47:00Z";
const DEMO_NOW_MS = Date.parse(DEMO_NOW);

interface DemoFixtures {
  /** The product with nothing configured, as a newcomer starts it; the demo's clock stands still. */
  readonly demo: RunningApp;
}

interface DemoTestFixtures {
  readonly traced: Traced;
  /** False where the page has to wait for a moment to pass: its date then runs on from the demo's. */
  readonly isDateHeld: boolean;
}

/** The calendar stands still, but not the timers and marks that a page is measured by. */
async function holdDate(context: BrowserContext, at: { nowMs: number; isHeld: boolean }): Promise<void> {
  await context.addInitScript(({ nowMs, isHeld }) => {
    const Real = Date;
    const now = () => (isHeld ? nowMs : nowMs + Math.floor(performance.now()));
    globalThis.Date = class extends Real {
      constructor(...parts: [] | [number | string]) {
        super(...((parts.length === 0 ? [now()] : parts) as [number]));
      }
      static override now(): number {
        return now();
      }
    } as DateConstructor;
  }, at);
}

/** The page's clock stands where the demo's does, so that a picture is the same on every machine and day. */
export const test = base.extend<DemoTestFixtures, DemoFixtures>({
  isDateHeld: [true, { option: true }],
  demo: [
    async ({}, use) => {
      const app = await startApp({ env: { DEMO_NOW } });
      // The first question of all reads the engine's code, which is no test's to wait for.
      await fetch(`${app.url}/api/sources/demo-metrics/api/v1/query?query=up`);
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  ground: async ({ demo }, use) => use(demoGround(demo, DEMO_NOW_MS)),
  traced: async ({ ground }, use) => use(demoTraced(ground)),
  context: async ({ context, isDateHeld }, use) => {
    await holdDate(context, { nowMs: DEMO_NOW_MS, isHeld: isDateHeld });
    await use(context);
  },
});

export { expect };
