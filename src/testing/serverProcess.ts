import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { COMPILED_CODE } from "./compiledCode.ts";

export interface ServerProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Arguments of Node itself, before main.ts. */
  readonly nodeArgs?: readonly string[];
  /** Text of sightglass.yaml. */
  readonly config?: string;
  /** Shell words before the command: "ulimit -n 256;". */
  readonly shell?: string;
}

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly dir: string;
  readonly configFile: string;
  /** The URL once it listens; rejects when it ends before. */
  readonly listening: Promise<string>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Log lines written so far, parsed. */
  log(): Record<string, unknown>[];
  /** Resolves with the first log line of this event, past or future. */
  logged(event: string): Promise<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

const MAIN = path.resolve(import.meta.dirname, "../server/main.ts");

function spawnServer(dir: string, options: ServerProcessOptions): ChildProcess {
  const words = [...(options.nodeArgs ?? []), MAIN, ...(options.args ?? [])];
  const [command, args] =
    options.shell === undefined
      ? [process.execPath, words]
      : ["/bin/sh", ["-c", `${options.shell} exec "$@"`, "sh", process.execPath, ...words]];
  const own = { PATH: process.env["PATH"] ?? "", PORT: "0", DATA_DIR: path.join(dir, "data") };
  return spawn(command, args, {
    cwd: dir,
    env: { ...COMPILED_CODE, ...own, ...options.env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** The product's process on a free port, in a folder of its own, with nothing of the tests' environment. */
export function startServerProcess(options: ServerProcessOptions = {}): ServerProcess {
  const dir = mkdtempSync(path.join(tmpdir(), "sightglass-process-"));
  const configFile = path.join(dir, "sightglass.yaml");
  if (options.config !== undefined) writeFileSync(configFile, options.config, { mode: 0o600 });
  const child = spawnServer(dir, options);
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const listening = new Promise<string>((resolve, reject) => {
    child.on("message", (message: { type?: string; url?: string }) => {
      if (message.type === "listening" && message.url !== undefined) resolve(message.url);
    });
    void ended.then(() => reject(new Error(`ended before it listened: ${stderr}`)));
  });
  // Whoever awaits it sees the rejection; nobody has to.
  listening.catch(() => undefined);
  const log = () =>
    stderr
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    child,
    dir,
    configFile,
    listening,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    log,
    logged: (event) =>
      new Promise((resolve) => {
        const look = () => {
          const line = log().find((entry) => entry["event"] === event);
          if (line) resolve(line);
          else child.stderr?.once("data", look);
        };
        look();
      }),
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
