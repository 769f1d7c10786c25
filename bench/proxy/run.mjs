// The whole server (createApp, log level "warn") beside nginx, both adding a token before the same static upstream, on
// loopback; and 200 × 10 MB at once.
// node bench/proxy/run.mjs [--rounds 5] [--seconds 3]. Every request differs, so nothing is shared or cached.
import { execFile, fork } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { startNginx } from "./nginx.mjs";

const execute = promisify(execFile);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
const SIZES = { "50k": 50e3, "4m": 4e6, "10m": 10e6 };
const CONNECTIONS = 32;
const BURST = 200;

/** A matrix answer of at least `bytes`, as Prometheus writes it. */
function matrix(bytes) {
  const result = [];
  for (let length = 0, series = 0; length < bytes; series += 1) {
    const values = Array.from({ length: 240 }, (_v, i) => [
      1_700_000_000 + i * 15,
      (Math.sin(i / 9 + series) * 100).toFixed(9),
    ]);
    const text = JSON.stringify({
      metric: { __name__: "up", instance: `10.0.0.${series}:9100`, job: "bench" },
      values,
    });
    length += text.length + 1;
    result.push(text);
  }
  return `{"status":"success","data":{"resultType":"matrix","result":[${result.join(",")}]}}`;
}

/** Runs wrk once; a counter in the query makes every request its own. */
async function wrk(dir, url, { seconds, gzip }) {
  const script = path.join(dir, "unique.lua");
  fs.writeFileSync(
    script,
    `local i = math.random(1, 1e9)
request = function() i = i + 1 return wrk.format("GET", wrk.path .. "?query=up&time=" .. i) end
done = function(s, l) io.write(string.format("RES %d %d %.3f %.3f %d\\n", s.requests, s.duration, l:percentile(50)/1000, l:percentile(99)/1000, s.errors.connect+s.errors.read+s.errors.write+s.errors.status+s.errors.timeout)) end`,
  );
  const header = gzip ? ["-H", "Accept-Encoding: gzip"] : [];
  const { stdout } = await execute(
    "wrk",
    ["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, "-s", script, ...header, url],
    { timeout: seconds * 1000 + 20_000 },
  );
  const [, requests, micros, p50, p99, errors] = /RES (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)/.exec(stdout) ?? [];
  return {
    rps: Number(requests) / (Number(micros) / 1e6),
    p50: Number(p50),
    p99: Number(p99),
    errors: Number(errors),
  };
}

function ownCpuSeconds(id) {
  const fields = fs.readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** CPU seconds of a process and its children (nginx workers): the cost that stays fair when the machine is busy. */
function cpuSeconds(pid) {
  const children = fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean);
  return [pid, ...children].reduce((sum, id) => sum + ownCpuSeconds(id), 0);
}

/** Ratios within each round, so that what else the machine does falls on both. */
async function compare(dir, { urls, pids }, { rounds, seconds, gzip }) {
  const ratios = [];
  const all = { nginx: [], ours: [] };
  let errors = 0;
  const measured = async (kind) => {
    const before = cpuSeconds(pids[kind]);
    const result = await wrk(dir, urls[kind], { seconds, gzip });
    return { ...result, cpuMs: ((cpuSeconds(pids[kind]) - before) * 1000) / (result.rps * seconds) };
  };
  // Hot code is what both are judged by: ours is compiled while it runs.
  await wrk(dir, urls.ours, { seconds: 8, gzip });
  for (let round = 0; round < rounds; round += 1) {
    const nginx = await measured("nginx");
    const ours = await measured("ours");
    errors += ours.errors;
    ratios.push(ours.rps / nginx.rps);
    all.nginx.push(nginx);
    all.ours.push(ours);
  }
  const of = (kind, what) => median(all[kind].map((one) => one[what]));
  const info = ["nginx", "ours"].map(
    (kind) =>
      `${kind} ${of(kind, "rps").toFixed(0)}/s p50 ${of(kind, "p50").toFixed(1)} p99 ${of(kind, "p99").toFixed(1)} ms, ${of(kind, "cpuMs").toFixed(3)} ms CPU each`,
  );
  return {
    ratio: median(ratios),
    errors,
    info: `${info.join(" · ")} · rounds ${ratios.map((r) => r.toFixed(2)).join(" ")}`,
  };
}

const rssMib = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** 200 answers of 10 MB at once: peak RSS, failures, throughput. */
async function burst(child, url, expectedBytes) {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, rssMib(child.pid))), 20);
  const startMs = performance.now();
  const lengths = await Promise.all(
    Array.from(
      { length: BURST },
      (_v, i) =>
        new Promise((resolve) => {
          const request = http.get(`${url}?query=up&time=${i}`, { agent: false }, (response) => {
            let bytes = 0;
            response.on("data", (chunk) => (bytes += chunk.length));
            response.on("end", () => resolve(bytes));
            response.on("error", () => resolve(-1));
          });
          request.on("error", () => resolve(-1));
        }),
    ),
  );
  const seconds = (performance.now() - startMs) / 1000;
  clearInterval(timer);
  const delay = await new Promise((resolve) => {
    child.once("message", resolve);
    child.send("delay");
  });
  const failed = lengths.filter((bytes) => bytes !== expectedBytes).length;
  return { peak, failed, mbPerS: (expectedBytes * BURST) / 1e6 / seconds, loopMs: delay.loopDelayP99Ms };
}

