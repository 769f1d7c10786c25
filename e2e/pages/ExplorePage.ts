import { expect, type Locator, type Page } from "@playwright/test";

/** Explore by role and name, as a reader or a screen reader finds it. */
export class ExplorePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get source(): Locator {
    return this.page.getByRole("combobox", { name: "Source" });
  }
  query(letter = "A"): Locator {
    return this.page.getByRole("textbox", { name: `Query ${letter}`, exact: true });
  }
  get run(): Locator {
    return this.page.getByRole("button", { name: "Run query", exact: true });
  }
  get cancel(): Locator {
    return this.page.getByRole("button", { name: "Cancel query", exact: true });
  }
  get timeRange(): Locator {
    return this.page.getByRole("button", { name: /^Time range/ });
  }
  get chart(): Locator {
    return this.page.getByRole("figure", { name: "Chart" });
  }
  get table(): Locator {
    return this.page.getByRole("table", { name: "Result" });
  }
  get status(): Locator {
    return this.page.getByRole("status").filter({ hasText: "series" });
  }
  get alert(): Locator {
    return this.page.getByRole("alert");
  }
  tab(name: "Chart" | "Table" | "Response"): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  async open(base: string, search = ""): Promise<void> {
    await this.page.goto(`${base}/explore${search}`);
    await this.editorReady();
  }

  /** The full editor has taken the place of the plain input. */
  async editorReady(letter = "A"): Promise<void> {
    await expect(this.query(letter)).toBeVisible();
    await expect(this.page.locator(".cm-editor").first()).toBeVisible();
  }

  /** Replaces the text of a query, as typed. */
  async type(text: string, letter = "A"): Promise<void> {
    await this.query(letter).click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press("Escape");
    await this.query(letter).focus();
  }

  async ask(text: string, letter = "A"): Promise<void> {
    await this.type(text, letter);
    await this.page.keyboard.press("ControlOrMeta+Enter");
  }

  /** An answer is on the chart: until then it may move under the pointer, and keys find nothing on it. */
  async drawn(): Promise<void> {
    await expect(this.status).toContainText("series");
    await expect.poll(() => this.paintCount()).toBeGreaterThan(0);
  }

  /** Where the chart stands in the window once it is drawn. */
  async chartBox(): Promise<{ x: number; y: number; width: number; height: number }> {
    await this.drawn();
    const box = await this.chart.boundingBox();
    if (!box) throw new Error("the chart has no box");
    return box;
  }

  /** How often a run has reached the screen. */
  paintCount(): Promise<number> {
    return this.page.evaluate(() => performance.getEntriesByName("sg:query-to-paint").length);
  }

  async askAndSee(text: string, letter = "A"): Promise<void> {
    const before = await this.paintCount();
    await this.ask(text, letter);
    await expect.poll(() => this.paintCount()).toBeGreaterThan(before);
  }

  /** The text of a query, line by line. */
  async text(letter = "A"): Promise<string> {
    return (await this.query(letter).locator(".cm-line").allTextContents()).join("\n");
  }

  /** Offers of the open completion that Enter would take: not those of an older text, which wait, dimmed, for newer. */
  get completions(): Locator {
    return this.page
      .locator(".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)")
      .getByRole("option");
  }

  /** One item of a query row's menu. */
  async menu(letter: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `Query ${letter} menu`, exact: true }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  get rangeDialog(): Locator {
    return this.page.getByRole("dialog", { name: "Time range" });
  }

  /** Opens the dialog, fills From and To, and applies. */
  async typeRange(from: string, to: string): Promise<void> {
    await this.timeRange.click();
    await this.rangeDialog.getByRole("textbox", { name: "From" }).fill(from);
    await this.rangeDialog.getByRole("textbox", { name: "To" }).fill(to);
    await this.rangeDialog.getByRole("button", { name: "Apply" }).click();
  }

  /** Instants of the address, milliseconds; NaN for an end that follows the clock. */
  addressRange(): { readonly from: number; readonly to: number } {
    const { searchParams } = new URL(this.page.url());
    return { from: Number(searchParams.get("from") ?? "now"), to: Number(searchParams.get("to") ?? "now") };
  }

  async chooseRange(name: string): Promise<void> {
    await this.timeRange.click();
    await this.page
      .getByRole("dialog", { name: "Time range" })
      .getByRole("option", { name, exact: true })
      .click();
  }
}
