import type { Page, Route } from "@playwright/test";
import { watchUpstream } from "../pages/asked.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

/** Holds back scripts of the page whose name fits, until released. */
async function holdBack(page: Page, names: RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isOpen = false;
  await page.route(names, async (route) => {
    if (isOpen) await route.continue();
    else held.push(route);
  });
  return async () => {
    isOpen = true;
    await Promise.all(held.map((route) => route.continue()));
  };
}

const selectionOf = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement;
    if (field instanceof HTMLTextAreaElement)
      return field.value.slice(field.selectionStart, field.selectionEnd);
    return getSelection()?.toString() ?? "";
  });

for (const [what, names] of [
  ["the editor's", /assets\/(codemirror|editor)[^/]*\.js/i],
  ["Explore's and the editor's", /assets\/(ExplorePage|codemirror|editor)[^/]*\.js/i],
] as const) {
  test(`typing before ${what} code is here loses nothing: text, selection and focus stay`, async ({
    app,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    const release = await holdBack(browserPage, names);
    await browserPage.goto(`${app.url}/explore`);
    await expect(page.query()).toBeVisible();
    expect(await page.query().evaluate((node) => node.tagName)).toBe("TEXTAREA");
    await page.query().focus();
    await browserPage.keyboard.type("sum(kube_node_status");
    await release();
    await browserPage.keyboard.type("_allocatable)");
    await expect(browserPage.locator(".cm-editor")).toBeVisible();
    await expect.poll(() => page.text()).toBe("sum(kube_node_status_allocatable)");
    await expect(page.query()).toBeFocused();
    await browserPage.keyboard.press("Escape");
    await page.query().focus();
    await browserPage.keyboard.press("Control+Enter");
    await expect(page.status).toContainText("1 series");
  });
}

test("typing before the sources are known is seen and kept; Enter runs it once they are, and nothing before", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const upstream = watchUpstream(stack.proxy);
  const release = await holdBack(browserPage, /\/api\/sources$/);
  await browserPage.goto(`${app.url}/explore?from=now-3h`);
  await expect(page.query()).toBeFocused();
  await browserPage.keyboard.type("kube_node_status");
  await expect(page.query()).toHaveValue("kube_node_status");
  await browserPage.keyboard.type("_allocatable");
  await browserPage.keyboard.press("Enter");
  await browserPage.keyboard.type(" * 2");
  await release();
  await expect(page.status).toContainText("3 series");
  expect(upstream.queries()).toEqual(["kube_node_status_allocatable"]);
  await expect.poll(() => page.text()).toBe("kube_node_status_allocatable * 2");
  await expect(page.query()).toBeFocused();
});

test("half a query is not run when the page comes", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  const upstream = watchUpstream(stack.proxy);
  const release = await holdBack(browserPage, /\/api\/sources$/);
  await browserPage.goto(`${app.url}/explore`);
  await page.query().focus();
  await browserPage.keyboard.type("sum(kube_node_sta");
  await release();
  await expect(browserPage.locator(".cm-editor")).toBeVisible();
  await expect(browserPage.getByRole("list", { name: "First queries" })).toBeVisible();
  await expect(page.alert).toHaveCount(0);
  expect(upstream.queries()).toEqual([]);
  await browserPage.keyboard.type("tus_allocatable)");
  await expect.poll(() => page.text()).toBe("sum(kube_node_status_allocatable)");
  await browserPage.keyboard.press("Control+Enter");
  await expect(page.status).toContainText("1 series");
});

test("a selection made in the plain input is a selection in the editor", async ({
  app,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const release = await holdBack(browserPage, /assets\/(codemirror|editor)[^/]*\.js/i);
  await browserPage.goto(`${app.url}/explore`);
  await expect(browserPage.getByRole("tab", { name: "Chart" })).toBeVisible();
  await page.query().focus();
  await browserPage.keyboard.type("vector(1)");
  await browserPage.keyboard.press("Shift+ArrowLeft");
  await browserPage.keyboard.press("Shift+ArrowLeft");
  expect(await selectionOf(browserPage)).toBe("1)");
  await release();
  await expect(browserPage.locator(".cm-editor")).toBeVisible();
  await expect.poll(() => selectionOf(browserPage)).toBe("1)");
  await browserPage.keyboard.type("2)");
  expect(await page.text()).toBe("vector(2)");
});