/** Rows {name, value, goal, unit, ok, info}; `value` above or below `goal` as `better` says. */
export async function run({ rounds = 5, seconds = 3 } = {}) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "bench-proxy-"));
  fs.chmodSync(dir, 0o755);
  fs.mkdirSync(path.join(dir, "www"));
  const names = Object.keys(SIZES);
  const bytes = {};
  for (const name of names) {
    const text = matrix(SIZES[name]);
    bytes[name] = text.length;
    fs.writeFileSync(path.join(dir, "www", `${name}.json`), text);
    if (name !== "10m")
      fs.writeFileSync(path.join(dir, "www", `${name}.json.gz`), zlib.gzipSync(text, { level: 6 }));
  }
  const nginx = await startNginx(dir, names);
  const sources = names.map((name) => ({ id: name, origin: nginx.upstream, prefix: `/${name}` }));
  const bff = fork(path.join(import.meta.dirname, "bff.mjs"), [JSON.stringify(sources)], {
    stdio: "inherit",
  });
  try {
    const { port } = await new Promise((resolve, reject) => {
      bff.once("message", resolve).once("exit", () => reject(new Error("the server did not start")));
    });
    const rows = [];
    const pids = { nginx: nginx.proxyPid, ours: bff.pid };
    const ours = (name) => `http://127.0.0.1:${port}/api/sources/${name}/api/v1/query`;
    const big = await burst(bff, ours("10m"), bytes["10m"]);
    const burstInfo = `${big.failed} failed · ${big.mbPerS.toFixed(0)} MB/s · loop delay p99 ${big.loopMs.toFixed(0)} ms`;
    rows.push({
      name: `${BURST} × 10 MB at once, peak RSS`,
      value: big.peak,
      goal: 256,
      unit: "MiB",
      better: "lower",
      ok: big.peak <= 256 && big.failed === 0,
      info: burstInfo,
    });
    for (const gzip of [false, true]) {
      for (const name of ["50k", "4m"]) {
        const urls = { nginx: `${nginx.proxy}/${name}/api/v1/query`, ours: ours(name) };
        const { ratio, errors, info } = await compare(dir, { urls, pids }, { rounds, seconds, gzip });
        const label = `requests/s over nginx, ${name === "50k" ? "50 KB" : "4 MB"}${gzip ? " gzip passed through" : ""}`;
        // The goal is set for identity; gzip is shown beside it.
        rows.push({
          name: label,
          value: ratio,
          goal: gzip ? null : 0.4,
          unit: "×",
          better: "higher",
          ok: errors === 0 && (gzip || ratio >= 0.4),
          info,
        });
      }
    }
    return rows;
  } finally {
    bff.kill();
    nginx.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

if (process.argv[1] === import.meta.filename) {
  console.log('The server as production builds it (createApp), log level "warn".');
  for (const row of await run({ rounds: option("rounds", 5), seconds: option("seconds", 3) })) {
    console.log(
      `${row.ok ? "ok  " : "MISS"} ${row.name}: ${row.value.toFixed(2)} ${row.unit} (goal ${row.goal ?? "-"}) · ${row.info}`,
    );
  }
}
