// Ways to scroll, by real input: each takes the mouse or the keyboard of the browser, never `scrollTop`.

const between = (from, to, steps) =>
  Array.from({ length: steps }, (_value, at) => from + ((to - from) * (at + 1)) / steps);
const frame = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));

async function wheel(page, stepPx, count) {
  for (let at = 0; at < count; at += 1) {
    await page.mouse.wheel(0, stepPx);
    await frame(page);
  }
}

async function keys(page, name, count) {
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press(name);
    await frame(page);
  }
}

/** Where the list is, and how wide its scroll bar (which has arrows of that size at both ends). */
const placeOf = (page) =>
  page.evaluate(() => {
    const box = document.querySelector(".sg-log-scroll");
    const { x, y, width, height } = box.getBoundingClientRect();
    return { x, y, width, height, barPx: box.offsetWidth - box.clientWidth };
  });
const scrollTop = (page) => page.evaluate(() => document.querySelector(".sg-log-scroll").scrollTop);

/** Puts the keyboard on a row and the pointer over the list. */
export async function aim(page) {
  await page.evaluate(() => document.querySelector("[data-index]").focus());
  const { x, y } = await placeOf(page);
  await page.mouse.move(x + 400, y + 60);
}

/** Takes the thumb of the scroll bar, at the top, through the whole list and back. */
async function drag(page, steps) {
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.querySelector(".sg-log-scroll").scrollTop === 0);
  const { x, y, width, height, barPx } = await placeOf(page);
  if (barPx < 4) throw new Error("the list has no scroll bar to drag");
  const barX = x + width - barPx / 2;
  const [top, bottom] = [y + barPx + 5, y + height - barPx - 5];
  await page.mouse.move(barX, top);
  await page.mouse.down();
  for (const to of [...between(top, bottom, steps), ...between(bottom, top, steps)]) {
    await page.mouse.move(barX, to);
    await frame(page);
    if (to === bottom && (await scrollTop(page)) < 100_000) throw new Error("the drag did not scroll");
  }
  await page.mouse.up();
}

/** Name → what is done; each begins with the pointer over the list and a row in focus. */
export const WAYS = {
  "wheel, slow": (page) => wheel(page, 100, 60),
  "wheel, fast": (page) => wheel(page, 1_500, 60),
  "wheel, spun": (page) => wheel(page, 20_000, 60),
  "arrow keys": (page) => keys(page, "ArrowDown", 60),
  "page keys": (page) => keys(page, "PageDown", 40),
  "home and end": async (page) => {
    for (let at = 0; at < 5; at += 1) {
      await keys(page, "End", 1);
      await keys(page, "Home", 1);
    }
  },
  "drag, slow": (page) => drag(page, 120),
  "drag, fast": (page) => drag(page, 15),
};
