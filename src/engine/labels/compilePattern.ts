import { RE2JS } from "re2js";
import { checkRegexSize } from "./checkRegexSize.ts";

/** Of the patterns kept, in all: a query's are compiled while it is checked, and used when it runs. */
const KEPT_UNITS = 100_000;

const kept = new Map<string, RE2JS>();
let keptUnits = 0;

/** RE2 as in Prometheus, in which `.` matches line breaks (model/labels/regexp.go). Throws on what is no expression. */
export function compilePattern(pattern: string): RE2JS {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  checkRegexSize(pattern);
  const compiled = compile(pattern);
  kept.set(pattern, compiled);
  keptUnits += pattern.length;
  for (const oldest of kept.keys()) {
    if (keptUnits <= KEPT_UNITS) break;
    kept.delete(oldest);
    keptUnits -= oldest.length;
  }
  return compiled;
}

/** Prometheus lets two groups have one name (grafana/regexp), and nobody asks for a group by its name. */
const GROUP_NAME = /\(\?P?<\w+>/g;

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    const isNameTwice = String(error).includes("duplicate capture group name");
    const unnamed = isNameTwice ? pattern.replaceAll(GROUP_NAME, "(") : pattern;
    // Without the flag first: with it the message would quote a `(?s)` that nobody wrote.
    RE2JS.compile(unnamed);
    return RE2JS.compile(unnamed, RE2JS.DOTALL);
  }
}
