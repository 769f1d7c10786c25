import { describe, expect, it } from "vitest";
import { createEcho } from "./echo.ts";

describe("createEcho", () => {
  it("takes a value of our own that comes back late for no news", () => {
    const echo = createEcho();
    echo.sent("u");
    echo.sent("up");
    expect(echo.isNews("u")).toBe(false);
    expect(echo.isNews("up")).toBe(false);
  });

  it("forgets values that were skipped", () => {
    const echo = createEcho();
    echo.sent("u");
    echo.sent("up");
    expect(echo.isNews("up")).toBe(false);
    expect(echo.isNews("u")).toBe(true);
  });

  it("takes a value from outside for news, also one that was sent before", () => {
    const echo = createEcho();
    echo.sent("up");
    expect(echo.isNews("sum(up)")).toBe(true);
    expect(echo.isNews("up")).toBe(true);
  });
});
