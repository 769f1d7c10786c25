import { connect, type OnReadOpts, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { SourceEngine } from "../sources/Source.ts";
import { ConnectFailure } from "./connectFailure.ts";
import type { Connect } from "./Connection.ts";
import { untilConnected } from "./untilConnected.ts";

/** How soon it is tried again while the engine starts. */
const RETRY_MS = 25;
/** On a busy machine it may take this long to start. */
const START_MS = 20_000;

/**
 * Opens sockets to the embedded engine. It starts beside us, and again after a failure, so whoever asks meanwhile waits
 * for it. Fails like an unreachable source while it is not running.
 */
export function createEngineConnector(engine: SourceEngine | undefined, connectMs: number): Connect {
  return async (onread, signal) => {
    if (engine === undefined) throw new ConnectFailure("tcp", new Error("the engine is not running"));
    const deadlineMs = performance.now() + START_MS;
    for (;;) {
      try {
        return await open(engine.socketPath, { onread, signal, connectMs });
      } catch (error) {
        if (signal.aborted || performance.now() + RETRY_MS > deadlineMs) throw error;
      }
      await pause(RETRY_MS, undefined, { signal });
    }
  };
}

interface Opening {
  readonly onread: OnReadOpts;
  readonly signal: AbortSignal;
  readonly connectMs: number;
}

async function open(path: string, { onread, signal, connectMs }: Opening): Promise<Socket> {
  const socket = connect({ path, onread });
  return await untilConnected(socket, { isTls: false, phase: "tcp", connectMs, signal });
}
