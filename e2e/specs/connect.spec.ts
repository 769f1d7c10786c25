import type { Page } from "@playwright/test";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { expectNoViolations } from "../pages/noViolations.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const FILES = "**/api/sources/files?*";
const DUMP = "# TYPE up gauge\nup 1 1700000000\n# EOF\n";

/** Drags a file over the window, or drops it there. */
async function drag(page: Page, type: "dragenter" | "drop", text = DUMP): Promise<void> {
  await page.evaluate(
    (what) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([what.text], "night.om"));
      window.dispatchEvent(new DragEvent(what.type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { type, text },
  );
}

/** Answers an upload as the server does for the first source of the list, and notes what was sent. */
async function takeFiles(
  page: Page,
  base: string,
): Promise<{ readonly url: string; readonly body: string }[]> {
  const sent: { url: string; body: string }[] = [];
  const list = (await (await fetch(`${base}/api/sources`, { headers: { "x-sightglass": "1" } })).json()) as {
    sources: object[];
  };
  await page.route(FILES, async (route) => {
    sent.push({ url: route.request().url(), body: route.request().postData() ?? "" });
    await route.fulfill({ status: 201, json: list.sources[0] });
  });
  return sent;
}

test("A file dropped on the window is sent as it is and opens in Explore", async ({ app, page }) => {
  const sent = await takeFiles(page, app.url);
  await page.goto(`${app.url}/explore?a.q=up`);
  await expect(page.getByRole("tab", { name: /^Chart/ })).toBeVisible();
  await drag(page, "dragenter");
  await expect(page.getByText("Drop to look inside")).toBeVisible();
  await drag(page, "drop");
  await expect(page).toHaveURL(/a\.src=prometheus/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(sent).toEqual([{ url: `${app.url}/api/sources/files?name=night`, body: DUMP }]);
});

test("F45 a file that cannot be read says in which line, and the page stays", async ({ app, page }) => {
  const problem = {
    code: "BAD_REQUEST",
    title: "The file cannot be read",
    detail: "Line 2: expected a value.",
    source: "sightglass",
    requestId: "r1",
  };
  await page.route(FILES, (route) => route.fulfill({ status: 400, json: problem }));
  await page.goto(`${app.url}/sources/new`);
  await page.getByRole("textbox", { name: "Address" }).fill("https://half.typed");
  await drag(page, "drop", "up\nup\n");
  await expect(page.getByRole("alert")).toContainText("Line 2: expected a value.");
  await expectNoViolations(page, { where: "a refused file", rules: "all", isOverlay: true });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Address" })).toHaveValue("https://half.typed");
});

test("A file is chosen by keyboard as well", async ({ app, page }) => {
  const sent = await takeFiles(page, app.url);
  // Before anything is pressed: the browser is told to hand the chooser over, which takes a moment.
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`${app.url}/sources/new`);
  const choose = page.getByRole("button", { name: /^Choose a file/ });
  await expect(page.getByRole("textbox", { name: "Address" })).toBeFocused();
  await choose.focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "node.prom", mimeType: "text/plain", buffer: Buffer.from(DUMP) });
  await expect(page).toHaveURL(/a\.src=prometheus/);
  expect(sent[0]?.url).toContain("name=node");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 360]) {
    test(`The form of a page of metrics has no violation, ${colorScheme}, ${width} px, and no sideways scroll`, async ({
      app,
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
      await page.goto(`${app.url}/sources/new?preset=wgtwo-openmetrics`);
      await expect(page.getByRole("textbox", { name: "Token URL" })).toBeVisible();
      await expectNoViolations(page, { where: "OpenMetrics form", rules: width === 1440 ? "all" : "look" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
