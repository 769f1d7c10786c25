import fs from "node:fs";
import { flushCompileCache } from "node:module";
import type { Config } from "../../server/config/Config.ts";
import { commandOf } from "../../server/cli/Command.ts";
import { runCommand } from "../../server/cli/runCommand.ts";

// Restores a backup and is killed before the nth thing that it does to the file system; exit 0 where it was done before.

// Who is killed keeps nothing for the next start.
flushCompileCache();

const [dataDir = "", backup = "", nth = "1"] = process.argv.slice(2);
let left = Number(nth);
const CHANGING = ["openSync", "mkdirSync", "linkSync", "renameSync", "rmSync", "fsyncSync"] as const;
for (const name of CHANGING) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
    return real(...args);
  };
  Object.assign(fs, { [name]: counted });
}

const command = commandOf(["restore", backup]);
if (command)
  await runCommand(command, {
    load: () => ({ dataDir }) as Config,
    say: () => undefined,
    now: () => Date.UTC(2026, 10, 21, 12),
    env: {},
    version: "0.0.0",
  });
