import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { COMPILED_CODE } from "../../src/testing/compiledCode.ts";
import { type Child, startChild } from "./childProcess.ts";
import { freePort } from "./freePort.ts";

export interface AppOptions {
  /** Environment beside PORT and DATA_DIR; nothing of the tests' own environment but PATH and HOME is passed. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Text of a sightglass.yaml. */
  readonly config?: string;
}

export interface RunningApp {
  readonly url: string;
  readonly dataDir: string;
  readonly child: Child;
  /** The same again in the same folder and at the same address, once this one has ended. */
  readonly startAgain: () => Promise<RunningApp>;
  readonly stop: () => Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../..");

/** The product as `npm start` runs it, on its own port and data folder. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-app-"));
  const args = [...(options.args ?? [])];
  if (options.config !== undefined) {
    const file = path.join(dir, "sightglass.yaml");
    fs.writeFileSync(file, options.config, { mode: 0o600 });
    args.push("--config", file);
  }
  return await startIn(dir, { port: await freePort(), args, env: options.env ?? {} });
}

interface Start extends Required<Pick<AppOptions, "args" | "env">> {
  readonly port: number;
}

async function startIn(dir: string, start: Start): Promise<RunningApp> {
  const { port, args, env } = start;
  const dataDir = path.join(dir, "data");
  const { PATH = "", HOME = "" } = process.env;
  const child = await startChild([process.execPath, path.join(root, "src/server/main.ts"), ...args], {
    cwd: dir,
    env: { PATH, HOME, ...COMPILED_CODE, PORT: String(port), DATA_DIR: dataDir, ...env },
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    // Where everything else runs beside it, reading the code alone takes its time.
    readyWithinMs: 60_000,
  });
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    child,
    startAgain: () => startIn(dir, start),
    stop: async () => {
      await child.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
