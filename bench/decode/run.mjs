// The product's decode worker against `response.json()`, interleaved round by round in one run, under the
// product's CSP. `node bench/decode/run.mjs [--sizes 100x1440,500x1440] [--rounds 7]`; `run()` gives the rows to
// `npm run bench`.
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { makeBody } from "./makeBody.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const e2e = createRequire(path.join(root, "e2e/package.json"));
const SIZES = "100x1440,500x1440";
const WAYS = ["json", "product"];
/** Ratio to `response.json()` at 500×1440, and the longest block of the main thread in milliseconds. */
const GOALS = { "500x1440.decode": 0.65, "500x1440.blocked": 50 };
const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types sightglass";
const types = { ".html": "text/html", ".js": "text/javascript" };

async function buildPage(outDir) {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, "page"),
    base: "./",
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, target: "es2024", modulePreload: { polyfill: false } },
  });
}

/** Serves the page, and each size as a gzip'd body to the query that names it. */
function serve(folder, bodies) {
  const server = http.createServer((request, response) => {
    if (request.method === "POST") {
      void answer(request, response, bodies);
      return;
    }
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    const file = path.join(folder, path.normalize(name));
    if (!file.startsWith(folder) || !fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = types[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-security-policy": CSP });
    response.end(fs.readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function answer(request, response, bodies) {
  let form = "";
  for await (const chunk of request) form += chunk;
  const body = bodies.get(new URLSearchParams(form).get("query"));
  const headers = {
    "content-type": "application/json",
    "content-encoding": "gzip",
    "cache-control": "no-store",
  };
  if (body) response.writeHead(200, headers).end(body);
  else response.writeHead(404).end();
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** CPU milliseconds of the main thread while one answer is decoded; other programs do not count. */
async function busyOf(page, session, job) {
  const busyMs = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? 0) * 1000;
  };
  const before = await busyMs();
  await page.evaluate(([way, size]) => window.bench.run(way, size), job);
  return (await busyMs()) - before;
}

async function measureSize(page, size, rounds) {
  const [series, points] = size.split("x").map(Number);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const none = () => ({ ms: [], blockedMs: [], busyMs: [] });
  const taken = { json: none(), product: none() };
  const checksums = new Set();
  // Round 0 warms both up: the JIT is part of neither.
  for (let round = 0; round <= rounds; round++) {
    for (const way of round % 2 === 0 ? WAYS : WAYS.toReversed()) {
      const job = [way, { series, points }];
      const once = await page.evaluate(([w, s]) => window.bench.decode(w, s), job);
      checksums.add(once.checksum);
      const blockedMs = await page.evaluate(([w, s]) => window.bench.block(w, s), job);
      const busyMs = await busyOf(page, session, job);
      if (round === 0) continue;
      taken[way].ms.push(once.ms);
      taken[way].blockedMs.push(blockedMs);
      taken[way].busyMs.push(busyMs);
    }
  }
  if (checksums.size !== 1) throw new Error(`${size}: the two ways gave different columns`);
  return taken;
}

function rowsOf(size, { json, product }) {
  const row = (step, key, isRatioGoal) => {
    const [ms, baselineMs] = [median(product[key]), median(json[key])];
    const goal = GOALS[`${size}.${step}`] ?? null;
    const ratio = ms / baselineMs;
    const isMet = goal === null || (isRatioGoal ? ratio : ms) <= goal;
    return { bench: "decode", size, step, ms, baseline: "response.json()", baselineMs, ratio, goal, isMet };
  };
  return [row("decode", "ms", true), row("blocked", "blockedMs", false), row("busy", "busyMs", false)];
}

/**
 * Rows {bench, size, step, ms, baseline, baselineMs, ratio, goal, isMet}; medians over all rounds. The goal of
 * `decode` is a ratio, that of `blocked` (longest turn of the main thread, on the wall clock) is milliseconds;
 * `busy` is the main thread's CPU time in all, an upper bound of `blocked` on a machine with nothing else to do.
 */
export async function run({
  sizes = SIZES,
  rounds = 7,
  chromium = e2e("playwright").chromium,
  chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium",
} = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-decode-"));
  let server;
  let browser;
  try {
    await buildPage(folder);
    const names = sizes.split(",");
    const bodies = new Map(
      names.map((size) => [size, zlib.gzipSync(makeBody(...size.split("x").map(Number)), { level: 6 })]),
    );
    server = await serve(folder, bodies);
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const rows = [];
    for (const size of names) {
      const page = await browser.newPage();
      page.on("pageerror", (error) => console.error(error.message));
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      rows.push(...rowsOf(size, await measureSize(page, size, rounds)));
      const violations = await page.evaluate(() => window.bench.violations);
      if (violations.length > 0) throw new Error(`CSP: ${violations.join(", ")}`);
      await page.close();
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
  const rows = await run({ sizes: option("sizes") ?? SIZES, rounds: Number(option("rounds") ?? 7) });
  for (const { size, step, ms, baselineMs, ratio, goal } of rows) {
    const judged = goal === null ? "" : `  goal ${goal}`;
    console.log(
      `${size.padEnd(9)} ${step.padEnd(8)} ${ms.toFixed(1).padStart(7)} ms  response.json() ${baselineMs.toFixed(1).padStart(7)} ms  ratio ${ratio.toFixed(2)}${judged}`,
    );
  }
}
