import { ADMIN } from "../pages/signIn.ts";
import { type RunningApp, startApp } from "./appServer.ts";
import { expect, test as base } from "./demoFixtures.ts";

interface PasswordFixtures {
  /** The demo behind a sign-in with passwords; its clock goes on, since sessions are counted by it. */
  readonly closed: RunningApp;
}

export const test = base.extend<object, PasswordFixtures>({
  closed: [
    async ({}, use) => {
      const app = await startApp({
        env: { SIGHTGLASS_ADMIN_PASSWORD: ADMIN.password },
        config: "auth: { mode: password, public_links: true }\n",
      });
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  // As it goes: what is asked for is the newest there is.
  context: async ({ browser, contextOptions }, use) => {
    const context = await browser.newContext(contextOptions);
    await use(context);
    await context.close();
  },
});

export { expect };
