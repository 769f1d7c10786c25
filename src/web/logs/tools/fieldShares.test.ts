import { describe, expect, it } from "vitest";
import { makeLines } from "../logLines.test-util.ts";
import { auditColumns, fieldShares } from "./fieldShares.ts";

describe("fieldShares", () => {
  it("E8 tells how many lines have a field, labels included", () => {
    const shares = fieldShares(makeLines(["a=1 b=2", "a=1 c=3", "nothing here", "a=2 b=1"]));
    expect(shares).toEqual([
      { name: "app", share: 1 },
      { name: "pod", share: 1 },
      { name: "a", share: 0.75 },
      { name: "b", share: 0.5 },
      { name: "c", share: 0.25 },
    ]);
  });

  it("E8 offers the audit preset where the lines are audit events, by the names they have", () => {
    const event = JSON.stringify({
      auditID: "x",
      verb: "get",
      user: { username: "u" },
      objectRef: { resource: "pods", namespace: "n", name: "p" },
      responseStatus: { code: 200 },
      requestReceivedTimestamp: "2025-11-20T15:00:00Z",
    });
    expect(auditColumns(fieldShares(makeLines([event])))).toEqual([
      "requestReceivedTimestamp",
      "user_username",
      "verb",
      "objectRef_namespace",
      "objectRef_resource",
      "objectRef_name",
      "responseStatus_code",
    ]);
    expect(auditColumns(fieldShares(makeLines(["verb=get user=u"])))).toBeNull();
  });
});
