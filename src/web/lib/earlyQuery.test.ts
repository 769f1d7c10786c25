import { afterEach, describe, expect, it } from "vitest";
import { earlyQuery } from "./earlyQuery.ts";

afterEach(earlyQuery.clear);

describe("earlyQuery", () => {
  it("runs the text of a link that nobody touched", () => {
    expect(earlyQuery.ranOf("up")).toBe("up");
  });

  it("runs nothing of what is still being typed, and what the link asked where it is being changed", () => {
    earlyQuery.type("", "s");
    earlyQuery.type("s", "su");
    expect(earlyQuery.ranOf("su")).toBe("");
    earlyQuery.clear();
    earlyQuery.type("up", "up == 0");
    expect(earlyQuery.ranOf("up == 0")).toBe("up");
  });

  it("runs what Enter was pressed on, also when typing goes on", () => {
    earlyQuery.type("", "up");
    earlyQuery.run("up");
    expect(earlyQuery.ranOf("up")).toBe("up");
    earlyQuery.type("up", "up + 1");
    expect(earlyQuery.ranOf("up + 1")).toBe("up");
  });

  it("knows nothing of another text, or once Explore has taken over", () => {
    earlyQuery.type("", "up");
    expect(earlyQuery.ranOf("down")).toBe("down");
    earlyQuery.clear();
    expect(earlyQuery.ranOf("up")).toBe("up");
  });
});
