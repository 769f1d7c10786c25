import type { LogLevel } from "../http/Logger.ts";
import type { AuthSettings } from "../auth/AuthSettings.ts";
import type { ServerTls } from "../http/createServer.ts";
import type { Source } from "../sources/Source.ts";
import type { Secret } from "./Secret.ts";

/** Everything decided before the process starts: complete, checked, nothing left to guess. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute. Made when something is first written to it. */
  readonly dataDir: string;
  /** The address people use when a proxy stands before us. */
  readonly publicUrl?: URL;
  /** "" or "/sightglass", without a trailing slash. */
  readonly basePath: string;
  readonly logLevel: LogLevel;
  /** May sources that are added in the page lie in private ranges? */
  readonly allowPrivate: boolean;
  readonly auth: AuthSettings;
  /** Addresses and ranges whose X-Forwarded-… headers, and in mode `proxy` whose word, count. */
  readonly trustedProxies: readonly string[];
  /** Our own certificate; absent: plain HTTP, for this machine or a proxy before us. */
  readonly tls?: ServerTls;
  /** Where PostgreSQL keeps what is otherwise a file in the data folder. */
  readonly databaseUrl?: Secret;
  /** Where replicas find each other's answers. */
  readonly redisUrl?: Secret;
  readonly sources: readonly Source[];
  /** Is the demo wanted? Absent: only where there is no other source. */
  readonly demo?: boolean;
  /** When the demo's time stands still, epoch milliseconds, for tests and pictures; absent: it runs. */
  readonly demoNowMs?: number;
  /** The file it came from, if any: named in messages. */
  readonly file?: string;
  /** What is worth saying at start, one line each. */
  readonly warnings: readonly string[];
}

/** A configuration that must not run. One line each: place, key, what to change. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** sysexits.h: EX_CONFIG. */
export const EXIT_CONFIG = 78;
