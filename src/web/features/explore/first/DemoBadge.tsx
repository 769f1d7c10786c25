import type { SourceView } from "../../../../contract/sources.ts";
import { Link } from "../../../lib/Link.tsx";
import { preferences, usePreferences } from "../../../lib/preferences.ts";
import { linkTo } from "../../../lib/route.ts";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonClass.ts";

export interface DemoBadgeProps {
  /** Of the focused query. */
  readonly source: SourceView | undefined;
  readonly canAdd: boolean;
}

export const isDemo = (source: SourceView | undefined): boolean => source?.preset === "demo";

const addSource = linkTo({ page: "addSource" });
const showQuestions = () => preferences.set({ showsQuestions: true });

/** The way back to the questions once they were dismissed. */
function useHiddenQuestions(source: SourceView | undefined): boolean {
  const { showsQuestions } = usePreferences();
  return !showsQuestions && (source?.questions?.length ?? 0) > 0;
}

/** In the top bar, always: what is on screen is made up, and where one's own data goes. On a phone see `DemoBanner`. */
export function DemoBadge({ source, canAdd }: DemoBadgeProps) {
  const hasHidden = useHiddenQuestions(source);
  if (!isDemo(source)) return null;
  return (
    <span className="inline-flex items-center gap-1 max-sm:hidden">
      <span className="inline-flex h-6 items-center rounded bg-accent-bg px-2 text-xs leading-none font-medium whitespace-nowrap text-accent-fg">
        Demo data
      </span>
      {canAdd && (
        <Link to={addSource} className={buttonClass({ variant: "ghost" })}>
          <span className="text-accent-fg">Connect your own</span>
        </Link>
      )}
      {hasHidden && (
        <Button variant="ghost" onClick={showQuestions}>
          Questions
        </Button>
      )}
    </span>
  );
}

/** The same as a line of its own, where the top bar has no room. */
export function DemoBanner({ source, canAdd }: DemoBadgeProps) {
  const hasHidden = useHiddenQuestions(source);
  if (!isDemo(source)) return null;
  return (
    <div className="flex min-h-8 shrink-0 items-center gap-3 bg-accent-bg px-3 py-1 text-xs text-accent-fg sm:hidden">
      <span className="mr-auto font-medium">Demo data</span>
      {hasHidden && (
        <button type="button" onClick={showQuestions} className="min-h-6 underline">
          Questions
        </button>
      )}
      {canAdd && (
        <Link to={addSource} className="inline-flex min-h-6 items-center">
          Connect your own
        </Link>
      )}
    </div>
  );
}
