import { connect } from "node:net";
import type { SourceEngine } from "../sources/Source.ts";
import { ConnectFailure } from "./connectFailure.ts";
import type { Connect } from "./Connection.ts";
import { untilConnected } from "./untilConnected.ts";

/** Opens sockets to the embedded engine. Fails like an unreachable source while it is not running. */
export function createEngineConnector(engine: SourceEngine | undefined, connectMs: number): Connect {
  return async (onread, signal) => {
    if (engine === undefined) throw new ConnectFailure("tcp", new Error("the engine is not running"));
    const socket = connect({ path: engine.socketPath, onread });
    return await untilConnected(socket, { isTls: false, phase: "tcp", connectMs, signal });
  };
}
