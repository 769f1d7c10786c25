import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("window", {});
const { linkTo, routeOf } = await import("./route.ts");

describe("routeOf", () => {
  it.each(["/", "/explore", "/graph", "/query", "/graph/"])("opens Explore for %s", (path) => {
    expect(routeOf(path)).toEqual({ page: "explore" });
  });
});

describe("linkTo", () => {
  it("spells a page with its state", () => {
    expect(linkTo({ page: "addSource" }, { preset: "coreweave" })).toBe("/sources/new?preset=coreweave");
    expect(routeOf(linkTo({ page: "editSource", sourceId: "new" }))).toEqual({
      page: "editSource",
      sourceId: "new",
    });
  });
});
