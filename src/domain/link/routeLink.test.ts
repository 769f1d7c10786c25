import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRoute, encodeRoute, type Route } from "./routeLink.ts";

describe("routeLink", () => {
  it.each<[string, Route]>([
    ["/", { page: "explore" }],
    ["", { page: "explore" }],
    ["/explore", { page: "explore" }],
    ["/explore/", { page: "explore" }],
    ["/sources", { page: "sources" }],
    ["/sources/new", { page: "addSource" }],
    ["/sources/prod", { page: "editSource", sourceId: "prod" }],
    ["/links", { page: "links" }],
    ["/s/abcdefgh.1234", { page: "openedLink", token: "abcdefgh.1234" }],
    ["/s/%2e%2e", { page: "notFound", path: "/s/%2e%2e" }],
    ["/settings/tokens", { page: "settings", tab: "tokens" }],
    ["/settings/other", { page: "notFound", path: "/settings/other" }],
    ["/boards", { page: "boards" }],
    ["/boards/", { page: "boards" }],
    ["/boards/trash", { page: "trash" }],
    ["/boards/starter-demo-1", { page: "board", boardId: "starter-demo-1" }],
    ["/boards/short", { page: "notFound", path: "/boards/short" }],
    ["/boards/a%2Fbcdefgh", { page: "notFound", path: "/boards/a%2Fbcdefgh" }],
    ["/rules", { page: "notFound", path: "/rules" }],
    ["/sources/%E0%A4%A", { page: "notFound", path: "/sources/%E0%A4%A" }],
    ["/sources/a/b", { page: "notFound", path: "/sources/a/b" }],
  ])("opens %s as %j", (path, route) => expect(decodeRoute(path)).toEqual(route));

  it("gives back every route it encodes, even a source called new", () => {
    const sourceId = fc.oneof(fc.constant("new"), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(sourceId, (id) => {
        const route: Route = { page: "editSource", sourceId: id };
        expect(decodeRoute(encodeRoute(route))).toEqual(route);
      }),
    );
  });
});
