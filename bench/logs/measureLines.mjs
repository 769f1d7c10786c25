// The steps of the bench on one page: loads the lines, scrolls, searches, and reads the tab's memory.
import { loadLines } from "./loadLines.mjs";
import { aim, WAYS } from "./scrollLines.mjs";
import { TOOLS } from "./useTools.mjs";
import { measureMemory } from "./tabMemory.mjs";
import { markFrames, traceFrames } from "./traceFrames.mjs";

/** Milliseconds of the main thread in one frame, and megabytes of the tab. */
const GOALS = { frame: 50, memory: 150 };

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

/** Frames of loading, of every way to scroll, and of every tool. */
async function measureFrames(browser, url, { lines, endMs, rounds, ways }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => console.error(error.message));
  const session = await page.context().newCDPSession(page);
  const loadOlder = await loadLines(page, url, { lines, endMs });
  await markFrames(page);
  const rows = [rowOf("load older pages", await traceFrames(session, loadOlder), lines)];
  for (const [name, act] of Object.entries(ways)) {
    const taken = [];
    for (let round = 0; round < rounds; round += 1) {
      await aim(page);
      taken.push(await traceFrames(session, () => act(page)));
    }
    const frames = taken.flatMap((one) => one.frames);
    rows.push(rowOf(name, { frames, longestTaskMs: worst(taken.map((one) => one.longestTaskMs)) }, lines));
  }
  await page.close();
  return rows;
}

/** Rows {bench, size, step, ms, goal, isMet}; that of the memory is in megabytes. `browser.launch()` starts a Chromium. */
export async function measureLines(url, { lines, endMs, rounds, ways = { ...WAYS, ...TOOLS }, browser }) {
  const { peak, held, pss, heap } = await measureMemory(url, { lines, endMs, ...browser });
  const started = await browser.launch();
  try {
    const rows = await measureFrames(started, url, { lines, endMs, rounds, ways });
    const beside = `PSS ${pss.toFixed(0)}, JavaScript heap ${heap.toFixed(0)}; with garbage up to ${peak.toFixed(0)}`;
    const memory = { step: `MB held by the tab (${beside})`, ms: held, goal: GOALS.memory };
    return [...rows, { bench: "logs", size: size(lines), ...memory, isMet: held <= GOALS.memory }];
  } finally {
    await started.close();
  }
}
