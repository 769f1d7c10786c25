import { describe, expect, it } from "vitest";
import { AUDIT_QUERY } from "./auditQuery.test-util.ts";
import { logqlKind } from "./kind.ts";

describe("logqlKind", () => {
  it.each([
    [AUDIT_QUERY, "log"],
    ['{a="b"}', "log"],
    ['({a="b"} |= "rate(" )', "log"],
    ['# sum(x)\n{a="b"} # [5m]', "log"],
    ['{a="b"} | a="b" c="d"', "log"],
    ['{sum="b"} | rate > 5', "log"],
    ['rate({a="b"}[$__auto])', "metric"],
    ['sum by (x) (count_over_time({a="b"} | json [${__range_s}s])) / $__range_s', "metric"],
    ["vector(1)", "metric"],
    ["1 + 1", "metric"],
    ['variants(rate({a="b"}[5m])) of ({a="b"}[5m])', "metric"],
    [`sum(${Array(400).fill('rate({a="b"}[5m])').join("+")})`, "metric"],
    ["", "invalid"],
    ["{}", "invalid"],
    ['{a="b"', "invalid"],
    ['{a="b"} |', "invalid"],
    ['rate({a="b"})', "invalid"],
    ['{a="b"}[5m]', "invalid"],
    ['{a="b"} or {c="d"}', "invalid"],
    ["up", "invalid"],
    ["{".repeat(70_000), "invalid"],
  ])("B4 %.60s is %s", (text, expected) => {
    expect(logqlKind(text)).toBe(expected);
  });
});
