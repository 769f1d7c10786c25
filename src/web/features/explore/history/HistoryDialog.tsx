import { useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { formatTime } from "../../../../domain/time/formatTime.ts";
import { Button } from "../../../ui/Button.tsx";
import { Checkbox } from "../../../ui/Checkbox.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Input } from "../../../ui/Input.tsx";
import { type HistoryEntry, searchHistory } from "../../../lib/history/queryHistory.ts";
import { useHistory } from "../../../lib/history/useHistory.ts";

export interface HistoryDialogProps {
  readonly sources: readonly SourceView[];
  /** The source of the focused query: what is listed first. */
  readonly sourceId: string;
  readonly zone: string;
  readonly onChoose: (entry: HistoryEntry) => void;
  readonly onClose: () => void;
}

/** Rows rendered at once; a search narrows further. */
const SHOWN = 100;

/** Queries that ran in this browser: search, stars, one click puts one into the focused editor and runs it. */
export function HistoryDialog({ sources, sourceId, zone, onChoose, onClose }: HistoryDialogProps) {
  const history = useHistory();
  const [text, setText] = useState("");
  const [isStarredOnly, setStarredOnly] = useState(false);
  const [isEverySource, setEverySource] = useState(false);
  const found = searchHistory(history.list, { text, sourceId: isEverySource ? "" : sourceId, isStarredOnly });
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.name ?? id;
  return (
    <Dialog title="History" onClose={onClose} isWide>
      <div className="flex flex-wrap items-center gap-3 pb-3">
        <div className="min-w-50 flex-1">
          <Input
            type="search"
            icon="search"
            aria-label="Search history"
            placeholder="Search history"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Checkbox checked={isStarredOnly} onChange={(event) => setStarredOnly(event.target.checked)}>
          Starred
        </Checkbox>
        <Checkbox checked={isEverySource} onChange={(event) => setEverySource(event.target.checked)}>
          Every source
        </Checkbox>
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon="history"
          title={history.list.length === 0 ? "No query has run yet" : "Nothing fits"}
        >
          {history.list.length === 0
            ? "Every query that runs is kept here, in this browser only: the last 200, and starred ones for good."
            : "Try fewer words, or every source."}
        </EmptyState>
      ) : (
        <ul aria-label="Queries" className="-mx-2">
          {found.slice(0, SHOWN).map((entry) => (
            <li
              key={`${entry.sourceId} ${entry.expr}`}
              className="flex items-start gap-1 rounded px-2 py-1 hover:bg-fill-1 focus-within:bg-fill-1"
            >
              <button
                type="button"
                className="min-w-0 flex-1 text-left"
                aria-label={`Run ${visibleText(entry.expr)}`}
                onClick={() => onChoose(entry)}
              >
                <span className="mono block text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
                  {entry.expr.split("\n").map(visibleText).join("\n")}
                </span>
                <span className="num text-2xs text-fg-3">
                  {nameOf(entry.sourceId)} · {formatTime(entry.lastRunMs, zone)}
                </span>
              </button>
              <IconButton
                icon="star"
                size="sm"
                label={entry.isStarred ? "Remove the star" : "Star"}
                isPressed={entry.isStarred}
                onClick={() => history.star(entry)}
              />
              <IconButton icon="trash-2" size="sm" label="Forget" onClick={() => history.forget(entry)} />
            </li>
          ))}
        </ul>
      )}
      {found.length > SHOWN && (
        <p className="pt-2 text-xs text-fg-3">
          The newest {SHOWN} of {found.length}. Search to see older ones.
        </p>
      )}
      <div className="pt-3 text-right">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
