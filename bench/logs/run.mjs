// 50,000 loaded log lines in the whole product on a real Loki: what the main thread does in the worst frame of scrolling by
// wheel, keys and scroll bar, of searching and of finding patterns, and what the tab takes.
// `node bench/logs/run.mjs [--lines 50000] [--rounds 2]`; `run()` gives the rows to `npm run bench`.
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { buildLoki } from "../../e2e/backends/buildLoki.mjs";
import { startApp } from "../../e2e/stack/appServer.ts";
import { startLoki } from "../../e2e/stack/lokiServer.ts";
import { buildPage } from "../../scripts/lib/build.mjs";
import { makeStreams } from "./makeStreams.mjs";
import { PAGE_LINES } from "./loadLines.mjs";
import { measureLines } from "./measureLines.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const e2e = createRequire(path.join(root, "e2e/package.json"));
const LINES = 50_000;
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Rows {bench, size, step, ms, goal, isMet}: `ms` is CPU time of the main thread in the worst frame; the last row is megabytes. */
export async function run({
  lines = LINES,
  rounds = 2,
  chromium = e2e("playwright").chromium,
  chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium",
} = {}) {
  const built = buildLoki({ log: (text) => console.error(text) });
  if (!built) {
    console.error("SKIPPED: logs; it needs the real Loki");
    return [];
  }
  await buildPage(process.execPath, (text) => console.error(text));
  const endMs = Math.floor(Date.now() / 1000) * 1000;
  // A page more than is loaded, so that there is more to come at the end as well.
  const loki = await startLoki({ binary: built.loki, streams: makeStreams(lines + PAGE_LINES, endMs) });
  const app = await startApp({ env: { LOKI_URL: loki.url } });
  // Playwright hides scroll bars, which are dragged here.
  const launch = () =>
    chromium.launch({ executablePath: chromiumPath, args: ARGS, ignoreDefaultArgs: ["--hide-scrollbars"] });
  try {
    return await measureLines(app.url, {
      lines,
      endMs,
      rounds,
      browser: { chromiumPath, args: ARGS, launch },
    });
  } finally {
    await app.stop();
    await loki.stop();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name, fallback) =>
    Number(process.argv.find((_, i, all) => all[i - 1] === `--${name}`) ?? fallback);
  console.table(await run({ lines: option("lines", LINES), rounds: option("rounds", 2) }), [
    "step",
    "ms",
    "goal",
    "isMet",
  ]);
}
