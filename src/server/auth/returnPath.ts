import { decodeRoute, encodeRoute } from "../../domain/link/routeLink.ts";

/** A cookie holds 4,096 bytes, and this is in it; what is longer loses its query. */
const LONGEST_QUERY = 2_000;
const QUERY = /^\?[\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]*$/;

/**
 * Where a reader goes after signing in. `wanted` ("/explore?…") only chooses among our own pages: it is read as a
 * route and written anew, so that no address of somebody else can come out (S20). Anything else is the start page.
 */
export function returnPath(wanted: string | null): string {
  const [path = "", ...rest] = (wanted ?? "").split("?");
  const route = decodeRoute(path);
  if (!path.startsWith("/") || route.page === "notFound") return "/";
  const query = rest.length > 0 ? `?${rest.join("?")}` : "";
  return encodeRoute(route) + (query.length <= LONGEST_QUERY && QUERY.test(query) ? query : "");
}
