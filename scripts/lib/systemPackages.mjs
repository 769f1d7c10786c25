import { execFileSync, spawnSync } from "node:child_process";

/** Debian packages the end-to-end tests use, by the command each brings. */
const PACKAGES = {
  chromium: "chromium",
  prometheus: "prometheus",
  "prometheus-node-exporter": "prometheus-node-exporter",
  "victoria-metrics": "victoria-metrics",
};

const has = (command) => spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;

/** Installs what is missing where that is possible without asking (root on Debian). Answers what is still missing. */
export function installSystemPackages(say) {
  if (process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH) delete PACKAGES.chromium;
  const missing = Object.keys(PACKAGES).filter((command) => !has(command));
  if (missing.length > 0 && process.getuid?.() === 0 && has("apt-get")) {
    say(`Installing Debian packages: ${missing.map((command) => PACKAGES[command]).join(" ")} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    const packages = missing.map((command) => PACKAGES[command]);
    // The servers are started by the tests on their own ports, never as services.
    const policy = spawnSync("sh", ["-c", "test -e /usr/sbin/policy-rc.d"]).status === 0;
    if (!policy)
      spawnSync("sh", [
        "-c",
        "printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d",
      ]);
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      stdio: "ignore",
      env,
    });
    if (!policy) spawnSync("rm", ["-f", "/usr/sbin/policy-rc.d"]);
  }
  return Object.keys(PACKAGES).filter((command) => !has(command));
}
