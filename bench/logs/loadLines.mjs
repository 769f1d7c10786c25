// Opens Explore on the lines of the bench and loads page after page.

/** Lines of one page: the most that a link may ask for. */
export const PAGE_LINES = 5_000;
const WITHIN_MS = 30_000;

/** How many lines the foot of the list counts; 0 before there is one. */
const countLines = (page) =>
  page
    .evaluate(() => {
      const said = [...document.querySelectorAll("[role=status]")].map((one) => one.textContent);
      const found = said.map((text) => /^([\d,]+) lines/.exec(text)?.[1]).find(Boolean);
      return Number((found ?? "0").replaceAll(",", ""));
    })
    // A page that is being opened cannot be asked.
    .catch(() => 0);

async function waitForMore(page, than) {
  const deadline = Date.now() + WITHIN_MS;
  while (Date.now() < deadline) {
    if ((await countLines(page)) > than) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no more than ${than} lines were loaded`);
}

/** Shows the first page of lines; what it answers asks for older ones until `lines` are loaded. */
export async function loadLines(page, url, { lines, endMs }) {
  const range = `from=${endMs - Math.ceil(lines * 110)}&to=${endMs}`;
  const query = encodeURIComponent('{namespace="bench"}');
  await page.goto(`${url}/explore?a.src=loki&a.q=${query}&lines=${PAGE_LINES}&${range}`);
  await waitForMore(page, 0);
  return async () => {
    for (let held = await countLines(page); held < lines; held = await countLines(page)) {
      await page.evaluate(() =>
        [...document.querySelectorAll("button")].find((one) => one.textContent === "Load older").click(),
      );
      await waitForMore(page, held);
    }
  };
}
