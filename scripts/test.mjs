// npm test: everything CI runs. Installs what is missing, checks, unit tests, builds, end-to-end tests.
import fs from "node:fs";
import { buildLoki } from "../e2e/backends/buildLoki.mjs";
import { buildPrometheus } from "../e2e/backends/buildPrometheus.mjs";
import { buildPage } from "./lib/build.mjs";
import { runChecks } from "./lib/checks.mjs";
import { ensureRuntime, installProduct, installTestTools, runtimeEnv } from "./lib/install.mjs";
import { inRoot } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";
import { installSystemPackages } from "./lib/systemPackages.mjs";
import { readPlaywright, readVitest } from "./lib/testCounts.mjs";

const say = (text) => console.log(text);
const isFull = process.argv.includes("--full");
const isCi = process.env.CI === "true";
const results = inRoot("test-results");
// As for `npm start`: tests start hundreds of processes and threads, and most of a start is reading the code.
process.env.NODE_COMPILE_CACHE ??= inRoot("node_modules/.cache/sightglass");

async function main() {
  const node = await ensureRuntime(say);
  await installProduct(say);
  await installTestTools(say);
  fs.rmSync(results, { recursive: true, force: true });
  fs.mkdirSync(results, { recursive: true });

  const missing = installSystemPackages(say);
  // One after the other: each build uses every core.
  const prometheus = buildPrometheus({ log: say });
  if (!prometheus) missing.push("go (to build Prometheus 3)");
  const loki = buildLoki({ log: say });
  if (!loki) missing.push("go (to build Loki)");
  for (const name of missing) say(`SKIPPED: what needs ${name}; it is not on this machine`);
  if (missing.length > 0 && isCi)
    throw new Error(`With CI=true nothing may be skipped; missing: ${missing.join(", ")}`);

  await buildPage(node, say);
  say("Checks");
  const failedChecks = runChecks(node);

  const env = {
    ...runtimeEnv(node),
    SIGHTGLASS_TEST_FULL: isFull ? "1" : "",
    // Collected output is read as text.
    ...(process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: "0" }),
    ...(prometheus
      ? { SIGHTGLASS_PROMETHEUS: prometheus.prometheus, SIGHTGLASS_PROMTOOL: prometheus.promtool }
      : {}),
    ...(loki ? { SIGHTGLASS_LOKI: loki.loki, SIGHTGLASS_LOGCLI: loki.logcli } : {}),
  };
  say("Unit tests");
  const unitReport = `${results}/unit.json`;
  const vitest = inRoot("e2e/node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
  run(node, [vitest, "run", "--config", inRoot("e2e/vitest.config.ts"), ...reporters], {
    env,
    isShown: true,
  });

  say("End-to-end tests");
  const e2eReport = `${results}/e2e.json`;
  const playwright = inRoot("e2e/node_modules/@playwright/test/cli.js");
  run(node, [playwright, "test", "--config", inRoot("e2e/playwright.config.ts")], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
    isShown: true,
  });

  const unit = readVitest(unitReport);
  const e2e = readPlaywright(e2eReport);
  for (const name of failedChecks) say(`FAILED check: ${name}`);
  if (e2e.flaky > 0) say(`${e2e.flaky} end-to-end tests needed a second try: see the list above`);
  const passed = unit.passed + e2e.passed;
  const failed = unit.failed + e2e.failed + failedChecks.length;
  say(`${passed} passed, ${failed} failed, ${unit.skipped + e2e.skipped + missing.length} skipped`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
