import { type RunningApp, startApp } from "../stack/appServer.ts";
import { expect, test as base } from "../stack/fixtures.ts";
import { type OidcIssuer, startOidcIssuer } from "../../src/testing/oidcIssuer.ts";

const CLIENT = { id: "sightglass", secret: "canary-client-secret" };

interface Signed {
  readonly app: RunningApp;
  readonly issuer: OidcIssuer;
}

const test = base.extend<object, { readonly signed: Signed }>({
  signed: [
    async ({}, use) => {
      const issuer = await startOidcIssuer(CLIENT, "localhost");
      const app = await startApp({
        config: `auth:
  mode: oidc
  oidc: { issuer: "${issuer.issuer.origin}", client_id: ${CLIENT.id}, client_secret: ${CLIENT.secret}, roles: { editor: [eng] } }
`,
      });
      issuer.allow(`${app.url}/auth/callback`);
      await use({ app, issuer });
      await app.stop();
      await issuer.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test("T9 a browser signs in at an issuer of another site, and comes back to where it was", async ({
  signed,
  page,
  context,
}) => {
  const { app, issuer } = signed;
  issuer.become({ sub: "ed", name: "Ed", groups: ["eng"] });
  await page.goto(`${app.url}/auth/login?returnTo=${encodeURIComponent("/explore?from=now-3h")}`);
  await expect(page).toHaveURL(/\/explore\?.*now-3h/);
  const session = await page.evaluate(async () => (await fetch("/api/session")).json() as Promise<unknown>);
  expect(session).toMatchObject({ mode: "oidc", person: { name: "Ed", role: "editor" } });
  const own = (await context.cookies(app.url)).filter(({ name }) => name.startsWith("sightglass"));
  expect(own.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly])).toEqual([
    ["sightglass", "Strict", true],
  ]);
});

test("somebody without a role comes back to a page that says so", async ({ signed, page }) => {
  signed.issuer.become({ sub: "guest", name: "Guest", groups: [] });
  await page.goto(`${signed.app.url}/auth/login`);
  await expect(page).toHaveURL(/signIn=SIGN_IN_REFUSED/);
});
