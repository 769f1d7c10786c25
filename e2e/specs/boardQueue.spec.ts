import type { BoardList } from "../../src/contract/boards.ts";
import { BoardView } from "../pages/BoardView.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test as base } from "../stack/fixtures.ts";

/** Who comes through the proxy is what their group says. */
const CONFIG = `
server: { trusted_proxies: ["127.0.0.1"] }
auth:
  mode: proxy
  proxy: { user_header: X-Forwarded-User, groups_header: X-Groups, roles: { viewer: ["support"], editor: ["eng"] } }
`;

/** The board of nodes that comes for this source. */
interface Nodes {
  readonly board: BoardView;
  readonly path: string;
}

const test = base.extend<{ nodes: Nodes }, { desk: RunningApp }>({
  desk: [
    async ({ stack }, use) => {
      const env = { PROMETHEUS_URL: stack.proxy.url, PROMETHEUS_TOKEN: CANARY };
      const app = await startApp({ config: CONFIG, env });
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  nodes: async ({ desk, page }, use) => {
    const { boards } = (await (await page.request.get(`${desk.url}/api/boards`)).json()) as BoardList;
    const found = boards.find(({ name }) => name.startsWith("Nodes"));
    await use({ board: new BoardView(page), path: `/boards/${found?.id ?? "none"}` });
  },
});
test.use({ extraHTTPHeaders: { "X-Forwarded-User": "Support desk", "X-Groups": "support" } });
test.skip(!hasPrometheus3, "needs the real Prometheus 3");
test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

const isQuery = (url: string) => url.includes("/api/v1/query");

/** Three people who ask as much as one may: every place at the source is taken. */
function occupy(desk: RunningApp): AbortController {
  const leaver = new AbortController();
  for (let i = 0; i < 24; i += 1) {
    const headers = { "X-Forwarded-User": `Engineer ${i % 3}`, "X-Groups": "eng" };
    const url = `${desk.url}/api/sources/prometheus/api/v1/query?query=up&time=${i}`;
    fetch(url, { headers, signal: leaver.signal }).catch(() => undefined);
  }
  return leaver;
}

test("T14 T6 a viewer's panels say that they wait and how many go first, and fill when it is their turn", async ({
  desk,
  nodes: { board, path },
  stack,
  page,
}) => {
  stack.proxy.intercept(({ url }) => (isQuery(url) ? { delayMs: 60_000 } : undefined));
  const leaver = occupy(desk);
  await expect.poll(() => stack.proxy.openRequests()).toBe(20);
  await board.open(desk, path);
  await expect(page.getByText(/^Waiting, (?:\d+ ahead|next in line)$/).first()).toBeVisible();
  await expect(page.getByText("Waiting for its turn").first()).toBeVisible();
  await expectNoViolations(page, { where: "waiting board", rules: "all" });
  const told = await (await page.request.get(`${desk.url}/api/queue`)).text();
  expect(told).not.toContain("prometheus");
  stack.proxy.intercept(undefined);
  leaver.abort();
  await expect(page.getByText(/^Waiting/)).toHaveCount(0);
  await board.settled();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("F05 T6 a source that asks for a pause is a countdown on a viewer's panel, after which it fills by itself", async ({
  desk,
  nodes: { board, path },
  stack,
  page,
}) => {
  stack.proxy.intercept(({ url }) =>
    isQuery(url) ? { status: 429, headers: { "retry-after": "6" }, body: "slow down" } : undefined,
  );
  await board.open(desk, `${path}?from=now-2h&to=now`);
  const alert = page.getByRole("alert").first();
  await expect(alert).toContainText("Too many queries");
  await expect(alert).toContainText(/Tries again by itself in 0:0\d/);
  await expect(alert).toContainText("RATE_LIMITED");
  await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
  await expectNoViolations(page, { where: "paused board", rules: "all" });
  stack.proxy.intercept(undefined);
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 20_000 });
  await board.settled();
});
