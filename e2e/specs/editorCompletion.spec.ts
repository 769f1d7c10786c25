import { editorCompletionClaims } from "../claims/editorCompletion.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

editorCompletionClaims(test);

const answer = (data: readonly string[]) => ({
  status: 200,
  body: JSON.stringify({ status: "success", data }),
});

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("A2 keeps one request in flight and aborts the older one", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  const started: string[] = [];
  stack.proxy.intercept(({ url }) => {
    if (!url.includes("/label/__name__/values")) return undefined;
    started.push(url);
    // Longer than a slow machine needs for the next key.
    return { delayMs: 2_000 };
  });
  const upstream = watchUpstream(stack.proxy);
  await page.query().click();
  for (const [index, key] of [..."kub"].entries()) {
    await browserPage.keyboard.type(key);
    await expect.poll(() => started.length).toBe(index + 1);
    await expect.poll(() => stack.proxy.openRequests(), "the older one is gone").toBe(1);
  }
  await expect(page.completions.first()).toBeVisible();
  await expect
    .poll(() => upstream.seen("/label/__name__/values").map(({ status }) => status))
    .toEqual([499, 499, 200]);
});

test("A2 says when the server had more than it sent", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  const names = Array.from({ length: 1000 }, (_, index) => `many_${index}`);
  stack.proxy.intercept(({ url }) => (url.includes("/label/__name__/values") ? answer(names) : undefined));
  await page.query().click();
  await browserPage.keyboard.type("many");
  await expect(browserPage.locator(".query-foot")).toContainText("first 1,000");
});

test("A3 inserts values with quotes and backslashes escaped, and UTF-8 names in braces", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  stack.proxy.intercept(({ url }) => {
    if (url.includes("/label/path/values")) return answer(['C:\\temp\\"x"']);
    return url.includes("/label/__name__/values") ? answer(["my.metric"]) : undefined;
  });
  await page.query().click();
  await browserPage.keyboard.type("my");
  await expect(page.completions.first()).toContainText("my.metric");
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe('{"my.metric"}');

  await page.type('up{path=""}');
  await browserPage.keyboard.press("End");
  await browserPage.keyboard.press("ArrowLeft");
  await browserPage.keyboard.press("ArrowLeft");
  await browserPage.keyboard.press("Control+Space");
  await expect(page.completions.first()).toContainText("temp");
  await browserPage.keyboard.press("Enter");
  expect(await page.text()).toBe(String.raw`up{path="C:\\temp\\\"x\""}`);
});
