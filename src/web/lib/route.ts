import { useMemo } from "react";
import { decodeRoute, encodeRoute, type Route } from "../../domain/link/routeLink.ts";
import { useLocation } from "./location.ts";
import { type LinkRecord, searchOf } from "./useLinkState.ts";

/** The addresses of Prometheus' own pages: their links open in Explore, which imports them. */
const FOREIGN_EXPLORE = /^\/(graph|query)\/?$/;

export function routeOf(path: string): Route {
  return FOREIGN_EXPLORE.test(path) ? { page: "explore" } : decodeRoute(path);
}

/** The page the reader is on. */
export function useRoute(): Route {
  const { path } = useLocation();
  return useMemo(() => routeOf(path), [path]);
}

/** The address of a page with its state, for `Link` and `appLocation.go`. */
export function linkTo(route: Route, record: LinkRecord = {}): string {
  return encodeRoute(route) + searchOf(record);
}
