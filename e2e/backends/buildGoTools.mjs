// Builds test servers from a Go module of their own (no Go code, `tool` lines only), once, into a cache outside the
// checkout: ${XDG_CACHE_HOME:-~/.cache}/sightglass/backends/<sha256 of go.mod + go.sum + go version>/
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const here = path.dirname(new URL(import.meta.url).pathname);

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

function cacheDir(moduleDir, version) {
  const hash = createHash("sha256");
  for (const name of ["go.mod", "go.sum"]) hash.update(fs.readFileSync(path.join(moduleDir, name)));
  hash.update(version);
  const base = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
  return path.join(base, "sightglass", "backends", hash.digest("hex"));
}

/** `backend`: name, module (folder beside this file), takes, flags of `go build`, and packages whose last part names the binary. */
function build(backend, partial) {
  return spawnSync("go", ["build", "-trimpath", ...backend.flags, "-o", `${partial}/`, ...backend.packages], {
    cwd: path.join(here, backend.module),
    env: { ...process.env, CGO_ENABLED: "0" },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** @returns {Record<string, string> | null} paths by the binaries' names, or null where there is no Go toolchain. */
export function buildGoTools(backend, { log = console.error } = {}) {
  const version = goVersion();
  if (version === null) return null;
  const dir = cacheDir(path.join(here, backend.module), version);
  const paths = Object.fromEntries(
    backend.packages.map((name) => [path.basename(name), path.join(dir, path.basename(name))]),
  );
  if (Object.values(paths).every((file) => fs.existsSync(file))) return paths;

  log(`Building ${backend.name} (once, about ${backend.takes}) …`);
  // Built beside the final place and renamed, so that an interrupted build is never taken for a whole one.
  const partial = `${dir}.partial-${process.pid}`;
  fs.mkdirSync(partial, { recursive: true });
  const built = build(backend, partial);
  if (built.status !== 0) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw new Error(`${backend.name} did not build; see the messages of the Go toolchain above`);
  }
  fs.rmSync(dir, { recursive: true, force: true });
  fs.renameSync(partial, dir);
  return paths;
}
