import { connect, type OnReadOpts, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { SourceEngine } from "../sources/Source.ts";
import { ConnectFailure, EngineDown } from "./connectFailure.ts";
import type { Connect } from "./Connection.ts";
import { untilConnected } from "./untilConnected.ts";

/** How soon it is tried again while the engine starts. */
const RETRY_MS = 25;
/** On a busy machine it may take this long to start. */
const START_MS = 20_000;
/** A pause before a new start that is longer than this is not waited for. */
const MAX_PAUSE_MS = 5_000;

/**
 * Opens sockets to the embedded engine. It starts beside us, and again after a failure, so whoever asks meanwhile waits
 * for it. Fails with an EngineDown: at once while an engine that ended again and again pauses, else when it took too long.
 */
export function createEngineConnector(engine: SourceEngine | undefined, connectMs: number): Connect {
  return async (onread, signal) => {
    if (engine === undefined) throw new ConnectFailure("engine", new EngineDown("It is not running"));
    const deadlineMs = performance.now() + START_MS;
    for (;;) {
      try {
        return await open(engine.socketPath, { onread, signal, connectMs });
      } catch (error) {
        if (signal.aborted) throw error;
        const down = downNow(engine, performance.now() + RETRY_MS > deadlineMs);
        if (down !== undefined) throw new ConnectFailure("engine", down);
      }
      await pause(RETRY_MS, undefined, { signal });
    }
  };
}

function downNow({ health }: SourceEngine, isLate: boolean): EngineDown | undefined {
  const { lastEnd, startsMs } = health();
  const pauseMs = startsMs === undefined ? 0 : startsMs - Date.now();
  if (pauseMs > MAX_PAUSE_MS)
    return new EngineDown(`It ${lastEnd?.reason ?? "ended"} and is started again after a pause`, pauseMs);
  return isLate ? new EngineDown(`It did not start within ${START_MS / 1000} s`) : undefined;
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
