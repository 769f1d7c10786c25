import { describe, expect, it } from "vitest";
import { parsePreferences } from "./preferences.ts";
import { readStored, writeStored } from "./storage.ts";

describe("parsePreferences", () => {
  it("keeps the good fields of a partly bad record", () => {
    expect(parsePreferences({ theme: "dark", zone: 5, isRailOpen: true })).toEqual({
      theme: "dark",
      zone: "browser",
      isRailOpen: true,
      isBrowserOpen: false,
      isBrowserPinned: true,
      showsQuestions: true,
    });
  });

  it.each([null, 1, "x", []])("takes the defaults for %j", (value) => {
    expect(parsePreferences(value).theme).toBe("system");
  });
});

describe("storage", () => {
  it("answers as if nothing were stored where there is no storage", () => {
    expect(writeStored("x", 1)).toBe(false);
    expect(readStored("x", (value) => value)).toBeNull();
  });
});
