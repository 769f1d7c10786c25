// The metric browser on a real Prometheus of 150,000 names, through the whole product: from the press of "Browser" to
// the painted tree, from a typed letter to the painted hits, and the longest turn of the main thread meanwhile.
// `node bench/browse/run.mjs [--names 150000]`; `run()` gives the rows to `npm run bench`.
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { buildPrometheus } from "../../e2e/backends/buildPrometheus.mjs";
import { startApp } from "../../e2e/stack/appServer.ts";
import { MANY_NAMES, manyMetricsText } from "../../e2e/stack/manyMetrics.ts";
import { startPrometheus } from "../../e2e/stack/prometheusServer.ts";
import { buildPage } from "../../scripts/lib/build.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const e2e = createRequire(path.join(root, "e2e/package.json"));
/** Milliseconds: opening paints, a search paints, no turn of the main thread is longer. */
const GOALS = { open: 1000, search: 100, blocked: 50 };
const ROUNDS = 5;
/** What is typed, letter by letter: each letter is one search. */
const TYPED = ["kafka queue", "seconds", "size bytes 0149", "cpu node"];
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
];

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Presses "Browser" and waits for the frame after the one that first has rows. */
const openBrowser = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const start = performance.now();
        [...document.querySelectorAll("button")].find((one) => one.textContent === "Browser").click();
        const look = () => {
          if (!document.querySelector("[role=treeitem]")) return requestAnimationFrame(look);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        };
        look();
      }),
  );

/** Sets the text of the search and waits for the frame after the one that says how many names it found. */
const searchFor = (page, typed) =>
  page.evaluate(
    (text) =>
      new Promise((resolve) => {
        const input = document.querySelector('[aria-label="Search metrics"]');
        const tree = () => document.querySelector("aside [data-typed]")?.getAttribute("data-typed");
        const start = performance.now();
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        const look = () => {
          if (tree() !== text) return setTimeout(look);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        };
        look();
      }),
    typed,
  );

async function measure(browser, url) {
  const taken = { open: [], search: [], blocked: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    // A page of its own each time: nothing is held yet.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${url}/explore`);
    await page.locator(".cm-editor").first().waitFor();
    const session = await context.newCDPSession(page);
    // CPU time of the main thread: what other programs take of this machine is no fault of the page.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const busyMs = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
    };
    taken.open.push(await openBrowser(page));
    for (const typed of TYPED) {
      for (let end = 1; end <= typed.length; end += 1) {
        if (typed.charAt(end - 1) === " ") continue;
        const before = await busyMs();
        taken.search.push(await searchFor(page, typed.slice(0, end)));
        taken.blocked.push((await busyMs()) - before);
      }
    }
    await context.close();
  }
  return taken;
}

/** Rows {bench, size, step, ms, goal, isMet}: medians on the wall clock; `blocked` is the main thread's CPU time of a search
 * (all its turns together, an upper bound of the longest), of which 95 in 100 are below. */
export async function run({
  names = MANY_NAMES,
  chromium = e2e("playwright").chromium,
  chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium",
} = {}) {
  const built = buildPrometheus({ log: (text) => console.error(text) });
  if (!built) {
    console.error("SKIPPED: browse; it needs the real Prometheus");
    return [];
  }
  await buildPage(process.execPath, (text) => console.error(text));
  const endS = Math.floor(Date.now() / 1000);
  const history = manyMetricsText(endS, names);
  const prometheus = await startPrometheus({ binary: built.prometheus, promtool: built.promtool, history });
  const app = await startApp({ env: { PROMETHEUS_URL: prometheus.url } });
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ARGS });
  try {
    const taken = await measure(browser, app.url);
    const size = `${names} names`;
    const row = (step, ms) => ({
      bench: "browse",
      size,
      step,
      ms,
      goal: GOALS[step],
      isMet: ms <= GOALS[step],
    });
    return [
      row("open", median(taken.open)),
      row("search", median(taken.search)),
      row("blocked", taken.blocked.toSorted((a, b) => a - b)[Math.floor(taken.blocked.length * 0.95)]),
    ];
  } finally {
    await browser.close();
    await app.stop();
    await prometheus.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf("--names");
  console.table(await run(at < 0 ? {} : { names: Number(process.argv[at + 1]) }));
}
