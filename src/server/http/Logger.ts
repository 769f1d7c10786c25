import pino from "pino";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export function isLogLevel(text: string): text is LogLevel {
  return (logLevels as readonly string[]).includes(text);
}

/**
 * Everything a log line may hold beside its event (T16). No free form: neither query text nor header, address or
 * secret has a field to stand in. Numbers are milliseconds where the name says so.
 */
interface LogFields {
  readonly requestId?: string;
  readonly method?: string;
  /** The route's pattern ("/api/sources/:id"), never the address as sent. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly isAborted?: boolean;
  readonly sourceId?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly calls?: number;
  readonly bytes?: number;
  /** First 12 hex digits of the query's SHA-256, and its length: enough to find the same query again. */
  readonly queryHash?: string;
  readonly queryLength?: number;
  readonly code?: string;
  /** A message of our own or of Node; control characters are escaped by JSON. */
  readonly reason?: string;
  readonly stack?: string;
  readonly file?: string;
  readonly count?: number;
  readonly version?: string;
  readonly url?: string;
}

export interface Logger {
  readonly level: LogLevel;
  setLevel(level: LogLevel): void;
  /** Would a line of this level be written? Asked where the line itself is costly to make. */
  writes(level: LogLevel): boolean;
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const FIELDS = [
  "requestId",
  "method",
  "route",
  "status",
  "durationMs",
  "isAborted",
  "sourceId",
  "operation",
  "outcome",
  "calls",
  "bytes",
  "queryHash",
  "queryLength",
  "code",
  "reason",
  "stack",
  "file",
  "count",
  "version",
  "url",
] as const satisfies readonly (keyof LogFields)[];

/** Longest value, in characters: a log line is read by people and billed by the byte. */
const VALUE_LIMIT = 2_048;

function allowListed(fields: LogFields): Record<string, string | number | boolean> {
  const line: Record<string, string | number | boolean> = {};
  for (const name of FIELDS) {
    const value = fields[name];
    if (value !== undefined) line[name] = typeof value === "string" ? value.slice(0, VALUE_LIMIT) : value;
  }
  return line;
}

/** JSON lines on `destination`, one per event, in UTC. */
export function createLogger(options: {
  readonly level: LogLevel;
  readonly destination: { write(line: string): unknown };
}): Logger {
  const log = pino(
    {
      level: options.level,
      base: null,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void options.destination.write(line) },
  );
  const write =
    (level: "debug" | "info" | "warn" | "error") =>
    (event: string, fields: LogFields = {}) => {
      if (log.isLevelEnabled(level)) log[level](allowListed(fields), event);
    };
  return {
    get level() {
      return log.level as LogLevel;
    },
    setLevel: (level) => {
      log.level = level;
    },
    writes: (level) => log.isLevelEnabled(level),
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
  };
}
