import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { SourceList } from "../../contract/sources.ts";
import type { Route } from "../../domain/link/routeLink.ts";
import { useLocation } from "../lib/location.ts";
import { useRoute } from "../lib/route.ts";
import { useSession } from "../lib/session.ts";
import { isRemembered, rememberInSession } from "../lib/sessionMemory.ts";
import { sourcesQuery } from "../lib/sources.ts";

const VIEWER = "viewer";

const isBoards = ({ page }: Route) => page === "boards" || page === "board" || page === "trash";

/** The page to show, and what it waits for. */
export interface FrameRoute {
  readonly route: Route;
  /** A page that the reader's role does not open. */
  readonly isForbidden: boolean;
  readonly isViewer: boolean;
  readonly isFirstRun: boolean;
  /** Its code may be shown: whether it needs the sources, and has them. */
  readonly isReady: boolean;
  readonly sources: ReturnType<typeof useSourcesFor>;
}

/** A viewer may not ask for the sources; who it is, is asked beside them and remembered for the next load. */
function useSourcesFor(isViewer: boolean | undefined) {
  return useQuery({ ...sourcesQuery, enabled: isViewer === undefined ? !isRemembered(VIEWER) : !isViewer });
}

const VIEWERS_PAGES: ReadonlySet<Route["page"]> = new Set(["boards", "board", "links", "notFound"]);

/** Viewers have boards and their links: the bare address opens the list, and other pages say that they are not theirs. */
function viewerRoute(route: Route, isBare: boolean): Pick<FrameRoute, "route" | "isForbidden"> {
  if (isBare) return { route: { page: "boards" }, isForbidden: false };
  return { route, isForbidden: !VIEWERS_PAGES.has(route.page) };
}

/** With no source at all, the form that adds one is the first page; its own metrics alone are nothing to look at first. */
function editorRoute(route: Route, isBare: boolean, list: SourceList | undefined): Route {
  if (list?.sources.length === 0 && route.page !== "notFound") return { page: "addSource" };
  const hasOnlySelf = list?.canAdd === true && list.sources.every(({ preset }) => preset === "self");
  return isBare && hasOnlySelf ? { page: "addSource" } : route;
}

export function useFrameRoute(): FrameRoute {
  const asked = useRoute();
  const { path, search } = useLocation();
  const { data: session } = useSession();
  const isKnownViewer = session && session.person?.role === "viewer";
  useEffect(() => {
    if (isKnownViewer) rememberInSession(VIEWER);
  }, [isKnownViewer]);
  const sources = useSourcesFor(isKnownViewer);
  const isBare = path === "/" && search === "";
  if (isKnownViewer) {
    const own = viewerRoute(asked, isBare);
    return { ...own, isViewer: true, isFirstRun: false, isReady: true, sources };
  }
  const route = editorRoute(asked, isBare, sources.data);
  return {
    route,
    isForbidden: false,
    isViewer: false,
    isFirstRun: sources.data?.sources.length === 0,
    // Until it is known who reads, an empty or refused list of sources says nothing.
    isReady: sources.data !== undefined || (isBoards(route) && session !== undefined),
    sources,
  };
}
