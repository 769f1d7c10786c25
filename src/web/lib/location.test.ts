// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { appLocation, parseAppPath } from "./location.ts";

afterEach(() => {
  vi.useRealTimers();
  appLocation.go("/");
});

describe("parseAppPath", () => {
  it("reads a path with its query", () => {
    expect(parseAppPath("/sources?add=1")).toEqual({ path: "/sources", search: "?add=1" });
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\n/evil.example",
    "/\n//",
    "/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    "sources",
  ])("S20 goes home instead of to %j", (to) => {
    expect(parseAppPath(to)).toEqual({ path: "/", search: "" });
  });

  it("S20 never leaves this origin, whatever a link is made of", () => {
    const parts = ["/", "\\", "//", "/\\", "%2f", "%5c", "\t", "\n", "\r", " ", "\0", "@", ":", "..", "."]
      .concat([
        "evil.example",
        "https:",
        "javascript:",
        "data:",
        "?",
        "#",
        "a",
        "\u3002",
        "\uff0f",
        "%09",
        "&#47;",
      ])
      .map((part) => fc.constant(part));
    const link = fc.array(fc.oneof(...parts, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 8 });
    fc.assert(
      fc.property(link, (pieces) => {
        const { path, search } = parseAppPath(pieces.join(""));
        expect(new URL(path + search, "http://own.example").origin).toBe("http://own.example");
        expect(search === "" || search.startsWith("?")).toBe(true);
      }),
      { numRuns: Number(process.env["FUZZ_RUNS"] ?? 5000) },
    );
  });
});

describe("appLocation", () => {
  it("adds a history entry on going, none when the address is the same", () => {
    const before = history.length;
    appLocation.go("/explore?a=1");
    appLocation.go("/explore?a=1");
    expect(history.length).toBe(before + 1);
    expect(window.location.search).toBe("?a=1");
  });

  it("tells readers of typed text at once and the address bar at most every 350 ms", () => {
    vi.useFakeTimers();
    appLocation.go("/explore");
    const replace = vi.spyOn(history, "replaceState");
    for (const text of ["u", "up", "upd"]) appLocation.replaceSearch(`?q=${text}`);
    expect(appLocation.get().search).toBe("?q=upd");
    expect(replace).not.toHaveBeenCalled();
    vi.advanceTimersByTime(400);
    expect(replace).toHaveBeenCalledTimes(1);
    expect(window.location.search).toBe("?q=upd");
    replace.mockRestore();
  });

  it("writes typed text into its own entry before a new one is made", () => {
    appLocation.go("/explore");
    const writes: string[] = [];
    const spies = (["replaceState", "pushState"] as const).map((name) =>
      vi.spyOn(history, name).mockImplementation((_state, _title, url) => {
        writes.push(`${name} ${String(url)}`);
      }),
    );
    appLocation.replaceSearch("?q=up");
    appLocation.go("/sources");
    for (const spy of spies) spy.mockRestore();
    expect(writes).toEqual(["replaceState /explore?q=up", "pushState /sources"]);
  });

  it("follows Back", () => {
    const stop = appLocation.subscribe(() => {});
    appLocation.go("/explore?a=2");
    history.replaceState(null, "", "/sources");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(appLocation.get()).toEqual({ path: "/sources", search: "" });
    stop();
  });
});
