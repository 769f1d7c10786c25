// The steps of the bench on one page: loads the lines, scrolls, searches, and reads the tab's memory.
import { WAYS } from "./scrollLines.mjs";
import { TOOLS } from "./useTools.mjs";
import { footprintMb, peakFootprintMb, pssMb, rendererPid } from "./tabMemory.mjs";
import { markFrames, traceFrames } from "./traceFrames.mjs";

/** Lines of one page: the most that a link may ask for. */
export const PAGE_LINES = 5_000;
/** Milliseconds of the main thread in one frame, and megabytes of the tab. */
const GOALS = { frame: 50, memory: 150 };
const WITHIN_MS = 30_000;

/** Opens the query and asks for older pages until `lines` are loaded. */
async function loadLines(page, url, { lines, endMs }) {
  const range = `from=${endMs - Math.ceil(lines * 110)}&to=${endMs}`;
  const query = encodeURIComponent('{namespace="bench"}');
  await page.goto(`${url}/explore?a.src=loki&a.q=${query}&lines=${PAGE_LINES}&${range}`);
  const count = () =>
    page.evaluate(() => {
      const said = [...document.querySelectorAll("[role=status]")].map((one) => one.textContent);
      const found = said.map((text) => /^([\d,]+) lines/.exec(text)?.[1]).find(Boolean);
      return Number((found ?? "0").replaceAll(",", ""));
    });
  const more = async (than) => {
    const deadline = Date.now() + WITHIN_MS;
    while (Date.now() < deadline) {
      if ((await count()) > than) return;
      await page.waitForTimeout(50);
    }
    throw new Error(`no more than ${than} lines were loaded`);
  };
  await more(0);
  await markFrames(page);
  return async () => {
    for (let held = await count(); held < lines; held = await count()) {
      await page.getByRole("button", { name: "Load older" }).click();
      await more(held);
    }
  };
}

const worst = (numbers) => numbers.reduce((most, one) => Math.max(most, one), 0);
const size = (lines) => `${lines} lines`;

/** Rows of one step: the worst frame by CPU time, and how many were longer by the clock. */
function rowOf(step, { frames, longestTaskMs }, lines) {
  const ms = worst(frames.map(({ cpuMs }) => cpuMs));
  const late = frames.filter(({ wallMs }) => wallMs > GOALS.frame).length;
  const clock = `task ${longestTaskMs.toFixed(0)} ms; clock ${worst(frames.map(({ wallMs }) => wallMs)).toFixed(0)} ms, ${late} of ${frames.length} late`;
  return {
    bench: "logs",
    size: size(lines),
    step: `${step} (${clock})`,
    ms,
    goal: GOALS.frame,
    isMet: ms <= GOALS.frame,
  };
}

async function aim(page) {
  const list = page.locator(".sg-log-scroll");
  await page.locator("[data-index]").first().focus();
  await list.hover({ position: { x: 400, y: 60 } });
}

/** Rows {bench, size, step, ms, goal, isMet} for one page of its own. */
export async function measureLines(browser, url, { lines, endMs, rounds, ways = { ...WAYS, ...TOOLS } }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => console.error(error.message));
  const session = await page.context().newCDPSession(page);
  const rows = [];
  const loadOlder = await loadLines(page, url, { lines, endMs });
  const pid = await rendererPid(browser);
  rows.push(rowOf("load older pages", await traceFrames(session, loadOlder), lines));
  // By itself first: a trace is kept in the tab's own memory until it is read.
  const scrollAll = async () => {
    for (const way of Object.values(WAYS)) {
      await aim(page);
      await way(page);
    }
  };
  const peak = await peakFootprintMb(pid, scrollAll);
  const pss = pssMb(pid);
  for (const [name, act] of Object.entries(ways)) {
    const taken = [];
    for (let round = 0; round < rounds; round += 1) {
      await aim(page);
      taken.push(await traceFrames(session, () => act(page)));
    }
    const all = {
      frames: taken.flatMap(({ frames }) => frames),
      longestTaskMs: worst(taken.map(({ longestTaskMs }) => longestTaskMs)),
    };
    rows.push(rowOf(name, all, lines));
  }
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
  const said = `peak MB of the tab while scrolling (PSS ${pss.toFixed(0)}, live heap ${heap.toFixed(0)}, at rest ${footprintMb(pid).toFixed(0)})`;
  rows.push({
    bench: "logs",
    size: size(lines),
    step: said,
    ms: peak,
    goal: GOALS.memory,
    isMet: peak <= GOALS.memory,
  });
  await page.close();
  return rows;
}
