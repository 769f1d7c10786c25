// What readers do with loaded lines besides scrolling, by role and name.

/** Types into the search in the loaded lines, letter by letter. */
async function find(page) {
  await page.getByRole("button", { name: /^Find in lines/ }).click();
  const box = page.getByRole("searchbox", { name: "Find in lines" });
  for (const letter of "payment refused") {
    await box.press(letter === " " ? "Space" : letter);
    await page.waitForTimeout(60);
  }
  await page
    .getByRole("status")
    .filter({ hasText: /lines$/ })
    .first()
    .waitFor();
  for (let at = 0; at < 5; at += 1) await box.press("Enter");
  await page.waitForTimeout(300);
  await box.press("Escape");
}

async function patterns(page) {
  const button = page.getByRole("button", { name: "Patterns", exact: true });
  await button.click();
  await page.getByRole("list", { name: "Patterns" }).waitFor();
  await page.waitForTimeout(2_000);
  await button.click();
  await page.getByRole("list", { name: "Log lines" }).waitFor();
}

/** Opens a line, whose details count the shares of its fields, and goes to its neighbours. */
async function details(page) {
  await page.keyboard.press("Enter");
  await page.waitForTimeout(500);
  for (let at = 0; at < 5; at += 1) {
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(200);
  }
  await page.keyboard.press("Escape");
}

async function columns(page) {
  const button = page.getByRole("button", { name: "Columns", exact: true });
  await button.click();
  await page.getByRole("dialog", { name: "Columns" }).waitFor();
  await page.keyboard.press("Escape");
}

/** What is used on loaded lines besides scrolling. */
export const TOOLS = { find, details, columns, patterns };
