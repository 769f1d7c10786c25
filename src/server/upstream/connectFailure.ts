/** Where connecting failed; the cause keeps Node's error. */
export class ConnectFailure extends Error {
  override readonly name = "ConnectFailure";
  readonly phase: ConnectPhase;

  constructor(phase: ConnectPhase, cause: unknown) {
    super(`connect: ${phase}`, { cause });
    this.phase = phase;
  }
}

/** The cause where the embedded engine is not up: the message is for the reader. */
export class EngineDown extends Error {
  override readonly name = "EngineDown";
  /** How long until it is started again, where that is known. */
  readonly pauseMs: number | undefined;

  constructor(message: string, pauseMs?: number) {
    super(message);
    this.pauseMs = pauseMs;
  }
}

/** "policy": the address is refused by us. "secret": a certificate file could not be read. "engine": ours is not up. */
export type ConnectPhase = "policy" | "secret" | "tcp" | "tls" | "proxy" | "engine";
