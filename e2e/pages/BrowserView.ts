import { expect, type Locator, type Page } from "@playwright/test";

/** The metric and label browser, by role and name. */
export class BrowserView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get drawer(): Locator {
    return this.page.getByRole("complementary", { name: "Browser" });
  }

  get button(): Locator {
    return this.page.getByRole("button", { name: "Browser", exact: true });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.drawer).toBeVisible();
  }

  get search(): Locator {
    return this.drawer.getByRole("searchbox", { name: "Search metrics" });
  }

  get labelSearch(): Locator {
    return this.drawer.getByRole("searchbox", { name: "Search labels" });
  }

  get tree(): Locator {
    return this.drawer.getByRole("tree", { name: "Metrics by prefix" });
  }

  row(name: string | RegExp): Locator {
    return this.tree.getByRole("treeitem", { name });
  }

  /** What is known of the chosen metric. */
  detail(metric: string): Locator {
    return this.drawer.getByRole("region", { name: `Metric ${metric}` });
  }

  /** Searches and chooses the best hit. */
  async choose(metric: string): Promise<Locator> {
    await this.search.fill(metric);
    await this.search.press("Enter");
    const detail = this.detail(metric);
    await expect(detail).toBeVisible();
    return detail;
  }

  async showLabels(): Promise<void> {
    await this.drawer.getByRole("tab", { name: "Labels" }).click();
  }

  get labels(): Locator {
    return this.drawer.getByRole("listbox", { name: "Labels" });
  }

  values(label: string): Locator {
    return this.drawer.getByRole("listbox", { name: `Values of ${label}`, exact: true });
  }

  get selector(): Locator {
    return this.drawer.getByRole("region", { name: "Selector" });
  }

  pills(query: string): Locator {
    return this.drawer.getByRole("group", { name: `Matchers of ${query}` });
  }
}
