import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TestRedis {
  /** A socket of its own: no port to collide on. */
  readonly url: string;
  /** Every key, and its value as it lies there. */
  dump(): Map<string, Buffer>;
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  /** Starts it again, empty. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const BINARY = "/usr/bin/redis-server";
export const hasRedis = existsSync(BINARY) || process.env["CI"] === "true";

/** A real Redis that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(path.join(tmpdir(), "sightglass-redis-"));
  const url = path.join(folder, "redis.sock");
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const args = ["--port", "0", "--unixsocket", url, "--save", "", "--appendonly", "no", "--dir", folder];
    const started = spawn(BINARY, args, { stdio: ["ignore", "pipe", "inherit"] });
    child = started;
    await new Promise<void>((resolve, reject) => {
      let said = "";
      started.on("error", reject).on("exit", () => reject(new Error(`redis-server ended: ${said}`)));
      started.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString("utf8");
        if (said.includes("accept connections at")) resolve();
      });
    });
    started.removeAllListeners("exit");
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  const cli = (...args: readonly string[]): Buffer => execFileSync("redis-cli", ["-s", url, ...args]);
  await start();
  return {
    url,
    dump: () => {
      const keys = cli("--raw", "keys", "*").toString("utf8").split("\n").filter(Boolean);
      return new Map(keys.map((key) => [key, cli("--raw", "get", key)]));
    },
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    kill,
    start,
    close: async () => {
      child?.kill("SIGCONT");
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
