import fs from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { palettePng } from "../stack/palettePng.ts";

/** The pictures of the documentation are made on demand: `SIGHTGLASS_SCREENSHOTS=1`. */
export const arePicturesWanted = process.env["SIGHTGLASS_SCREENSHOTS"] === "1";

const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
const LIMIT_BYTES = 200_000;

/** How each screen is taken. */
export const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  ([1440, 360] as const).map((width) => ({ colorScheme, width, height: width === 360 ? 740 : 900 })),
);

/** Writes docs/screenshots/`name`.png. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  fs.mkdirSync(folder, { recursive: true });
  // The caret blinks.
  fs.writeFileSync(file, palettePng(await page.screenshot({ animations: "disabled", caret: "hide" })));
  expect(fs.statSync(file).size, file).toBeLessThanOrEqual(LIMIT_BYTES);
}
