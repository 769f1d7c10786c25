/** Where connecting failed; the cause keeps Node's error. */
export class ConnectFailure extends Error {
  override readonly name = "ConnectFailure";
  readonly phase: ConnectPhase;

  constructor(phase: ConnectPhase, cause: unknown) {
    super(`connect: ${phase}`, { cause });
    this.phase = phase;
  }
}

/** "policy": the address is refused by us. "secret": a certificate file could not be read. */
export type ConnectPhase = "policy" | "secret" | "tcp" | "tls" | "proxy";
