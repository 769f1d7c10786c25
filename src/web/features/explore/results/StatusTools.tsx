import { browserOpen, useBrowserOpen } from "../../../lib/browse/browserOpen.ts";
import { Button } from "../../../ui/Button.tsx";
import { addRow, canAddRow } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";

export interface StatusToolsProps {
  readonly explore: Explore;
  /** A new row asks this source when there is none before it. */
  readonly sourceId: string;
  readonly onShowHistory: () => void;
}

/** At the end of the status line: another query, the history, the browser. */
export function StatusTools({ explore, sourceId, onShowHistory }: StatusToolsProps) {
  const browser = useBrowserOpen();
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        icon="plus"
        disabled={!canAddRow(explore.state)}
        onClick={() => explore.edit((draft) => addRow(draft, sourceId))}
      >
        <span className="max-sm:sr-only">Query</span>
      </Button>
      <Button variant="ghost" size="sm" icon="history" onClick={onShowHistory}>
        <span className="max-sm:sr-only">History</span>
      </Button>
      <Button
        variant="ghost"
        size="sm"
        icon="list-tree"
        aria-expanded={browser.isOpen}
        onClick={() => browserOpen.set(!browser.isOpen)}
      >
        <span className="max-sm:sr-only">Browser</span>
      </Button>
    </>
  );
}
