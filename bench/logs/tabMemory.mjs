// What a tab takes: the private memory of its renderer process (RssAnon + VmSwap, what Chromium's own task manager calls
// its memory footprint), of which PSS is shown beside: it counts a share of the program's own code too.
import fs from "node:fs";
import { loadLines } from "./loadLines.mjs";
import { startTab } from "./plainTab.mjs";
import { aim, WAYS } from "./scrollLines.mjs";

const kb = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1000;

/** Megabytes. */
function footprintMb(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return kb(status, "RssAnon") + kb(status, "VmSwap");
}

const pssMb = (pid) => kb(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"), "Pss");

/** Samples the footprint while `act` runs; answers the highest. */
async function peakMb(pid, act) {
  let peak = footprintMb(pid);
  const timer = setInterval(() => (peak = Math.max(peak, footprintMb(pid))), 100);
  try {
    await act();
  } finally {
    clearInterval(timer);
  }
  return peak;
}

async function heapMb(page) {
  await page.send("Performance.enable");
  const { metrics } = await page.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
}

/**
 * Megabytes of a tab that loads the lines and scrolls through them in every way: `held` once its garbage is collected,
 * `peak` with the garbage that the browser had not yet found worth collecting.
 */
export async function measureMemory(url, { lines, endMs, chromiumPath, args }) {
  const tab = await startTab(chromiumPath, args);
  const { page } = tab;
  try {
    const loadOlder = await loadLines(page, url, { lines, endMs });
    // A spare renderer may wait for the next page; it has done nothing yet.
    const [pid] = (await tab.renderers()).toSorted((a, b) => footprintMb(b) - footprintMb(a));
    const peak = await peakMb(pid, async () => {
      await loadOlder();
      for (const way of Object.values(WAYS)) {
        await aim(page);
        await way(page);
      }
    });
    await page.send("HeapProfiler.enable");
    await page.send("HeapProfiler.collectGarbage");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { peak, held: footprintMb(pid), pss: pssMb(pid), heap: await heapMb(page) };
  } finally {
    await tab.stop();
  }
}
