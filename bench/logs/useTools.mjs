// What readers do with loaded lines besides scrolling. By plain selectors: a testing library that looks for roles and names
// walks the whole page, and that would be measured too.

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const see = (page, selector) =>
  page.waitForFunction((one) => document.querySelector(one) !== null, selector, { polling: 50 });

/** Presses the button of this text. */
const press = (page, text) =>
  page.evaluate(
    (wanted) =>
      [...document.querySelectorAll("button")].find((one) => one.textContent.startsWith(wanted)).click(),
    text,
  );

/** Types into the search in the loaded lines, letter by letter. */
async function find(page) {
  await press(page, "Find in lines");
  await see(page, '[aria-label="Find in lines"]');
  for (const letter of "payment refused") {
    await page.keyboard.press(letter === " " ? "Space" : letter);
    await pause(60);
  }
  for (let at = 0; at < 5; at += 1) await page.keyboard.press("Enter");
  await pause(300);
  await page.keyboard.press("Escape");
}

async function patterns(page) {
  await press(page, "Patterns");
  await see(page, '[aria-label="Patterns"] li');
  await pause(1_000);
  await press(page, "Patterns");
  await see(page, '[aria-label="Log lines"] [data-index]');
}

/** Opens a line, whose details count the shares of its fields, and goes to its neighbours. */
async function details(page) {
  await page.keyboard.press("Enter");
  await pause(500);
  for (let at = 0; at < 5; at += 1) {
    await page.keyboard.press("ArrowDown");
    await pause(200);
  }
  await page.keyboard.press("Escape");
}

async function columns(page) {
  await press(page, "Columns");
  await see(page, '[aria-label="Search fields"]');
  await pause(300);
  await page.keyboard.press("Escape");
}

/** What is used on loaded lines besides scrolling. */
export const TOOLS = { find, details, columns, patterns };
