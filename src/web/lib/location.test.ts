// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { appLocation, parseAppPath } from "./location.ts";

/** Later than this, earlier history calls no longer count. */
const RESTED_MS = 60_000;

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

  it("writes a change to the address bar at once, so that a reload right after it keeps it", () => {
    vi.useFakeTimers({ now: Date.now() + RESTED_MS });
    appLocation.go("/explore");
    appLocation.replaceSearch("?q=up");
    expect(window.location.search).toBe("?q=up");
  });

  it("writes long typing at most 100 times in 30 s, as Safari allows, and its end within 350 ms", () => {
    vi.useFakeTimers({ now: Date.now() + 2 * RESTED_MS });
    appLocation.go("/explore");
    const replace = vi.spyOn(history, "replaceState");
    for (let typed = 0; typed < 600; typed += 1) {
      appLocation.replaceSearch(`?q=${typed}`);
      expect(appLocation.get().search).toBe(`?q=${typed}`);
      vi.advanceTimersByTime(50);
    }
    expect(replace.mock.calls.length).toBeGreaterThan(80);
    expect(replace.mock.calls.length).toBeLessThan(100);
    vi.advanceTimersByTime(350);
    expect(window.location.search).toBe("?q=599");
    replace.mockRestore();
  });

  it("writes typed text into its own entry before a new one is made", () => {
    vi.useFakeTimers({ now: Date.now() + 3 * RESTED_MS });
    appLocation.go("/explore");
    for (let typed = 0; typed < 20; typed += 1) appLocation.replaceSearch(`?q=${typed}`);
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
