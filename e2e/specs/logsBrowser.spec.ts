import { watchUpstream } from "../pages/asked.ts";
import { BrowserView } from "../pages/BrowserView.ts";
import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

const HOUR_MS = 3_600_000;

test("H1 H3 labels of a log source narrow each other in any order, with bytes and a live count of streams", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const browser = new BrowserView(watched);
  const upstream = watchUpstream(logStack.proxy);
  await page.open(logsApp.url, `?from=${logStack.endMs - 6 * HOUR_MS}&to=${logStack.endMs}`);
  await browser.open();
  // Only labels: there are no metrics here.
  await expect(browser.drawer.getByRole("tab")).toHaveText([/^Labels/]);
  const label = (name: string) => browser.labels.getByRole("option", { name: new RegExp(`^${name}\\b`) });
  await expect(label("namespace")).toHaveText(/^namespace[\d.]+ [kM]B$/);
  await expect(label("app")).toHaveText(/^app[\d.]+ [kM]B$/);
  const volumes = upstream.seen("/index/volume").map(({ params }) => params.get("aggregateBy"));
  expect(volumes).toContain("labels");

  await label("namespace").click();
  const values = browser.values("namespace");
  await expect(values.getByRole("option", { name: /^shop/ })).toHaveText(/[\d.]+ [kM]B$/);
  // The most bytes first.
  const names = await values.getByRole("option").evaluateAll((all) => all.map((one) => one.textContent));
  expect(names.length).toBeGreaterThanOrEqual(5);
  await values.getByRole("option", { name: /^shop/ }).click();
  await expect(browser.selector).toContainText('{namespace="shop"}');
  await expect(browser.selector).toContainText("5 streams");

  await label("app").click();
  const apps = browser.values("app").getByRole("option");
  await expect(apps).toHaveText([/^checkout/, /^cart/]);
  await apps.filter({ hasText: "cart" }).click();
  await expect(browser.selector).toContainText('{namespace="shop", app="cart"}');
  await expect(browser.selector).toContainText("2 streams");
  // The other way round: what was chosen first is narrowed by what was chosen after it.
  await label("namespace").click();
  await expect(values.getByRole("option")).toHaveText([/^shop/]);
  await expect(label("namespace")).toContainText("1 of 1");
  await label("app").click();
  await apps.filter({ hasText: "cart" }).click();
  await label("namespace").click();
  await values.getByRole("option", { name: /^web/ }).click();
  await expect(browser.selector).toContainText('{namespace=~"shop|web"}');
  await expect(browser.selector).toContainText("7 streams");
  await browser.drawer.getByRole("button", { name: "Use as query" }).click();
  await expect.poll(() => page.text()).toBe('{namespace=~"shop|web"}');
  await expect(page.list).toContainText("HTTP/1.1");
});

test("H2 every list is of the range, and another range asks again", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const browser = new BrowserView(watched);
  await page.open(logsApp.url, `?from=${logStack.endMs - 6 * HOUR_MS}&to=${logStack.endMs}`);
  const upstream = watchUpstream(logStack.proxy);
  await browser.open();
  const label = (name: string) => browser.labels.getByRole("option", { name: new RegExp(`^${name}\\b`) });
  await label("app").click();
  const apps = browser.values("app").getByRole("option");
  await expect(apps.filter({ hasText: "paging" })).toHaveCount(1);
  await expect(apps.filter({ hasText: "long" })).toHaveCount(1);
  const spansMs = () =>
    ["/labels", "/values", "/index/volume"].flatMap((path) =>
      upstream.seen(path).map(({ params }) => {
        const [start, end] = [params.get("start"), params.get("end")].map(Number);
        return ((end ?? 0) - (start ?? 0)) / 1e6;
      }),
    );
  expect(spansMs().length).toBeGreaterThan(2);
  for (const spanMs of spansMs()) expect(spanMs).toBeGreaterThanOrEqual(6 * HOUR_MS);

  const checkout = apps.filter({ hasText: "checkout" });
  await expect(checkout).toHaveText(/[kM]B$/);
  const ofSixHours = (await checkout.textContent()) ?? "";
  const narrowed = watchUpstream(logStack.proxy);
  await page.typeRange(
    new Date(logStack.endMs - 5 * HOUR_MS).toISOString(),
    new Date(logStack.endMs - 4 * HOUR_MS).toISOString(),
  );
  // Loki's index knows values by the day; the bytes are those of the hour, as far as Loki tells hours of two days apart.
  await expect(checkout).not.toHaveText(ofSixHours);
  await expect(checkout).toHaveText(/[kM]B$/);
  for (const path of ["/labels", "/values", "/index/volume"]) {
    const spans = narrowed
      .seen(path)
      .map(({ params }) => Number(params.get("end")) - Number(params.get("start")));
    expect(spans.length, path).toBeGreaterThan(0);
    for (const span of spans) expect(span / 1e6 / HOUR_MS).toBeCloseTo(1, 1);
  }
});

test("A8 pills and the text of a log query are two views of it; comments and spacing stay byte for byte", async ({
  logsApp,
  logStack,
  watched,
}) => {
  const page = new LogsView(watched);
  const browser = new BrowserView(watched);
  const text =
    '# of the shop\n{namespace="shop" ,  app!="cart"}   # all\n  |= "order"  | json   # its fields';
  const search = new URLSearchParams({
    "a.q": text,
    from: String(logStack.endMs - HOUR_MS),
    to: String(logStack.endMs),
  });
  await page.open(logsApp.url, `?${search}`);
  await expect(page.list).toContainText("order placed");
  await browser.open();
  const pills = browser.pills("Query A");
  await pills.getByRole("button", { name: 'Edit app!="cart"' }).click();
  await pills.getByRole("combobox", { name: "Operator" }).selectOption("=~");
  await pills.getByRole("textbox", { name: "Value" }).fill("checkout|cart");
  await pills.getByRole("button", { name: "Change" }).click();
  const changed = text.replace('app!="cart"', 'app=~"checkout|cart"');
  await expect.poll(() => page.text()).toBe(changed);
  await pills.getByRole("button", { name: 'Remove namespace="shop"' }).click();
  await expect.poll(() => page.text()).toBe(changed.replace('namespace="shop" ,  ', " "));
  await pills.getByRole("button", { name: "Matcher" }).click();
  await pills.getByRole("textbox", { name: "Label" }).fill("cluster");
  await pills.getByRole("textbox", { name: "Value" }).fill("ord1");
  await watched.keyboard.press("Enter");
  const added = changed.replace('namespace="shop" ,  ', " ").replace('cart"}', 'cart", cluster="ord1"}');
  await expect.poll(() => page.text()).toBe(added);
  // What the lists select replaces nothing until it is told to; what is typed shows as pills at once.
  await page.type('sum by (app) (rate({app=~"cart|worker"} |= "x" [5m])) # rate');
  await expect(pills.getByRole("button", { name: 'Edit app=~"cart|worker"' })).toBeVisible();
  await pills.getByRole("button", { name: "To the lists" }).click();
  await expect(browser.selector).toContainText("3 streams");
});
