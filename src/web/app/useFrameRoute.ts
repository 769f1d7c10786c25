import type { SourceList } from "../../contract/sources.ts";
import type { Route } from "../../domain/link/routeLink.ts";
import { useLocation } from "../lib/location.ts";
import { useRoute } from "../lib/route.ts";
import { useSession } from "../lib/session.ts";
import { useSources } from "../lib/sources.ts";

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
  readonly sources: ReturnType<typeof useSources>;
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
  const sources = useSources();
  const isBare = path === "/" && search === "";
  if (session?.person?.role === "viewer") {
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
