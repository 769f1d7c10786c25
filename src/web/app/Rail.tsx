import { Fragment, lazy, Suspense } from "react";
import type { Session } from "../../contract/session.ts";
import type { Route } from "../../domain/link/routeLink.ts";
import { Link } from "../lib/Link.tsx";
import { preferences, usePreferences } from "../lib/preferences.ts";
import { linkTo } from "../lib/route.ts";
import { useIsViewer, useSession } from "../lib/session.ts";
import { cx } from "../ui/cx.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.ts";
import { Logo } from "../ui/Logo.tsx";
import { BrowseItem } from "./BrowseItem.tsx";
import { PersonItem } from "./PersonItem.tsx";
import { PaletteItem } from "./PaletteItem.tsx";
import { railItemClass, railTextClass } from "./railClass.ts";
import { ThemeButton } from "./ThemeButton.tsx";

const RailBoards = lazy(async () => ({
  default: (await import("../features/boards/list/RailBoards.tsx")).RailBoards,
}));

interface RailItem {
  readonly route: Route;
  /** The pages that belong to it. */
  readonly pages: readonly Route["page"][];
  readonly label: string;
  readonly icon: IconName;
}

const items: readonly RailItem[] = [
  { route: { page: "explore" }, pages: ["explore"], label: "Explore", icon: "compass" },
  {
    route: { page: "boards" },
    pages: ["boards", "board", "trash"],
    label: "Boards",
    icon: "layout-dashboard",
  },
  {
    route: { page: "sources" },
    pages: ["sources", "addSource", "editSource"],
    label: "Sources",
    icon: "database",
  },
];

const links: RailItem = { route: { page: "links" }, pages: ["links"], label: "Links", icon: "link" };

/** What only those need who are signed in; on a phone it is in the menu of the person. */
function keptItems(session: Session | undefined): readonly RailItem[] {
  const role = session?.person?.role;
  if (session === undefined || role === undefined || role === "viewer") return [];
  if (session.mode === "none") return [links];
  const tab = role === "admin" ? "people" : "tokens";
  return [
    links,
    { route: { page: "settings", tab }, pages: ["settings"], label: "Settings", icon: "settings" },
  ];
}

export interface RailProps {
  readonly route: Route;
  /** Nothing to explore yet: only Sources is offered, with its name in sight. */
  readonly isFirstRun: boolean;
  readonly onSearch: () => void;
}

/** The main navigation: a slim rail that opens to show names, a bottom bar on narrow windows. */
export function Rail({ route, isFirstRun, onSearch }: RailProps) {
  const { isRailOpen } = usePreferences();
  const session = useSession().data;
  const isViewer = useIsViewer();
  const current = route.page;
  const isWide = isRailOpen || isFirstRun || isViewer;
  const boardId = route.page === "board" ? route.boardId : undefined;
  return (
    <nav
      aria-label="Main"
      className={cx(
        "flex shrink-0 bg-surface-2",
        "sm:flex-col sm:gap-0.5 sm:border-r sm:border-line-1 sm:px-1.5 sm:pb-2",
        isWide ? "sm:w-rail-wide" : "sm:w-rail",
        "max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-50 max-sm:h-bottom-bar max-sm:border-t max-sm:border-line-1 max-sm:px-1",
      )}
    >
      <Link
        to="/"
        aria-label="Sightglass"
        className="mb-1.5 flex h-bar items-center gap-2.5 px-2 text-sm font-semibold text-fg-1 no-underline max-sm:hidden"
      >
        <Logo />
        {isWide && <span aria-hidden="true">Sightglass</span>}
      </Link>
      {items
        .filter((item) => isOffered(item, { isFirstRun, isViewer }))
        .map((item) => (
          <Fragment key={item.label}>
            <Link
              to={linkTo(item.route)}
              title={isWide ? undefined : item.label}
              aria-current={currentOf(item, { current, isListed: isViewer && boardId !== undefined })}
              className={railItemClass(isWide)}
            >
              <Icon name={item.icon} size={18} />
              <span className={railTextClass(isWide)}>{item.label}</span>
            </Link>
            {item.route.page === "explore" && <BrowseItem current={current} isWide={isWide} />}
            {item.route.page === "boards" && isViewer && (
              <Suspense>
                <RailBoards boardId={boardId} />
              </Suspense>
            )}
          </Fragment>
        ))}
      {!isFirstRun &&
        keptItems(session).map((item) => (
          <Link
            key={item.label}
            to={linkTo(item.route)}
            title={isWide ? undefined : item.label}
            aria-current={item.pages.includes(current) ? "page" : undefined}
            className={cx(railItemClass(isWide), "max-sm:hidden")}
          >
            <Icon name={item.icon} size={18} />
            <span className={railTextClass(isWide)}>{item.label}</span>
          </Link>
        ))}
      <div className="grow max-sm:hidden" />
      {!isFirstRun && <PaletteItem isWide={isWide} onOpen={onSearch} />}
      <ThemeButton isWide={isWide} />
      {session && <PersonItem session={session} isWide={isWide} current={current} />}
      {!isFirstRun && !isViewer && (
        <button
          type="button"
          aria-expanded={isRailOpen}
          onClick={() => preferences.set({ isRailOpen: !isRailOpen })}
          className={cx(railItemClass(isWide), "max-sm:hidden")}
        >
          <Icon name="panel-left" size={18} />
          <span className={railTextClass(isWide)}>Names in the rail</span>
        </button>
      )}
    </nav>
  );
}

interface Offer {
  readonly isFirstRun: boolean;
  readonly isViewer: boolean;
}

/** Only what the reader can use: with no source, the form for one; a viewer has boards and nothing else. */
function isOffered({ route: { page } }: RailItem, { isFirstRun, isViewer }: Offer): boolean {
  if (isViewer) return page === "boards";
  return !isFirstRun || page === "sources";
}

interface Here {
  readonly current: Route["page"];
  /** The open board has an item of its own below. */
  readonly isListed: boolean;
}

function currentOf({ pages }: RailItem, { current, isListed }: Here): "page" | "true" | undefined {
  if (!pages.includes(current)) return undefined;
  return isListed ? "true" : "page";
}
