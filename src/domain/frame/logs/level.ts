import { labelValue, type Labels } from "../Frame.ts";
import { withoutAnsi } from "./ansi.ts";
import type { LogLine } from "./LogPage.ts";

export const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "unknown"] as const;
export type LogLevel = (typeof LEVELS)[number];

/** The spellings of syslog, klog, log4j, zap, Python, .NET and Loki itself, in small letters. */
const NAMES: readonly (readonly [LogLevel, string])[] = [
  ["fatal", "fatal critical crit alert emerg emergency panic dpanic f c a"],
  ["error", "error err eror failure severe e"],
  ["warn", "warn warning wrn w"],
  ["info", "info information informational notice inf i n"],
  ["debug", "debug dbug dbg fine d"],
  ["trace", "trace trc verbose finer finest v t"],
];
const LEVEL_OF = new Map(
  NAMES.flatMap(([level, names]) => names.split(" ").map((name): [string, LogLevel] => [name, level])),
);

/** Where a level stands; Loki finds it under these names too (its default `log_level_fields`). */
const LABELS = ["detected_level", "level", "severity", "lvl", "loglevel", "log_level", "severity_text"];
const LABEL_NAMES = new Set([...LABELS, "log.level", "severitytext", "levelname", "@l"]);

/** A level as some program spells it, or null for another word. Numbers are those of pino and bunyan: 30 is info. */
export function normalLevel(text: string): LogLevel | null {
  const name = text.trim().toLowerCase();
  return LEVEL_OF.get(name) ?? numberLevel(name);
}

function numberLevel(name: string): LogLevel | null {
  if (!/^[1-6]0$/.test(name)) return null;
  return (["trace", "debug", "info", "warn", "error", "fatal"] as const)[Number(name) / 10 - 1] ?? null;
}

/** The level of a line: from its labels, then from its fields, then from a word near its start. */
export function levelOf(line: LogLine): LogLevel {
  return (
    labelLevel(line.metadata) ??
    labelLevel(line.parsed) ??
    labelLevel(line.stream.labels) ??
    textLevel(line.text) ??
    "unknown"
  );
}

function labelLevel(labels: Labels | undefined): LogLevel | null {
  if (!labels) return null;
  for (const name of LABELS) {
    const level = normalLevel(labelValue(labels, name) ?? "");
    if (level) return level;
  }
  return null;
}

/** A level is written near the start of a line; a long one is not searched to its end for each row of a list. */
const SEARCHED = 1000;
/** `"level":"warn"`, `level=warn`, `severity: "ERROR"`: the name, then the value. */
const NAMED = /(?:^|[\s"'{,([])([@\w.]{2,12})"?\s?[=:]\s?"?([A-Za-z]{1,13}|\d{2})(?![\w.])/g;
/** Words that are hardly ever anything else: "alert" and "notice" are too often. */
const WORD =
  /(?:^|[^A-Za-z0-9_])(fatal|critical|crit|panic|error|err|warning|warn|info|debug|trace)(?![A-Za-z0-9_])/i;
/** "I0102 15:04:05.000000  1 file.go:1] …", as Kubernetes' own programs write. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;

function textLevel(text: string): LogLevel | null {
  const start = withoutAnsi(text.slice(0, SEARCHED));
  for (const [, name = "", value = ""] of start.matchAll(NAMED)) {
    const level = LABEL_NAMES.has(name.toLowerCase()) ? normalLevel(value) : null;
    if (level) return level;
  }
  // A JSON or logfmt line that names no level may well have "error" in a value, as in `"error":null`.
  if (/^\s*\{/.test(start)) return null;
  return normalLevel(KLOG.exec(start)?.[1] ?? WORD.exec(start)?.[1] ?? "");
}
