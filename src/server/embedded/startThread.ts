import { Worker } from "node:worker_threads";

/**
 * Beyond this heap the thread ends, not the process, unless one allocation alone goes far beyond it: whatever queries and
 * pages make is bounded where it is made. Samples are outside of it, under their own ceilings.
 */
const HEAP_MB = 2_048;

/** Starts the engine's thread, which listens on that socket. */
export type StartThread = (socketPath: string) => Worker;

export const startThread: StartThread = (socketPath) =>
  new Worker(new URL("../../engine/thread/engineThread.ts", import.meta.url), {
    workerData: { socketPath },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
