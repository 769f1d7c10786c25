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

  /** How often a run has reached the screen. */
  paintCount(): Promise<number> {
    return this.page.evaluate(() => performance.getEntriesByName("sg:query-to-paint").length);
  }

  async askAndSee(text: string, letter = "A"): Promise<void> {
    const before = await this.paintCount();
    await this.ask(text, letter);
    await expect.poll(() => this.paintCount()).toBeGreaterThan(before);
  }

  async chooseRange(name: string): Promise<void> {
    await this.timeRange.click();
    await this.page
      .getByRole("dialog", { name: "Time range" })
      .getByRole("option", { name, exact: true })
      .click();
  }
}
