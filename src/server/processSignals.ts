import type { App } from "./app.ts";
import type { Logger } from "./http/Logger.ts";

export interface SignalDeps {
  readonly app: App;
  readonly logger: Logger;
  readonly reload: () => void;
}

/** A terminal sends Ctrl-C to the whole group, and `npm start` passes it on: the same wish, heard twice. */
const ECHO_MS = 200;

/**
 * SIGTERM and SIGINT drain and exit 0; a second one exits at once. SIGHUP reloads. An error nobody caught is logged,
 * and the process drains and exits 1: its supervisor starts a sound one (F61).
 */
export function handleSignals({ app, logger, reload }: SignalDeps): void {
  let drainStartMs: number | undefined;
  const leave = (reason: string, exitCode: number) => {
    const nowMs = performance.now();
    if (drainStartMs !== undefined) {
      if (nowMs - drainStartMs > ECHO_MS) process.exit(exitCode === 0 ? 130 : exitCode);
      return;
    }
    drainStartMs = nowMs;
    logger.info("shutting down", { reason });
    app.drain().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => leave(signal, 0));
  process.on("SIGHUP", () => reload());
  const fatal = (kind: string) => (error: unknown) => {
    logger.error(kind, {
      reason: error instanceof Error ? error.message : "not an error",
      ...(error instanceof Error && error.stack !== undefined && { stack: error.stack }),
    });
    leave(kind, 1);
  };
  process.on("uncaughtException", fatal("uncaught exception"));
  process.on("unhandledRejection", fatal("unhandled rejection"));
}
