import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { EmbeddedEngine } from "../../src/server/embedded/EmbeddedEngine.ts";
import { type ServerPlace, askOverHttp } from "./askOverHttp.ts";

export interface RunningEngine {
  readonly place: ServerPlace;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** Our engine in its thread, with the text as its `file` source. */
export async function startOurs(openMetrics: string): Promise<RunningEngine> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-differential-"));
  const file = path.join(dir, "dump.om");
  fs.writeFileSync(file, openMetrics);
  const problems: string[] = [];
  const note = (message: string, detail?: object) => problems.push(`${message} ${JSON.stringify(detail)}`);
  const engine = new EmbeddedEngine({
    logger: { error: note, warn: note },
    fetchPage: () => Promise.reject(new Error("nothing is fetched here")),
  });
  engine.replaceSources([
    { kind: "file", id: "dump", path: file, maxBytes: MAX_BYTES, memoryBytes: MAX_BYTES },
  ]);
  const stop = async () => {
    await engine.close();
    fs.rmSync(dir, { recursive: true, force: true });
  };
  const place = { socketPath: engine.socketPath, prefix: "/dump" };
  try {
    await untilLoaded(place);
  } catch (error) {
    await stop();
    throw new Error(`the dump is not loaded: ${problems.join("\n")}`, { cause: error });
  }
  return { place, stop };
}

async function untilLoaded(place: ServerPlace): Promise<void> {
  const asked = askOverHttp("ours", place);
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      const { httpStatus } = await asked.ask({ path: "labels", params: [] });
      if (httpStatus === 200) return;
    } catch (error) {
      // Not listening yet.
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error("it took too long");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
