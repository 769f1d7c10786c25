import { describe, expect, it } from "vitest";
import type { SourceView } from "../../../../contract/sources.ts";
import { isGlobalHost } from "./GlobalHostNotice.tsx";

const source: SourceView = {
  id: "coreweave",
  name: "CoreWeave",
  kind: "prometheus",
  url: "https://observe.coreweave.com",
  authType: "bearer",
  headerNames: [],
  hasCa: false,
  origin: "config",
  preset: "coreweave",
  minStepMs: 15_000,
};

describe("F35 the host that may leave out part of an answer", () => {
  it.each([
    { url: "https://observe.coreweave.com", is: true },
    { url: "https://observe.us-east.coreweave.com", is: false },
    { url: "https://observe-legacy.coreweave.com", is: false },
  ])("$url: $is", ({ url, is }) => {
    expect(isGlobalHost({ ...source, url })).toBe(is);
  });

  it("is only CoreWeave's", () => {
    const { preset: _preset, ...other } = source;
    expect(isGlobalHost(other)).toBe(false);
  });
});
