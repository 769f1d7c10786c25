// Builds the real Prometheus and promtool that the tests run against, once, into a cache outside the checkout:
// ${XDG_CACHE_HOME:-~/.cache}/sightglass/backends/<sha256 of go.mod + go.sum + go version>/
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const here = path.dirname(new URL(import.meta.url).pathname);
const moduleDir = path.join(here, "prometheus");
const VERSION = "3.15.0";
const PACKAGE = "github.com/prometheus/prometheus/cmd";

function goVersion() {
  try {
    return execFileSync("go", ["env", "GOVERSION"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}

function cacheDir(version) {
  const hash = createHash("sha256");
  for (const name of ["go.mod", "go.sum"]) hash.update(fs.readFileSync(path.join(moduleDir, name)));
  hash.update(version);
  const base = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
  return path.join(base, "sightglass", "backends", hash.digest("hex"));
}

/** @returns {{prometheus: string, promtool: string} | null} paths, or null where there is no Go toolchain. */
export function buildPrometheus({ log = console.error } = {}) {
  const version = goVersion();
  if (version === null) return null;
  const dir = cacheDir(version);
  const paths = { prometheus: path.join(dir, "prometheus"), promtool: path.join(dir, "promtool") };
  if (fs.existsSync(paths.prometheus) && fs.existsSync(paths.promtool)) return paths;

  log(`Building Prometheus ${VERSION} (once, about 3 minutes) …`);
  // Built beside the final place and renamed, so that an interrupted build is never taken for a whole one.
  const partial = `${dir}.partial-${process.pid}`;
  fs.mkdirSync(partial, { recursive: true });
  const built = spawnSync(
    "go",
    [
      "build",
      "-trimpath",
      "-tags",
      "netgo,remove_all_sd",
      "-ldflags",
      `-s -w -X github.com/prometheus/common/version.Version=${VERSION}`,
      "-o",
      `${partial}/`,
      `${PACKAGE}/prometheus`,
      `${PACKAGE}/promtool`,
    ],
    { cwd: moduleDir, env: { ...process.env, CGO_ENABLED: "0" }, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (built.status !== 0) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw new Error("Prometheus did not build; see the messages of the Go toolchain above");
  }
  fs.rmSync(dir, { recursive: true, force: true });
  fs.renameSync(partial, dir);
  return paths;
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(JSON.stringify(buildPrometheus()));
