import { execFileSync, spawnSync } from "node:child_process";

/** Debian package of each command; where Debian has none elsewhere, the command's name. */
const PACKAGES = { nginx: "nginx-light" };

/** The browser's engine without its windows: the same pages take about three quarters of the time. */
const BROWSER = "chromium-headless-shell";

/** What the end-to-end tests run. */
const TEST_COMMANDS = [
  BROWSER,
  "nginx",
  "prometheus",
  "prometheus-node-exporter",
  "victoria-metrics",
  "redis-server",
];

const isInstalled = (command) =>
  spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;

const has = (command) =>
  isInstalled(command) || (command === BROWSER && Boolean(process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH));

/** The whole browser does where nobody may install its engine. */
const canDoWithout = (command) => command === BROWSER && isInstalled("chromium");

const POLICY = "/usr/sbin/policy-rc.d";

/** Installs without starting what is installed: the tests start servers on their own ports, never as services. */
function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const hasPolicy = spawnSync("test", ["-e", POLICY]).status === 0;
  if (!hasPolicy)
    spawnSync("sh", ["-c", `printf '#!/bin/sh\\nexit 101\\n' > ${POLICY} && chmod +x ${POLICY}`]);
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      stdio: "ignore",
      env,
    });
  } finally {
    if (!hasPolicy) spawnSync("rm", ["-f", POLICY]);
  }
}

/** Installs what is missing where that is possible without asking (root on Debian). Answers what is still missing. */
export function installSystemPackages(say, commands = TEST_COMMANDS) {
  const missing = commands.filter((command) => !has(command));
  if (missing.length > 0 && process.getuid?.() === 0 && isInstalled("apt-get")) {
    const packages = missing.map((command) => PACKAGES[command] ?? command);
    say(`Installing Debian packages: ${packages.join(" ")} …`);
    aptInstall(packages);
  }
  return missing.filter((command) => !has(command) && !canDoWithout(command));
}
