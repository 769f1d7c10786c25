import { useMemo, useState } from "react";
import { addPill, removePill, setPill } from "../../../../domain/browse/editPills.ts";
import type { Pill } from "../../../../domain/browse/QuerySelector.ts";
import { selectionFrom } from "../../../../domain/browse/selectionFrom.ts";
import { matcherPart, selectorOf } from "../../../../domain/browse/selectorOf.ts";
import type { Selection } from "../../../../domain/browse/Selection.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { Button } from "../../../ui/Button.tsx";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import { firstSelector } from "../parts/firstSelector.ts";
import { PillForm } from "./PillForm.tsx";

export interface QueryPillsProps {
  readonly context: BrowserContext;
  readonly selection: Selection;
  /** Takes what the query selects into the lists. */
  readonly onChoose: (selection: Selection) => void;
}

/**
 * The matchers of the focused query's first selector as pills: the text and the pills are two views of one tree (A8).
 * Editing one changes its characters in the text and nothing else; what is typed in the editor shows here.
 */
export function QueryPills({ context, selection, onChoose }: QueryPillsProps) {
  const { queryName, queryText, onEditText, source } = context;
  const selector = useMemo(() => firstSelector(queryText, source), [queryText, source]);
  /** Place of the pill that is edited; −1: a new one. */
  const [edited, setEdited] = useState<number | null>(null);
  if (!selector) return null;
  const inQuery = selectionFrom(selector);
  const pill = edited === null ? undefined : selector.pills[edited];
  return (
    <div role="group" aria-label={`Matchers of ${queryName}`} className="flex flex-col gap-1.5">
      <div className="flex min-h-6 flex-wrap items-center gap-1.5 text-xs text-fg-2">
        {queryName}
        {selector.pills.map((one, at) => (
          <PillView
            key={one.from}
            pill={one}
            isEdited={at === edited}
            onEdit={() => setEdited(at === edited ? null : at)}
            onRemove={() => {
              setEdited(null);
              onEditText(removePill(queryText, selector, one));
            }}
          />
        ))}
        <Button
          variant="ghost"
          size="sm"
          icon="plus"
          aria-expanded={edited === -1}
          onClick={() => setEdited(edited === -1 ? null : -1)}
        >
          Matcher
        </Button>
        {selector.pills.length > 0 && selectorOf(inQuery) !== selectorOf(selection) && (
          <Button
            variant="ghost"
            size="sm"
            title="Take these matchers into the lists"
            onClick={() => onChoose(inQuery)}
          >
            To the lists
          </Button>
        )}
      </div>
      {(edited === -1 || pill) && (
        <PillForm
          key={edited}
          pill={pill}
          onDone={(matcher) => {
            setEdited(null);
            onEditText(pill ? setPill(queryText, pill, matcher) : addPill(queryText, selector, matcher));
          }}
          onCancel={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface PillViewProps {
  readonly pill: Pill;
  readonly isEdited: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function PillView({ pill, isEdited, onEdit, onRemove }: PillViewProps) {
  const text = visibleText(matcherPart(pill));
  return (
    <span
      className={cx(
        "inline-flex h-6 max-w-full items-stretch overflow-clip rounded-sm border border-line-2 text-fg-1",
        isEdited ? "bg-accent-bg" : "bg-surface-3",
      )}
    >
      <button
        type="button"
        aria-expanded={isEdited}
        aria-label={`Edit ${text}`}
        title={text}
        onClick={onEdit}
        className="mono min-w-0 cut px-1.5 text-2xs hover:bg-fill-1 focus-visible:-outline-offset-2"
      >
        {text}
      </button>
      <button
        type="button"
        aria-label={`Remove ${text}`}
        onClick={onRemove}
        className="grid w-6 shrink-0 place-items-center border-l border-line-1 hover:bg-fill-1 focus-visible:-outline-offset-2"
      >
        <Icon name="x" size={12} />
      </button>
    </span>
  );
}
