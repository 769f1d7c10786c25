// Our chart against uPlot, interleaved round by round in one run, in a Chromium without a frame-rate limit.
// `node bench/charts/run.mjs [--sizes 10x240,100x1440] [--rounds 7] [--shots folder]`; `run()` gives the rows to `npm run bench`.
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "../..");
const e2e = createRequire(path.join(root, "e2e/package.json"));
const SIZES = "10x240,50x720,100x1440,500x1440";
const STEPS = ["first", "pre", "update", "zoom", "unzoom", "hover"];
const MOVES = 40;
/** Goals as ratios to uPlot in the same run. */
const GOALS = { "100x1440.update": 1.05, "100x1440.hover": 1.4 };

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };

async function buildPage(outDir) {
  const { build } = await import("vite");
  const { default: react } = await import("@vitejs/plugin-react");
  const { default: tailwind } = await import("@tailwindcss/vite");
  const uplot = path.join(root, "e2e/node_modules/uplot");
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, "page"),
    base: "./",
    logLevel: "error",
    plugins: [react(), tailwind()],
    resolve: { alias: { uplot }, dedupe: ["react", "react-dom"] },
    build: { outDir, emptyOutDir: true, target: "es2024" },
  });
}

function serve(folder) {
  const server = http.createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    const file = path.join(folder, path.normalize(name));
    if (!file.startsWith(folder) || !fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    return response.end(fs.readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Main-thread milliseconds per mouse move over the plot. */
async function hoverCost(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const busyMs = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? 0) * 1000;
  };
  await page.mouse.move(200, 150);
  const before = await busyMs();
  for (let i = 0; i < MOVES; i++) await page.mouse.move(200 + i * (900 / MOVES), 100 + ((i * 37) % 200));
  return ((await busyMs()) - before) / MOVES;
}

async function openPage(browser, url, { variant, series, points }) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 700 } });
  page.on("pageerror", (error) => console.error(`${variant}: ${error.message}`));
  await page.goto(url);
  await page.evaluate(([name, s, p]) => window.bench.setup(name, s, p), [variant, series, points]);
  return page;
}

/** A fresh page each, so that `first` is cold. */
async function measureOnce(browser, url, job) {
  const taken = {};
  const add = (step, ms) => ms !== null && (taken[step] ??= []).push(ms);
  const page = await openPage(browser, url, job);
  add("first", await page.evaluate(() => window.bench.first()));
  for (let i = 0; i < 2; i++) add("update", await page.evaluate(() => window.bench.update()));
  for (let i = 0; i < 2; i++) {
    add("zoom", await page.evaluate(() => window.bench.zoom(0.33, 0.66)));
    add("unzoom", await page.evaluate(() => window.bench.zoom(0, 1)));
  }
  add("hover", await hoverCost(page));
  if (job.shots)
    await page.screenshot({ path: path.join(job.shots, `${job.series}x${job.points}-${job.variant}.png`) });
  await page.close();
  if (job.variant === "product") {
    const second = await openPage(browser, url, job);
    add("pre", await second.evaluate(() => window.bench.pre()));
    await second.close();
  }
  return taken;
}

function rowsOf(size, taken) {
  return STEPS.map((step) => {
    const ours = median(taken.product[step] ?? []);
    // `pre` has no counterpart: it is held against uPlot's cold mount, the way a first chart comes there.
    const theirs = median(taken.uplot[step === "pre" ? "first" : step] ?? []);
    const goal = GOALS[`${size}.${step}`] ?? null;
    const ratio = ours / theirs;
    return {
      bench: "chart",
      size,
      step,
      ms: ours,
      baseline: "uPlot",
      baselineMs: theirs,
      ratio,
      goal,
      isMet: goal === null || ratio <= goal,
    };
  });
}

/** Rows {bench, size, step, ms, baseline, baselineMs, ratio, goal, isMet}; medians over all rounds. */
export async function run({
  sizes = SIZES,
  rounds = 5,
  shots = "",
  chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium",
} = {}) {
  const { chromium } = e2e("playwright");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-charts-"));
  if (shots) fs.mkdirSync(shots, { recursive: true });
  let server;
  let browser;
  try {
    await buildPage(folder);
    server = await serve(folder);
    const args = [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ];
    // Else every figure is rounded up to the next sixtieth of a second.
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [...args, "--disable-frame-rate-limit", "--disable-gpu-vsync"],
    });
    const url = `http://127.0.0.1:${server.address().port}/`;
    const rows = [];
    for (const size of sizes.split(",")) {
      const [series, points] = size.split("x").map(Number);
      const taken = { uplot: {}, product: {} };
      for (let round = 0; round < rounds; round++) {
        for (const variant of ["uplot", "product"]) {
          const once = await measureOnce(browser, url, {
            variant,
            series,
            points,
            shots: round === 0 ? shots : "",
          });
          for (const [step, ms] of Object.entries(once)) (taken[variant][step] ??= []).push(...ms);
        }
      }
      rows.push(...rowsOf(size, taken));
    }
    return rows;
  } finally {
    await browser?.close();
    server?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name) => process.argv.find((_, i, all) => all[i - 1] === `--${name}`);
  const rounds = Number(option("rounds") ?? 5);
  const rows = await run({ sizes: option("sizes") ?? SIZES, rounds, shots: option("shots") ?? "" });
  for (const { size, step, ms, baselineMs, ratio, goal } of rows) {
    const judged = goal === null ? "" : `  goal ${goal}`;
    console.log(
      `${size.padEnd(9)} ${step.padEnd(7)} ${ms.toFixed(1).padStart(7)} ms  uPlot ${baselineMs.toFixed(1).padStart(7)} ms  ratio ${ratio.toFixed(2)}${judged}`,
    );
  }
}
