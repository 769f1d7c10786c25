import fs from "node:fs";
import type { Page } from "@playwright/test";

/** Chooses an item of the download menu and reads the file that comes of it. */
export async function save(page: Page, item: string): Promise<{ name: string; bytes: Buffer }> {
  const started = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save chart or data" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  const download = await started;
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}
