import type { Page } from "@playwright/test";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");
// Many whole-page checks in each test: they share the workers, and a busy machine takes its time.
test.describe.configure({ mode: "parallel", timeout: 180_000 });

const search = (params: Record<string, string>) => `?${new URLSearchParams({ from: "now-3h", ...params })}`;
const CPU = "sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total[5m]))";

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

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 360]) {
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });
      const rules = (colorScheme === "light") === (width === 1440) ? "all" : "look";
      const expectClean = (page: Page, where: string, isOverlay = false) =>
        expectNoViolations(page, { where, rules, isOverlay });

      test("R2 Explore has no violation of WCAG 2.2 A and AA with any overlay open", async ({
        app,
        page,
      }) => {
        const explore = new ExplorePage(page);
        await explore.open(
          app.url,
          search({ "a.q": CPU, "b.q": "wrong (", "c.q": "kube_node_status_allocatable" }),
        );
        await expect(explore.status).toContainText("27 series");
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

      test("R2 every result tab and state of Explore has no violation", async ({ app, page }) => {
        const explore = new ExplorePage(page);
        await explore.open(app.url, search({ "a.q": CPU, tab: "table" }));
        await expect(explore.table).toContainText("ord1");
        await expectClean(page, "table");
        await explore.tab("Response").click();
        await expect(page.getByRole("table", { name: "Timing" })).toBeVisible();
        await expectClean(page, "response");
        await explore.open(app.url, search({ "a.q": "rate(shop_request_duration_seconds_bucket[5m])" }));
        await expect(explore.status).toContainText("10 series");
        await expectClean(page, "heatmap");
        await explore.open(app.url, search({ "a.q": "nothing_of_this_name" }));
        await expect(page.getByText("No series match", { exact: true })).toBeVisible();
        await expectClean(page, "empty");
        await explore.open(app.url);
        await expect(page.getByRole("list", { name: "First queries" })).toBeVisible();
        await expectClean(page, "starting point");
        await page.goto(`${app.url}/nothing/here`);
        await expect(page.getByRole("main")).toContainText("There is no page at this address");
        await expectClean(page, "unknown page");
      });

      test("R2 the pages of sources have no violation, with what opens on them", async ({ stack, page }) => {
        const blank = await startApp({ config: "demo: false\n" });
        await page.goto(blank.url);
        await expect(page.getByRole("textbox", { name: "Address" })).toBeVisible();
        await expectClean(page, "first page");
        await page.getByText("Name, headers, certificate").click();
        await page.getByRole("radio", { name: "Name and password" }).click();
        await page.getByRole("button", { name: "Save and explore" }).click();
        await expectClean(page, "form with mistakes");
        await page.getByRole("textbox", { name: "Address" }).fill(stack.prometheus.url);
        await page.getByRole("radio", { name: "Nothing" }).click();
        await page.getByRole("button", { name: "Save and explore" }).click();
        await expect(page.getByRole("textbox", { name: "Query A" })).toBeVisible();
        await page.goto(`${blank.url}/sources`);
        await page.getByRole("button", { name: /^Test \d/ }).click();
        await expect(
          page.getByText("Works", { exact: true }).filter({ visible: true }).first(),
        ).toBeVisible();
        await expectClean(page, "sources");
        await page.getByRole("button", { name: / menu$/ }).click();
        await expect(page.getByRole("menu")).toBeVisible();
        await expectClean(page, "source menu");
        await page.getByRole("menuitem", { name: "Remove" }).click();
        await expect(page.getByRole("dialog", { name: /^Remove/ })).toBeVisible();
        await expectClean(page, "remove dialog");
        await blank.stop();
      });
    });
  }
}
