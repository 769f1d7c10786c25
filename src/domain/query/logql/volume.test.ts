import { describe, expect, it } from "vitest";
import { AUDIT_QUERY } from "./auditQuery.test-util.ts";
import { logqlKind } from "./kind.ts";
import { volumeQuery } from "./volume.ts";

describe("volumeQuery", () => {
  it.each([
    ['{a="b"}', {}, 'sum by (detected_level, level) (count_over_time({a="b"} [$__auto]))'],
    [
      '{a="b"} |= "x" | json',
      { step: "1m" },
      'sum by (detected_level, level) (count_over_time({a="b"} |= "x" | json | drop __error__ [1m]))',
    ],
    [
      ' ( {a="b"} ) # note',
      { levelLabel: "severity" },
      'sum by (severity, detected_level, level) (count_over_time({a="b"} [$__auto]))',
    ],
    [
      '{a="b"} # note\n| json',
      { levelLabel: "level" },
      'sum by (detected_level, level) (count_over_time(\n{a="b"} # note\n| json\n | drop __error__ [$__auto]))',
    ],
  ])("E1 of %s", (text, options, expected) => {
    expect(volumeQuery(text, options)).toBe(expected);
    expect(logqlKind(expected)).toBe("metric");
  });

  it("E1 counts the lines of the audit query", () => {
    expect(volumeQuery(AUDIT_QUERY)).toContain(`(${AUDIT_QUERY} | drop __error__ [$__auto])`);
  });

  it.each(["", "{}", 'rate({a="b"}[5m])', '{a="b"} |'])("of %j is null", (text) => {
    expect(volumeQuery(text)).toBeNull();
  });
});
