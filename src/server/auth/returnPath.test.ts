import { describe, expect, it } from "vitest";
import { decodeRoute } from "../../domain/link/routeLink.ts";
import { returnPath } from "./returnPath.ts";

describe("S20 where a reader goes after signing in", () => {
  it.each([
    ["/explore?from=now-1h&q=up", "/explore?from=now-1h&q=up"],
    ["/sources/prod", "/sources/prod"],
    ["/", "/explore"],
  ])("S20 %s is a page of ours", (wanted, path) => {
    expect(returnPath(wanted)).toBe(path);
  });

  const hostile = [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "javascript:alert(1)",
    "/%2f/evil.test",
    "/\t/evil.test",
    "\\\\evil.test",
    "//evil.test/explore",
    "/explore//evil.test",
    "/..//evil.test",
    "/.evil.test",
    "evil.test",
    "/explore\r\nSet-Cookie: x=1",
    "/explore?\r\nX: 1",
    "/explore?<script>",
    "/explore?\\",
    "/explore#//evil",
    "?/explore",
    "/sources/..%2f..%2f",
    "/sources/%0d%0a",
    "/sources//evil.test",
    "//explore",
    "///explore",
    "@evil.test",
    "/@evil.test",
  ];

  it.each(hostile)("S20 %j leads nowhere else", (wanted) => {
    expectOwn(returnPath(wanted));
  });

  it("S20 100,000 mutations lead nowhere else", () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    const pieces = [
      ...hostile,
      "/",
      "\\",
      "%",
      "\t",
      "\u0000",
      "?",
      "#",
      "..",
      "/explore",
      "/sources/",
      ":",
      "@",
      "\u2028",
      "%5c",
      "//",
    ];
    for (let i = 0; i < 100_000; i += 1) {
      let wanted = "";
      for (let parts = 1 + random(4); parts > 0; parts -= 1) {
        const piece = pieces[random(pieces.length)] ?? "";
        wanted += random(3) === 0 ? piece.slice(random(piece.length + 1)) : piece;
      }
      expectOwn(returnPath(wanted));
    }
  });
});

/** Whatever a browser makes of it, it is one of our pages on our host. */
function expectOwn(path: string): void {
  const url = new URL(path, "https://own.test");
  if (url.origin !== "https://own.test" || !/^\/(?!\/)[\x21-\x7e]*$/.test(path))
    throw new Error(`leads away: ${path}`);
  const { page } = decodeRoute(url.pathname);
  if (page === "notFound" && url.pathname !== "/") throw new Error(`no page of ours: ${path}`);
}
