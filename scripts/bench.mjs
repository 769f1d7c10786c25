// npm run bench: speed and memory as ratios, side by side in one run, against uPlot, response.json() and nginx.
// Machines are shared and noisy: read the ratios, never the milliseconds.
//   npm run bench                  everything but what takes an hour
//   npm run bench -- charts proxy  some
//   npm run bench -- scrape        an hour of scraping every second
import { spawnSync } from "node:child_process";
import os from "node:os";
import { ensureRuntime, installProduct, installTestTools } from "./lib/install.mjs";
import { installSystemPackages } from "./lib/systemPackages.mjs";

const say = (text) => console.error(text);
const BENCHES = ["charts", "decode", "proxy", "engine", "browse", "logs", "fairness"];
/** Takes an hour: only when it is named. */
const LONG = ["scrape"];

const number = (value, digits = 2) =>
  typeof value === "number" && Number.isFinite(value) ? value.toFixed(digits) : "–";

/** The proxy's rows hold a value and a goal of their own unit. */
function cellsOf(row) {
  if ("name" in row) {
    return [
      "proxy",
      row.name,
      row.info ?? "",
      `${number(row.value)} ${row.unit ?? ""}`,
      "",
      "",
      "",
      row.goal ?? "",
      row.ok ? "yes" : "NO",
    ];
  }
  const hasGoal = row.goal !== undefined && row.goal !== null;
  const met = hasGoal ? (row.isMet ? "yes" : "NO") : "";
  return [
    row.bench,
    row.size,
    row.step,
    number(row.ms, 1),
    row.baseline ?? "",
    number(row.baselineMs, 1),
    number(row.ratio),
    row.goal ?? "",
    met,
  ];
}

function printRows(rows) {
  console.log("bench | size | step | ours | against | their value | ratio | goal | met");
  console.log("---|---|---|---|---|---|---|---|---");
  for (const row of rows) console.log(cellsOf(row).join(" | "));
}

const node = await ensureRuntime(say);
if (node !== process.execPath) {
  process.exitCode =
    spawnSync(node, [process.argv[1], ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
} else {
  await installProduct(say);
  await installTestTools(say);
  const missing = installSystemPackages(say, ["chromium", "nginx", "wrk", "prometheus-node-exporter"]);
  for (const name of missing) say(`SKIPPED: what needs ${name}; it is not on this machine`);
  const asked = process.argv.slice(2).filter((name) => [...BENCHES, ...LONG].includes(name));
  console.log(
    `load ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")} on ${os.availableParallelism()} cores`,
  );
  const rows = [];
  for (const name of asked.length > 0 ? asked : BENCHES) {
    say(`Measuring ${name} …`);
    const { run } = await import(`../bench/${name}/run.mjs`);
    rows.push(...(await run({})));
  }
  printRows(rows);
  if (rows.some((row) => row.isMet === false || row.ok === false)) process.exitCode = 1;
}
