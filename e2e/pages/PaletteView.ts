import { expect, type Locator, type Page } from "@playwright/test";

/** The command palette, by role and name. */
export class PaletteView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: "Search", exact: true });
  }

  get field(): Locator {
    return this.dialog.getByRole("combobox", { name: "Search", exact: true });
  }

  /** The row that Enter chooses. */
  get active(): Locator {
    return this.dialog.getByRole("option", { selected: true });
  }

  group(name: string): Locator {
    return this.dialog.getByRole("group", { name, exact: true });
  }

  option(name: string | RegExp): Locator {
    return this.dialog.getByRole("option", { name });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+k");
    await expect(this.field).toBeFocused();
  }

  /** Opens, types, and chooses what is best. */
  async choose(text: string): Promise<void> {
    await this.open();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toHaveCount(0);
  }
}
