import type { Page } from "@playwright/test";
import { emptyResultClaims } from "../claims/emptyResult.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

emptyResultClaims(test);

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

const HOUR = 3_600_000;
const search = (params: Record<string, string>) => `?${new URLSearchParams(params)}`;
const button = (page: Page, name: string) =>
  page.getByRole("tabpanel").getByRole("button", { name, exact: true });

test("F40 a range before the oldest data, or after the newest, says so and leads there", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  const endMs = stack.historyEndS * 1000;
  const range = (from: number, to: number) => ({ from: String(from), to: String(to) });
  await explore.open(
    app.url,
    search({ "a.q": "kube_node_status_allocatable", ...range(endMs - 72 * HOUR, endMs - 71 * HOUR) }),
  );
  await expect(page.getByText(/before the source's oldest data, which is of about \d{4}-/)).toBeVisible();
  await button(page, "Go to the oldest data").click();
  await expect(explore.status).toContainText("3 series");
  const { from, to } = explore.addressRange();
  expect(from).toBeLessThanOrEqual(endMs - 6 * HOUR);
  expect(to - from).toBeLessThanOrEqual(2 * HOUR);

  await explore.open(app.url, search({ "a.q": "up", ...range(endMs + 48 * HOUR, endMs + 49 * HOUR) }));
  await expect(page.getByText(/after the source's newest data/)).toBeVisible();
  await button(page, "Go to the newest data").click();
  await expect(explore.status).toContainText("2 series");
});

test("F40 series that began later than the range lead to their oldest samples", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  const endMs = stack.historyEndS * 1000;
  const range = { from: String(endMs - 5 * HOUR), to: String(endMs - 4 * HOUR) };
  // The history has no `up`: the first scrape made it.
  await explore.open(app.url, search({ "a.q": 'up{job="node"}', ...range }));
  await expect(page.getByText(/These series begin only at about .+, after this range\./)).toBeVisible();
  await button(page, "Go to the oldest samples").click();
  await expect(explore.status).toContainText("1 series");
});

test("L4 looks for no reason while there are series, and gives up when the query changes", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ from: "now-3h" }));
  const upstream = watchUpstream(stack.proxy);
  await explore.askAndSee("kube_node_status_allocatable");
  await expect(explore.status).toContainText("3 series");
  expect(upstream.seen("/series")).toEqual([]);
  stack.proxy.intercept(({ url }) => (url.includes("/series") ? { delayMs: 60_000 } : undefined));
  await explore.ask("no_such_metric");
  await expect(page.getByText("Looking for the reason")).toBeVisible();
  await expect.poll(() => stack.proxy.openRequests()).toBe(1);
  await explore.askAndSee("kube_node_status_allocatable");
  await expect(page.getByText("Looking for the reason")).toHaveCount(0);
  await expect.poll(() => stack.proxy.openRequests()).toBe(0);
});

test("F40 a source that shows nothing points to the header that names its tenant", async ({
  stack,
  page,
}) => {
  const app = await startApp({
    config: `sources:
  - { id: team, name: Team, kind: prometheus, url: "${stack.proxy.url}", authorization: { credentials: "${CANARY}" }, headers: { X-Scope-OrgID: team-b } }
`,
  });
  try {
    // A server of several tenants answers one that it does not know with nothing.
    stack.proxy.intercept(({ url }) => {
      if (/\/query/.test(url)) return nothing({ resultType: "matrix", result: [] });
      return /\/(?:labels|series|values)/.test(url) ? nothing([]) : undefined;
    });
    const explore = new ExplorePage(page);
    await explore.open(app.url, search({ "a.q": "up", from: "now-3h" }));
    await expect(page.getByText("look at the X-Scope-OrgID header of the source")).toBeVisible();
  } finally {
    await app.stop();
  }
});

const nothing = (data: unknown) => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ status: "success", data }),
});
