// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { trustedScriptUrl } from "./trustedTypes.ts";

describe("trustedScriptUrl", () => {
  it("takes scripts of this app", () => {
    expect(trustedScriptUrl("/assets/decode-abc.js")).toBe(`${location.origin}/assets/decode-abc.js`);
  });

  it.each(["https://evil.example/x.js", "//evil.example/x.js", "data:text/javascript,1", "javascript:1"])(
    "S18 refuses %s",
    (url) => {
      expect(() => trustedScriptUrl(url)).toThrow(TypeError);
    },
  );
});
