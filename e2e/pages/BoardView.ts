import type { Locator, Page } from "@playwright/test";
import type { RunningApp } from "../stack/appServer.ts";

/** A board as its readers meet it. */
export class BoardView {
  readonly page: Page;
  readonly title: Locator;
  readonly toast: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1 });
    this.toast = page.getByRole("status", { name: "Notices" });
  }

  async open(app: RunningApp, path: string): Promise<void> {
    await this.page.goto(app.url + path);
  }

  panel(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** Names of the panels from the first to the last. */
  names(): Promise<string[]> {
    return this.page.locator("main section h2").allTextContents();
  }

  async choose(panel: string, item: string): Promise<void> {
    await this.page
      .getByRole("button", { name: `Menu of ${panel}` })
      .first()
      .click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** The panels are there, and none is on its way any more. */
  async settled(): Promise<void> {
    await this.page.locator("main section").first().waitFor();
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll("main section[aria-busy]")].every(
        (one) => one.getBoundingClientRect().top > innerHeight + 150,
      ),
    );
  }
}
