import { spawn, spawnSync } from "node:child_process";
import { root } from "./paths.mjs";

/** Runs a command to its end. Quiet unless it fails or `isShown`; answers its exit code. */
export function run(command, args, { cwd = root, env = process.env, isShown = false } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", isShown ? "inherit" : "pipe", isShown ? "inherit" : "pipe"],
    maxBuffer: 256 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status !== 0 && !isShown) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  return result.status ?? 1;
}

/** Like `run`, but throws when the command fails; `what` names it in the message. */
export function mustRun([command, ...args], { what = command, ...options } = {}) {
  if (run(command, args, options) !== 0) throw new Error(`${what} failed; its output stands above`);
}

/** Runs npm with the npm that started us, so that the lock file is read by the version the user has. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  const [command, first] = script
    ? [process.execPath, [script]]
    : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  mustRun([command, ...first, ...args], { ...options, what: `npm ${args.join(" ")}` });
}

/**
 * A signal to npm ends npm and the shell between, and the shell tells nobody: without this, whoever stops
 * `npm start` by its process id would leave the server behind. Only under npm; started by hand, a process may
 * outlive the shell it came from.
 */
function whenOrphaned(end) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 250);
  timer.unref();
}

/** Starts a child that owns the terminal; signals pass through; resolves with its exit code. */
export function handOver(command, args, { cwd = root, env = process.env, onSpawn } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
    onSpawn?.(child);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    whenOrphaned(() => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
