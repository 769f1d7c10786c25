import { execFileSync, spawnSync } from "node:child_process";

/** Debian package of each command; where Debian has none elsewhere, the command's name. */
const PACKAGES = { nginx: "nginx-light" };

/** What the end-to-end tests run. */
const TEST_COMMANDS = [
  "chromium",
  "nginx",
  "prometheus",
  "prometheus-node-exporter",
  "victoria-metrics",
  "redis-server",
];

const has = (command) => spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;

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
  const needed = commands.filter(
    (name) => name !== "chromium" || !process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH,
  );
  const missing = needed.filter((command) => !has(command));
  if (missing.length > 0 && process.getuid?.() === 0 && has("apt-get")) {
    const packages = missing.map((command) => PACKAGES[command] ?? command);
    say(`Installing Debian packages: ${packages.join(" ")} …`);
    aptInstall(packages);
  }
  return needed.filter((command) => !has(command));
}
