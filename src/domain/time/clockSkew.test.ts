import { describe, expect, it } from "vitest";
import { clockSkewMs, clockSkewNote } from "./clockSkew.ts";

const sentMs = 1_000_000_000;
const reading = (aheadMs: number) => ({ sentMs, receivedMs: sentMs + 5000, serverMs: sentMs + aheadMs });

describe("clock skew", () => {
  it("does not count the time of the request", () => {
    expect([reading(0), reading(2000), reading(5000)].map(clockSkewMs)).toEqual([0, 0, 0]);
  });

  it("is quiet up to 30 seconds", () => {
    expect([reading(-30_000), reading(35_000)].map(clockSkewNote)).toEqual([null, null]);
  });

  it("says which way and how far beyond that", () => {
    expect(clockSkewNote(reading(50_000))).toBe(
      "The source's clock is 45 s ahead of this browser's. The newest samples may be missing.",
    );
    expect(clockSkewNote(reading(-300_000))).toBe(
      "The source's clock is 5 min behind this browser's. The end of the range may be empty.",
    );
  });
});
