import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curlCommand, shellWord } from "./curlCommand.ts";

const request = (expr: string) =>
  ({ kind: "range", sourceId: "prod", expr, startMs: 0, endMs: 60_000, stepMs: 15_000 }) as const;

/** What a shell makes of the words: printf prints each argument with a NUL after it. */
function argvThrough(shell: string, words: readonly string[]): string[] {
  const script = words.map((word) => `printf '%s\\0' ${word}`).join("\n");
  return execFileSync(shell, ["-s"], { input: script, encoding: "utf8", maxBuffer: 1 << 28 })
    .split("\0")
    .slice(0, -1);
}

describe("curlCommand", () => {
  it("spells the request as curl takes it", () => {
    expect(curlCommand("http://127.0.0.1:8790", request("up{a='b'}"))).toBe(
      `curl -G 'http://127.0.0.1:8790/api/sources/prod/api/v1/query_range' --data-urlencode 'query=up{a='\\''b'\\''}' ` +
        "--data-urlencode 'start=0' --data-urlencode 'end=60' --data-urlencode 'step=15'",
    );
  });

  it.each(["sh", "bash"])("S23 reaches %s as exactly one argument, whatever the query holds", (shell) => {
    // A shell word cannot hold NUL, and a query with one is refused before it could be copied.
    const text = fc
      .string({ unit: "binary", maxLength: 40 })
      .filter((one) => !one.includes("\0") && one.isWellFormed());
    const nasty = [
      "$(id)",
      "`id`",
      "'; id #",
      "\\'",
      "a\nb",
      "!!",
      "${x}",
      "%s",
      '"',
      "\\",
      "''",
      "~",
      "*",
      "&|;<>",
    ];
    const queries = [...nasty, ...fc.sample(text, { numRuns: 5000, seed: 23 })];
    expect(argvThrough(shell, queries.map(shellWord))).toEqual(queries);
  });
});
