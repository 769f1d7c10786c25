import { expect } from "@playwright/test";
import { expectNoViolations } from "../pages/noViolations.ts";
import { PaletteView } from "../pages/PaletteView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import type { Look } from "./accessibility.ts";
import { type GroundTest, nowOf } from "./Ground.ts";

export function paletteClaims(test: GroundTest, looks: readonly Look[]): void {
  test("M1 Mod-K opens from the editor and closes, gives the focus back, and is in the list of shortcuts", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const palette = new PaletteView(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    await explore.type("up");
    await palette.open();
    for (const close of ["Escape", "ControlOrMeta+k"]) {
      await page.keyboard.press(close);
      await expect(palette.dialog).toHaveCount(0);
      await expect(explore.query("A")).toBeFocused();
      await palette.open();
    }
    await page.keyboard.type("shortcuts");
    await expect(palette.active).toHaveAccessibleName(/^Shortcuts/);
    await page.keyboard.press("Enter");
    const list = page.getByRole("dialog", { name: "Shortcuts" });
    await expect(list).toContainText(/Palette\s*CtrlK/);
    await page.keyboard.press("Escape");
    // Behind a dialog no shortcut fires; from the rail the button opens it.
    await page.getByRole("button", { name: "History", exact: true }).click();
    await page.keyboard.press("ControlOrMeta+k");
    await expect(palette.dialog).toHaveCount(0);
    await page.keyboard.press("Escape");
    const button = page.getByRole("navigation").getByRole("button", { name: "Search", exact: true });
    await button.click();
    await expect(palette.field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  });

  test("M1 G1 a metric becomes its usual query where none is, and is put at the cursor of another", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const palette = new PaletteView(page);
    await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": "" }));
    await explore.type("");
    await palette.choose(ground.counter.words);
    await expect(explore.status).toContainText("series");
    expect(await explore.text()).toBe(`sum(rate(${ground.counter.metric}[$__rate_interval]))`);
    await explore.type("sum()");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await palette.open();
    await page.keyboard.type(ground.histogram.words);
    const found = palette.group("Metrics").getByRole("option").first();
    await expect(found.locator("b").first()).toHaveText(ground.histogram.words.split(" ")[0] ?? "");
    await page.keyboard.press("Enter");
    await expect(explore.query("A")).toBeFocused();
    const metric = `${ground.histogram.name}_sum`;
    expect(await explore.text()).toBe(`sum(${metric})`);
    // Chosen before, it is there at once; Shift-Enter asks it in the query's place.
    await palette.open();
    await expect(palette.group("Recent").getByRole("option").first()).toHaveAccessibleName(
      new RegExp(metric),
    );
    await page.keyboard.press("Shift+Enter");
    await expect.poll(() => explore.text()).toBe(ground.histogram.sumAsked);
    // Not from within the query, there is no cursor to put it at.
    await page.getByRole("navigation").getByRole("button", { name: "Search", exact: true }).click();
    await palette.field.fill("node_load1");
    await page.keyboard.press("Enter");
    await expect.poll(() => explore.text()).toBe("avg(node_load1)");
    await page.goBack();
    await expect.poll(() => explore.text()).toBe(ground.histogram.sumAsked);
  });

  test("M1 I1 takes quick and typed ranges and asks them as of now", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    const palette = new PaletteView(page);
    /** The end of the last question of so many hours, milliseconds. */
    const askedEnds = new Map<number, number>();
    page.on("request", (request) => {
      if (!request.url().endsWith("/query_range")) return;
      const form = new URLSearchParams(request.postData() ?? "");
      const hours = Math.round((Number(form.get("end")) - Number(form.get("start"))) / 3600);
      askedEnds.set(hours, Number(form.get("end")) * 1000);
    });
    await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": "up" }));
    const startMs = await nowOf(page);
    await expect(explore.status).toContainText("series");
    await palette.choose("last 6");
    await expect(explore.timeRange).toHaveAccessibleName(/Last 6 hours/);
    await palette.choose("90m");
    await expect(explore.timeRange).toHaveAccessibleName(/Last 90 minutes/);
    await palette.choose("2024-10-20 to 2024-10-23");
    expect(explore.addressRange().to - explore.addressRange().from).toBeGreaterThanOrEqual(3 * 86_400_000);
    await page.goBack();
    await expect(explore.timeRange).toHaveAccessibleName(/Last 90 minutes/);
    // Typed ranges are among what was chosen lately. Within the same step its answer is still there.
    await palette.open();
    await expect(palette.group("Recent")).toContainText("Last 90 minutes");
    await palette.group("Recent").getByRole("option", { name: "Last 6 hours" }).click();
    await expect(explore.timeRange).toHaveAccessibleName(/Last 6 hours/);
    await expect.poll(() => askedEnds.get(6), "as of now, to a step").toBeGreaterThan(startMs - 2 * 60_000);
  });

  test("M1 runs the actions of the page: format, tabs, theme, query, history, share, browser", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const palette = new PaletteView(page);
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    await explore.type("sum  by(job)(up)");
    await palette.choose("format");
    await expect.poll(() => explore.text()).toBe("sum by (job) (up)");
    await palette.choose("run");
    await expect(explore.status).toContainText("series");
    await palette.choose("table");
    await expect(explore.tab("Table")).toHaveAttribute("aria-selected", "true");
    await palette.choose("theme dark");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await palette.choose("add query");
    await expect(explore.query("B")).toBeVisible();
    await palette.choose("share");
    await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
    await page.keyboard.press("Escape");
    await palette.choose("history");
    await expect(page.getByRole("dialog", { name: "History" })).toBeVisible();
    await page.keyboard.press("Escape");
    await palette.choose("browser");
    await expect(page.getByRole("complementary", { name: "Browser" })).toBeVisible();
    await palette.choose("add source");
    await expect(page).toHaveURL(/\/sources\/new$/);
  });

  test("M1 arrows go around, the active row is announced, and rows are bounded", async ({ ground, page }) => {
    const explore = new ExplorePage(page);
    const palette = new PaletteView(page);
    await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": "up" }));
    await palette.open();
    await page.keyboard.type("node");
    await expect(palette.group("Metrics").getByRole("option")).toHaveCount(8);
    const rows = palette.dialog.getByRole("option");
    expect(await rows.count()).toBeLessThanOrEqual(44);
    await page.keyboard.press("ArrowUp");
    await expect(rows.last()).toHaveAttribute("aria-selected", "true");
    await expect(rows.last()).toBeInViewport();
    const id = await rows.last().getAttribute("id");
    await expect(palette.field).toHaveAttribute("aria-activedescendant", id ?? "");
    await page.keyboard.press("ArrowDown");
    await expect(rows.first()).toHaveAttribute("aria-selected", "true");
    await expect(palette.dialog.getByRole("status")).toHaveText(`${await rows.count()} results`);
  });

  for (const { colorScheme, width } of looks) {
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 780 } });

      test(`M1 R2 no violation of WCAG 2.2 A and AA, and no sideways scroll (${width} px)`, async ({
        ground,
        page,
      }) => {
        const explore = new ExplorePage(page);
        const palette = new PaletteView(page);
        await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": "up" }));
        await page.getByRole("button", { name: "Search", exact: true }).click();
        const check = async (text: string) => {
          await palette.field.fill(text);
          if (text !== "nothing at all like this") await expect(palette.active).toHaveCount(1);
          await expectNoViolations(page, { where: text, rules: "all" });
        };
        await check("");
        await check("c");
        await check("nothing at all like this");
        const box = await palette.dialog.boundingBox();
        expect(box?.width).toBeLessThanOrEqual(width);
        if (width === 360) expect(box).toMatchObject({ x: 0, width: 360 });
        await expectNoSidewaysScroll(page);
      });
    });
  }
}
