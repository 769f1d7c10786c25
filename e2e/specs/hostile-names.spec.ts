import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, hasPrometheus3, test as base } from "../stack/fixtures.ts";
import { HOSTILE, hostileLabels, hostileMatrix, hostileVector } from "../stack/hostileNames.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

base.skip(!hasPrometheus3, "needs the real Prometheus 3");

/** A test fails when the page runs a foreign script, opens a dialog, leaves, or asks another host. */
const test = base.extend<{ tamed: Page }>({
  tamed: async ({ page, app, stack }, use) => {
    const escapes: string[] = [];
    page.on("dialog", (dialog) => {
      escapes.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const address = request.url();
      if (!/^(blob|data):/.test(address) && new URL(address).origin !== app.url) escapes.push(address);
    });
    page.on("popup", (popup) => escapes.push(`popup: ${popup.url()}`));
    await use(page);
    stack.proxy.intercept(undefined);
    expect(await page.evaluate(() => document.querySelectorAll("img, main svg script, iframe").length)).toBe(
      0,
    );
    expect(escapes).toEqual([]);
  },
});

const search = (params: Record<string, string>) => `?${new URLSearchParams({ from: "now-1h", ...params })}`;
/** What may never stand in the page unseen. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;

const labels = HOSTILE.map(hostileLabels);

function answer(endS: number, { url, body }: { url: string; body: string }) {
  const ok = (data: unknown) => ({ status: 200, body: JSON.stringify({ status: "success", data }) });
  if (url.includes("/query_range")) return { status: 200, body: hostileMatrix(endS, labels) };
  if (/\/api\/v1\/query\b/.test(url)) return { status: 200, body: hostileVector(endS, labels) };
  if (url.includes("/labels") || url.includes("/values")) return ok(HOSTILE);
  if (url.includes("/series")) return ok(labels);
  if (url.includes("/metadata"))
    return ok(Object.fromEntries(HOSTILE.map((name) => [name, [{ type: "gauge", help: name, unit: "" }]])));
  return body === "never" ? { status: 500, body: "" } : undefined;
}

test("S17 S18 legend, tooltip, axis, summary and title show hostile names as text, nothing unseen", async ({
  app,
  stack,
  tamed: page,
}) => {
  stack.proxy.intercept((request) => answer(stack.historyEndS, request));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "up", to: String(stack.historyEndS * 1000) }));
  await expect(explore.status).toContainText(`${HOSTILE.length} series`);
  const legend = page.getByRole("table", { name: "Series" });
  await page.getByRole("searchbox", { name: "Filter series" }).fill("gnp.exe");
  await expect(legend).toContainText("a⟨U+202E⟩gnp.exe⟨U+202C⟩");
  await page.getByRole("searchbox", { name: "Filter series" }).fill("lines");
  await expect(legend).toContainText("two␊lines␍␉and a tab");
  await page.getByRole("searchbox", { name: "Filter series" }).fill("");
  for (const at of [0.2, 0.5, 0.8]) {
    const box = await explore.chart.boundingBox();
    if (box) await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * at);
    await page.keyboard.down("Shift");
    await expect(page.locator(".sg-tip")).toBeVisible();
    await page.keyboard.up("Shift");
  }
  await explore.chart.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  const text = await page.evaluate(() => [
    document.title,
    document.querySelector("figure")?.textContent,
    document.querySelector(".sg-legend")?.textContent,
    ...[...document.querySelectorAll("[aria-label], [title]")].flatMap((one) => [
      one.getAttribute("aria-label"),
      one.getAttribute("title"),
    ]),
  ]);
  expect(text.filter((one) => INVISIBLE.test(one ?? ""))).toEqual([]);
});

test("S17 the table shows hostile names and values as text, and sorts by them", async ({
  app,
  stack,
  tamed: page,
}) => {
  stack.proxy.intercept((request) => answer(stack.historyEndS, request));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "up", tab: "table" }));
  await expect(explore.table).toContainText("<img src=x onerror=alert(1)>");
  await expect(explore.table).toContainText("a⟨U+202E⟩gnp.exe⟨U+202C⟩");
  await expect(explore.table).toContainText("__proto__");
  expect(INVISIBLE.test((await explore.table.textContent()) ?? "")).toBe(false);
  for (const header of ["__proto__", "constructor"])
    await explore.table.getByRole("button", { name: header, exact: true }).click();
  await explore.tab("Response").click();
  await page.getByText("Body as it came").click();
  await expect(page.getByRole("region", { name: "Body as it came" })).toContainText(
    "<img src=x onerror=alert(1)>",
  );
});

test("S17 a hostile bucket edge is no edge, and draws as text", async ({ app, stack, tamed: page }) => {
  const hostileEdges = ["<img src=x onerror=alert(1)>", "0.1", "+Inf", "\u202e1"].map((le) => ({ le }));
  stack.proxy.intercept(({ url }) =>
    url.includes("/query_range")
      ? { status: 200, body: hostileMatrix(stack.historyEndS, hostileEdges) }
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "a_bucket", to: String(stack.historyEndS * 1000) }));
  await expect(explore.status).toContainText("4 series");
  await expect(page.getByRole("table", { name: "Series" })).toContainText("<img src=x onerror=alert(1)>");
});

test("S17 completion, help panel and history show hostile names as text and insert them quoted", async ({
  app,
  stack,
  tamed: page,
}) => {
  stack.proxy.intercept((request) => answer(stack.historyEndS, request));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({}));
  const popup = page.getByRole("listbox");
  for (const [typed, shown] of [
    ["img", "<img src=x onerror=alert(1)>"],
    ["gnp", "a⟨U+202E⟩gnp.exe⟨U+202C⟩"],
  ] as const) {
    await explore.type("");
    await page.keyboard.type(`up{kind="${typed}`);
    await expect(popup).toContainText(shown);
    await page.keyboard.press("Escape");
  }
  await explore.ask('{"<img src=x onerror=alert(1)>", kind="\\"><script>alert(1)</script>"}');
  await expect(explore.status).toContainText("series");
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog", { name: "History" })).toContainText("<script>alert(1)</script>");
});

test("S17 a hostile error text and hostile warnings stay text", async ({ app, stack, tamed: page }) => {
  const error = HOSTILE.slice(0, 6).join(" ");
  stack.proxy.intercept(({ url }) =>
    url.includes("/query_range")
      ? { status: 400, body: JSON.stringify({ status: "error", errorType: "bad_data", error }) }
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "up" }));
  await expect(explore.alert).toContainText("<img src=x onerror=alert(1)>");
});

test("S17 S18 CSV, SVG and PNG of hostile series run nothing: formulas are text, markup is escaped", async ({
  app,
  stack,
  tamed: page,
}) => {
  stack.proxy.intercept((request) => answer(stack.historyEndS, request));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "up", to: String(stack.historyEndS * 1000) }));
  await expect(explore.status).toContainText(`${HOSTILE.length} series`);
  const save = async (item: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      (async () => {
        await page.getByRole("button", { name: "Save chart or data" }).click();
        await page.getByRole("menuitem", { name: item }).click();
      })(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[\w.-]+$/);
    return fs.readFileSync(await download.path(), "utf8");
  };
  const csv = await save("CSV, a row per sample");
  expect(csv).toContain("'=HYPERLINK");
  // No cell, quoted or not, begins with what a spreadsheet runs.
  expect(csv).not.toMatch(/(^|,|\n)"?[=@]/);
  const svg = await save("SVG picture");
  expect(svg).toContain("&lt;img");
  expect(svg).not.toMatch(/<(img|script|a|foreignObject)\b/i);
  expect(svg, "an attribute of a tag, not text").not.toMatch(/<[^>]*\son\w+=/i);
});
