import { expect, type Page } from "@playwright/test";
import { isFull } from "../../src/testing/isFull.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { type GroundTest, rateOfEach, sizeOf } from "./Ground.ts";

/** A theme and a width of the window. */
export interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: 1440 | 360;
}

const everyLook: readonly Look[] = (["light", "dark"] as const).flatMap((colorScheme) =>
  ([1440, 360] as const).map((width) => ({ colorScheme, width })),
);

/** Each theme once, and each width, with every rule. */
export const oppositeLooks: readonly Look[] = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 360 },
];

/** Both themes and both widths are tried; crossed with each other in the long form alone, since axe takes its time. */
export const triedLooks = isFull ? everyLook : oppositeLooks;

/** The demo is the same page with other data. */
export const demoLooks = isFull ? oppositeLooks : oppositeLooks.slice(0, 1);

export const rulesOf = ({ colorScheme, width }: Look) =>
  (colorScheme === "light") === (width === 1440) ? "all" : "look";

interface Overlay {
  readonly name: string;
  readonly open: (page: Page, explore: ExplorePage) => Promise<void>;
  /** What shows that it is open. */
  readonly role: "dialog" | "menu" | "listbox";
  readonly label?: string | RegExp;
}

const click = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name, exact: typeof name === "string" }).click();

const overlays: readonly Overlay[] = [
  { name: "source list", open: (_, explore) => explore.source.click(), role: "listbox" },
  { name: "time dialog", open: click(/^Time range/), role: "dialog", label: "Time range" },
  { name: "step", open: click(/^Step/), role: "dialog", label: "Step" },
  { name: "refresh menu", open: click(/^Refresh every/), role: "menu" },
  { name: "row menu", open: click("Query A menu"), role: "menu" },
  { name: "history", open: click("History"), role: "dialog", label: "History" },
  { name: "share", open: click("Share"), role: "dialog", label: "Share" },
  {
    name: "palette",
    open: (page) => page.keyboard.press("ControlOrMeta+k"),
    role: "dialog",
    label: "Search",
  },
  { name: "unit menu", open: click(/^Unit/), role: "menu" },
  { name: "download menu", open: click("Save chart or data"), role: "menu" },
  {
    name: "shortcuts",
    open: async (page) => {
      await page.getByRole("button", { name: "Run query", exact: true }).focus();
      await page.keyboard.press("?");
    },
    role: "dialog",
  },
  {
    name: "completion",
    open: async (page, explore) => {
      await explore.type("");
      await page.keyboard.type("kube_no");
    },
    role: "listbox",
  },
];

export function accessibilityClaims(test: GroundTest, looks: readonly Look[]): void {
  for (const look of looks) {
    const { colorScheme, width } = look;
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });
      const rules = rulesOf(look);
      const expectClean = (page: Page, where: string, isOverlay = false) =>
        expectNoViolations(page, { where, rules, isOverlay });

      test("R2 Explore has no violation of WCAG 2.2 A and AA with any overlay open", async ({
        ground,
        page,
      }) => {
        const explore = new ExplorePage(page);
        await explore.open(
          ground.url,
          ground.search({
            from: "now-3h",
            "a.q": rateOfEach(ground.counter),
            "b.q": "wrong (",
            "c.q": ground.steady.metric,
          }),
        );
        await expect(explore.status).toContainText(`${ground.counter.series + sizeOf(ground.steady)} series`);
        await expect(explore.alert).toBeVisible();
        await expectClean(page, "chart");
        for (const { name, open, role, label } of overlays) {
          await open(page, explore);
          const overlay = page.getByRole(role, label === undefined ? {} : { name: label });
          await expect(overlay.first(), name).toBeVisible();
          await expectClean(page, name, true);
          await page.keyboard.press("Escape");
          await expect(overlay, name).toHaveCount(0);
        }
      });

      test("R2 every result tab and state of Explore has no violation", async ({ ground, page }) => {
        const explore = new ExplorePage(page);
        await explore.open(
          ground.url,
          ground.search({ from: "now-3h", "a.q": rateOfEach(ground.counter), tab: "table" }),
        );
        await expect(explore.table).toContainText(ground.counter.first.one);
        await expectClean(page, "table");
        await explore.tab("Response").click();
        await expect(page.getByRole("table", { name: "Timing" })).toBeVisible();
        await expectClean(page, "response");
        await explore.open(
          ground.url,
          ground.search({ from: "now-3h", "a.q": `rate(${ground.histogram.name}_bucket[5m])` }),
        );
        await expect(explore.status).toContainText(`${ground.histogram.buckets} series`);
        await expectClean(page, "heatmap");
        await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": "nothing_of_this_name" }));
        await expect(page.getByText("No series match", { exact: true })).toBeVisible();
        await expectClean(page, "empty");
        await explore.open(ground.url, ground.search());
        await expect(page.getByRole("list", { name: "First queries" })).toBeVisible();
        await expectClean(page, "starting point");
        await page.goto(`${ground.url}/nothing/here`);
        await expect(page.getByRole("main")).toContainText("There is no page at this address");
        await expectClean(page, "unknown page");
      });
    });
  }
}
