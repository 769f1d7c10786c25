import { timeStepClaims } from "../claims/timeStep.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

timeStepClaims(test);

const NODES = "kube_node_status_allocatable";

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("C8 a source whose clock differs by more than 30 s is named once per session", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const ahead = Date.now() / 1000 + 5 * 60;
  const data = { resultType: "scalar", result: [ahead, String(ahead)] };
  stack.proxy.intercept(({ url, body }) =>
    `${url}&${body}`.includes("query=time")
      ? { status: 200, body: JSON.stringify({ status: "success", data }) }
      : undefined,
  );
  await page.open(app.url, `?a.q=${NODES}`);
  await expect(page.status).toContainText("3 series");
  const notice = browserPage.getByRole("status").filter({ hasText: "clock is" });
  await expect(notice).toContainText("5 min ahead of this browser's");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await browserPage.reload();
  await expect(page.status).toContainText("3 series");
  const upstream = watchUpstream(stack.proxy);
  await page.askAndSee("vector(3)");
  await expect(notice).toHaveCount(0);
  expect(upstream.seen("/api/v1/query"), "not looked at again").toEqual([]);
});

test("C8 says nothing where the clocks agree", async ({ app, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  const looked = browserPage.waitForResponse((response) => response.url().includes("query=time"));
  await page.open(app.url, `?a.q=${NODES}`);
  expect((await looked).status()).toBe(200);
  await expect(page.status).toContainText("3 series");
  await expect(browserPage.getByText("clock is")).toHaveCount(0);
});
