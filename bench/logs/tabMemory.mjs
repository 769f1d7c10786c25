// What a tab takes: the private memory of its renderer process (RssAnon + VmSwap, what Chromium's own task manager calls
// its memory footprint), its share of everything (PSS), and the live JavaScript heap.
import fs from "node:fs";

const kb = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1000;

/** The process of the only page of a browser. */
export async function rendererPid(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  // A spare renderer may wait for the next page; it has done nothing yet.
  return renderers.toSorted((a, b) => footprintMb(b) - footprintMb(a))[0];
}

/** Megabytes. */
export function footprintMb(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return kb(status, "RssAnon") + kb(status, "VmSwap");
}

export function pssMb(pid) {
  return kb(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"), "Pss");
}

/** Samples the footprint while `act` runs; answers the highest. */
export async function peakFootprintMb(pid, act) {
  let peak = footprintMb(pid);
  const timer = setInterval(() => (peak = Math.max(peak, footprintMb(pid))), 100);
  try {
    await act();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
