import fs from "node:fs";
import path from "node:path";
import { expect, type Page, type test as playwrightTest } from "@playwright/test";
import { palettePng } from "../stack/palettePng.ts";

/** The pictures of the documentation are made on demand: `SIGHTGLASS_SCREENSHOTS=1`. */
const arePicturesWanted = process.env["SIGHTGLASS_SCREENSHOTS"] === "1";

const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
const LIMIT_BYTES = 200_000;

/** How each screen is taken. */
const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  ([1440, 360] as const).map((width) => ({ colorScheme, width, height: width === 360 ? 740 : 900 })),
);

interface Look {
  /** Ends the names of the pictures. */
  readonly suffix: string;
  readonly isPhone: boolean;
}

/** The tests that `declare` declares, once in each look. */
export function inEachLook(
  test: Pick<typeof playwrightTest, "describe" | "skip" | "use">,
  declare: (look: Look) => void,
): void {
  test.skip(!arePicturesWanted, "makes the pictures of docs/screenshots on demand");
  test.use({ deviceScaleFactor: 1 });
  for (const { colorScheme, width, height } of looks) {
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height } });
      declare({ suffix: `${colorScheme}-${width}`, isPhone: width === 360 });
    });
  }
}

/** Writes docs/screenshots/`name`.png. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  fs.mkdirSync(folder, { recursive: true });
  // The caret blinks.
  fs.writeFileSync(file, palettePng(await page.screenshot({ animations: "disabled", caret: "hide" })));
  expect(fs.statSync(file).size, file).toBeLessThanOrEqual(LIMIT_BYTES);
}
