import { editorHintsClaims } from "../claims/editorHints.ts";
import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { matrixAnswer } from "../stack/matrixAnswer.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

editorHintsClaims(test);

const CPU = "container_cpu_usage_seconds_total";
const json = (data: unknown) => ({ status: 200, body: JSON.stringify({ status: "success", data }) });

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("A6 a native histogram offers its percentile", async ({ app, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url, "?from=now-5m");
  const row = browserPage.getByRole("region", { name: "Query A row" });
  const button = row.getByRole("button", { name: "Show the 95th percentile" });
  await expect(async () => {
    await page.ask("sum(rate(prometheus_http_request_duration_seconds[1m]))");
    await expect(button).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect(row).toContainText("is a native histogram");
  await button.click();
  await expect
    .poll(() => page.text())
    .toBe("histogram_quantile(0.95, sum(rate(prometheus_http_request_duration_seconds[1m])))");
  await expect(row).not.toContainText("is a native histogram");
});

test("A6 a recording rule expands to what makes it", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  const rule = {
    type: "recording",
    name: "cluster:cpu:rate5m",
    query: `sum by (cluster) (rate(${CPU}[5m]))`,
  };
  stack.proxy.intercept(({ url }) =>
    url.includes("/api/v1/rules") ? json({ groups: [{ name: "g", rules: [rule] }] }) : undefined,
  );
  await page.open(app.url, "?from=now-3h");
  const upstream = watchUpstream(stack.proxy);
  await page.ask("max(cluster:cpu:rate5m)");
  const row = browserPage.getByRole("region", { name: "Query A row" });
  await row.getByRole("button", { name: "Expand the rule" }).click();
  await expect.poll(() => page.text()).toBe(`max((sum by (cluster) (rate(${CPU}[5m]))))`);
  await expect(page.status).toContainText("1 series");
  expect(upstream.seen("/api/v1/rules")).toHaveLength(1);
});

test("A6 the type of the metadata beats the suffix of the name", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  stack.proxy.intercept(({ url }) =>
    url.includes("/metadata")
      ? json({ [CPU]: [{ type: "gauge", help: "A gauge, whatever it is called.", unit: "" }] })
      : undefined,
  );
  await page.open(app.url, "?from=now-3h");
  await page.askAndSee(`sum(${CPU})`);
  await expect(page.status).toContainText("1 series");
  await expect(browserPage.getByRole("region", { name: "Query A row" })).not.toContainText("is a counter");
});

test("A6 A9 each query is judged by the metadata and the rules of its own source", async ({
  stack,
  page: browserPage,
}) => {
  const metadata = (type: string) => json({ jobs: [{ type, help: "", unit: "" }] });
  const groups = [{ rules: [{ type: "recording", name: "job:up", query: "sum by (job) (up)" }] }];
  const answer = matrixAnswer([{ metric: {}, values: ["1", "2"] }], {
    endS: stack.historyEndS,
    stepS: 60,
  });
  stack.proxy.intercept(({ url }) => {
    if (url.includes("/metadata")) return metadata(url.startsWith("/west/") ? "counter" : "gauge");
    if (url.includes("/rules")) return json({ groups: url.startsWith("/west/") ? groups : [] });
    return answer;
  });
  const sources = ["east", "west"].map(
    (id) =>
      `  - { id: ${id}, kind: prometheus, url: "${stack.proxy.url}/${id}", authorization: { credentials: "${CANARY}" } }\n`,
  );
  const app = await startApp({ config: `sources:\n${sources.join("")}` });
  try {
    const page = new ExplorePage(browserPage);
    const search = new URLSearchParams({ from: "now-1h" });
    const asked = { a: ["east", "jobs"], b: ["west", "jobs"], c: ["east", "job:up"], d: ["west", "job:up"] };
    for (const [letter, [source = "", expr = ""]] of Object.entries(asked)) {
      search.set(`${letter}.src`, source);
      search.set(`${letter}.q`, expr);
    }
    await page.open(app.url, `?${search}`);
    const row = (letter: string) => browserPage.getByRole("region", { name: `Query ${letter} row` });
    await expect(row("B")).toContainText("is a counter");
    await expect(row("D").getByRole("button", { name: /expand/i })).toBeVisible();
    await expect(row("A")).not.toContainText("is a counter");
    await expect(row("C").getByRole("button", { name: /expand/i })).toHaveCount(0);
  } finally {
    await app.stop();
  }
});
