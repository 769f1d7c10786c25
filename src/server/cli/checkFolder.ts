import fs from "node:fs";
import path from "node:path";
import { errorCode } from "../config/errorCode.ts";
import { formatSize } from "./formatSize.ts";
import { failed, type Finding, ok, warn } from "./Finding.ts";

const LITTLE_BYTES = 200 * 1024 * 1024;
const NOTHING_BYTES = 10 * 1024 * 1024;
/** What lies in the data folder and is for nobody else. */
const PRIVATE = ["sightglass.db", "sources.json", "keys.json"];

/** Its rights, those of what lies in it, and the room on its disk. */
export function checkFolder(dataDir: string): Finding[] {
  const what = "data folder";
  const stat = fs.statSync(dataDir, { throwIfNoEntry: false });
  if (!stat) return [ok(what, `${dataDir} is made at the first start`)];
  if (!stat.isDirectory()) return [failed(what, `${dataDir} is no folder; set DATA_DIR`)];
  return [...rights(dataDir, stat.mode), ...openFiles(dataDir), room(dataDir)];
}

function rights(dataDir: string, mode: number): Finding[] {
  try {
    fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    const text = `${dataDir} cannot be written (${errorCode(error)}); give it to the user that runs Sightglass`;
    return [failed("data folder", text)];
  }
  if (process.platform !== "win32" && (mode & 0o077) !== 0)
    return [warn("data folder", `${dataDir} is open to others on the machine; chmod 700 it`)];
  return [ok("data folder", `${dataDir} can be written, and is ours alone`)];
}

function openFiles(dataDir: string): Finding[] {
  if (process.platform === "win32") return [];
  return PRIVATE.map((name) => path.join(dataDir, name))
    .filter((file) => ((fs.statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0)
    .map((file) => failed("permissions", `${file} can be read by others on the machine; chmod 600 it`));
}

function room(dataDir: string): Finding {
  const { bavail, bsize } = fs.statfsSync(dataDir);
  const bytes = bavail * bsize;
  const text = `${formatSize(bytes)} free`;
  if (bytes < NOTHING_BYTES) return failed("disk", `${text}: nothing can be saved; make room`);
  return bytes < LITTLE_BYTES ? warn("disk", `${text}: make room before saves fail`) : ok("disk", text);
}
