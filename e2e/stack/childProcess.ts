import { type ChildProcess, spawn } from "node:child_process";

export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Polled until it answers 2xx. */
  readonly readyUrl: string;
  readonly readyWithinMs?: number;
}

export interface Child {
  readonly pid: number;
  /** Everything it wrote so far, both streams. */
  readonly output: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly exited: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
// A test that fails before it stops its servers leaves none behind.
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(1000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Starts a server and waits until it answers; its end is ours: `stop` ends it by its own id. */
export async function startChild(command: readonly string[], options: ChildOptions): Promise<Child> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { env: options.env, cwd: options.cwd, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  let isGone = false;
  const exited = new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      text += String(error);
      isGone = true;
      resolve(null);
    });
    child.on("exit", (code) => {
      isGone = true;
      running.delete(child);
      resolve(code);
    });
  });
  const stop = async () => {
    if (isGone) return;
    child.kill("SIGTERM");
    const isStubborn = await Promise.race([exited.then(() => false), pause(15_000).then(() => true)]);
    if (isStubborn) child.kill("SIGKILL");
    await exited;
  };
  const deadline = Date.now() + (options.readyWithinMs ?? 30_000);
  while (!(await isReady(options.readyUrl))) {
    if (isGone || Date.now() > deadline) {
      await stop();
      throw new Error(`${file} did not become ready at ${options.readyUrl}:\n${text.slice(-4000)}`);
    }
    await pause(50);
  }
  return { pid: child.pid ?? 0, output: () => text, signal: (name) => child.kill(name), exited, stop };
}
