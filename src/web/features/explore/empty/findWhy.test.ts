import { describe, expect, it, vi } from "vitest";
import { fail } from "../../../../domain/problem/Problem.ts";
import { lessFar, withHint } from "./findWhy.ts";

vi.mock("../../../lib/browse/askBrowser.ts", () => ({}));

const DAY = 86_400_000;

describe("F40 findWhy", () => {
  it("F40 looks back a month where the source refuses a year", async () => {
    const asked: number[] = [];
    const found = await lessFar(async (farMs) => {
      asked.push(farMs / DAY);
      if (farMs > 31 * DAY) throw fail("QUERY_REJECTED");
      return "found";
    });
    expect([found, asked]).toEqual(["found", [365, 30]]);
    await expect(lessFar(() => Promise.reject(fail("OFFLINE")))).rejects.toMatchObject({
      problem: { code: "OFFLINE" },
    });
  });

  it("F40 what the preset knows stands behind what the source told, its fix too", () => {
    const hint = {
      text: "Old ones are elsewhere.",
      fix: { label: "Ask Old", sourceId: "old" },
      isWhole: false,
    };
    const why = { text: "There is no metric x.", fix: { label: "Use y", expr: "y" } };
    expect(withHint(why, hint)).toEqual({
      text: "There is no metric x. Old ones are elsewhere.",
      fix: why.fix,
      others: [hint.fix],
    });
    expect(withHint(null, hint)).toBe(hint);
    expect(withHint(why, null)).toBe(why);
  });
});
