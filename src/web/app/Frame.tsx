import { lazy, Suspense, use, useEffect, useState } from "react";
import type { Route } from "../../domain/link/routeLink.ts";
import type { PaletteHere } from "../features/palette/PaletteTypes.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { toProblem } from "../lib/toProblem.ts";
import { Button } from "../ui/Button.tsx";
import { ProblemNotice } from "../ui/ProblemNotice.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { EarlyExplore } from "./EarlyExplore.tsx";
import { boardHere } from "./boardHere.ts";
import { exploreHere } from "./exploreHere.ts";
import { FileDrop } from "./FileDrop.tsx";
import { KeptPages } from "./KeptPages.tsx";
import { PageBoundary } from "./PageBoundary.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";
import { Rail } from "./Rail.tsx";
import { useFrameRoute } from "./useFrameRoute.ts";

const WholeExplore = lazy(async () => ({ default: (await import("./WholeExplore.tsx")).WholeExplore }));
const SourcesPage = lazy(async () => ({
  default: (await import("../features/sources/SourcesPage.tsx")).SourcesPage,
}));
const SourceFormPage = lazy(async () => ({
  default: (await import("../features/sources/SourceFormPage.tsx")).SourceFormPage,
}));
const BoardsPage = lazy(async () => ({
  default: (await import("../features/boards/list/BoardsPage.tsx")).BoardsPage,
}));
const TrashPage = lazy(async () => ({
  default: (await import("../features/boards/list/TrashPage.tsx")).TrashPage,
}));
const NotFoundPage = lazy(async () => ({ default: (await import("./NotFoundPage.tsx")).NotFoundPage }));
const ViewerForbidden = lazy(async () => ({
  default: (await import("./ViewerForbidden.tsx")).ViewerForbidden,
}));
const WholeBoard = lazy(async () => ({ default: (await import("./WholeBoard.tsx")).WholeBoard }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("./ShortcutsDialog.tsx")).ShortcutsDialog,
}));

const loadPalette = () => import("../features/palette/Palette.tsx");
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));

/** After the first chart, on any machine: what is typed right behind Mod-K must not go elsewhere. */
const PREFETCH_AFTER_MS = 2000;

/** Rail, page, palette and the list of shortcuts. With no source at all, the form that adds one is the first page. */
export function Frame() {
  const { route, isForbidden, isViewer, isFirstRun, isReady, sources } = useFrameRoute();
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const [search, setSearch] = useState<PaletteHere | null>(null);
  const openSearch = () => setSearch({ explore: exploreHere.get(), board: boardHere.get() });
  useEffect(() => {
    const idle = window.setTimeout(() => void loadPalette().catch(() => undefined), PREFETCH_AFTER_MS);
    return () => window.clearTimeout(idle);
  }, []);
  useShortcuts([
    { keys: ["$mod+k"], label: "Palette", group: "Anywhere", isEverywhere: true, run: openSearch },
    { keys: ["[Shift]+?"], label: "This list", group: "Anywhere", run: () => setShowsShortcuts(true) },
  ]);
  const hasFailed = !isReady && sources.isError && !isViewer;
  return (
    <div className="flex h-dvh overflow-hidden max-sm:h-auto max-sm:min-h-dvh max-sm:overflow-visible max-sm:pb-bottom-bar">
      <Rail route={route} isFirstRun={isFirstRun} onSearch={openSearch} />
      <main className="flex min-h-0 min-w-0 grow flex-col max-sm:min-h-[calc(100dvh-var(--spacing-bottom-bar))]">
        <PageBoundary key={route.page === "board" ? route.boardId : route.page}>
          <Suspense fallback={route.page === "explore" ? <EarlyExplore /> : <PageSkeleton />}>
            {hasFailed ? (
              <ProblemNotice
                problem={toProblem(sources.error)}
                actions={
                  <Button variant="primary" onClick={() => void sources.refetch()}>
                    Try again
                  </Button>
                }
              />
            ) : isReady ? (
              isForbidden ? (
                <ViewerForbidden page={route.page} />
              ) : (
                <Page route={route} />
              )
            ) : (
              <SourcesPending />
            )}
          </Suspense>
        </PageBoundary>
      </main>
      {!isViewer && <FileDrop />}
      {search && (
        <Suspense>
          <Palette {...search} onClose={() => setSearch(null)} />
        </Suspense>
      )}
      {showsShortcuts && (
        <Suspense>
          <ShortcutsDialog onClose={() => setShowsShortcuts(false)} />
        </Suspense>
      )}
    </div>
  );
}

const never = new Promise<never>(() => {});

/**
 * Suspends until the frame has the sources: so one and the same fallback, with what is typed in it, stands from the
 * first paint until the page is there.
 */
function SourcesPending(): never {
  return use(never);
}

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "explore":
      return (
        <>
          <VisuallyHidden>
            <h1>Explore</h1>
          </VisuallyHidden>
          <WholeExplore />
        </>
      );
    case "sources":
      return <SourcesPage />;
    case "addSource":
      return <SourceFormPage />;
    case "editSource":
      return <SourceFormPage key={route.sourceId} sourceId={route.sourceId} />;
    case "boards":
      return <BoardsPage />;
    case "trash":
      return <TrashPage />;
    case "board":
      return <WholeBoard key={route.boardId} boardId={route.boardId} />;
    case "links":
    case "settings":
      return <KeptPages route={route} />;
    case "openedLink":
    case "notFound":
      return <NotFoundPage />;
  }
}
