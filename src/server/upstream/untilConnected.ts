import type { Socket } from "node:net";
import { ConnectFailure, type ConnectPhase } from "./connectFailure.ts";

export interface Waiting {
  readonly isTls: boolean;
  /** Where it begins. */
  readonly phase: ConnectPhase;
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

/**
 * Resolves with the socket once it is connected (for TLS, once the certificate is verified), within `connectMs` and
 * unless aborted. Rejects with a ConnectFailure: TLS begins where TCP is connected.
 */
export async function untilConnected(socket: Socket, waiting: Waiting): Promise<Socket> {
  const { isTls, connectMs, signal } = waiting;
  let { phase } = waiting;
  return await new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      socket.off("error", onError).off("close", onClose);
      // For ever, as one may come before the owner listens: without a listener it would end the process.
      socket.on("error", () => undefined);
      act();
    };
    const onError = (error: unknown): void =>
      settle(() => {
        socket.destroy();
        reject(error instanceof ConnectFailure ? error : new ConnectFailure(phase, error));
      });
    const onClose = (): void => onError(new Error("closed"));
    const onAbort = (): void => onError(signal.reason);
    const timer = setTimeout(
      () => onError(Object.assign(new Error("too late"), { code: "ETIMEDOUT" })),
      connectMs,
    );
    signal.addEventListener("abort", onAbort);
    socket.on("error", onError).on("close", onClose);
    if (isTls) socket.once("connect", () => (phase = "tls"));
    socket.once(isTls ? "secureConnect" : "connect", () => settle(() => resolve(socket)));
    if (signal.aborted) onAbort();
  });
}
