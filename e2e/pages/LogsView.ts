import type { Locator } from "@playwright/test";
import { ExplorePage } from "./ExplorePage.ts";

/** Explore on a log source, by role and name. */
export class LogsView extends ExplorePage {
  get list(): Locator {
    return this.page.getByRole("list", { name: "Log lines" });
  }
  get lines(): Locator {
    return this.list.getByRole("listitem");
  }
  get logsTab(): Locator {
    return this.page.getByRole("tab", { name: /^Logs/ });
  }
  get lineStatus(): Locator {
    return this.page.getByRole("status").filter({ hasText: /lines?, / });
  }
  /** The line above the tabs: "1,000 of ~48k lines". */
  get statusLine(): Locator {
    return this.page.getByRole("status").filter({ hasText: /\d (?:of .*)?lines?/, hasNotText: ", " });
  }
  get details(): Locator {
    return this.page.getByRole("region", { name: /^Details of the line/ });
  }
  get volume(): Locator {
    return this.page.getByRole("figure", { name: /over time, by level/ });
  }
  get cost(): Locator {
    return this.page.getByRole("group", { name: /^Cost of query/ });
  }
}
