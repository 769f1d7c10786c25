import { useState } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { exprBy } from "../../../../domain/browse/breakdown.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { Button } from "../../../ui/Button.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import { useBrowse } from "../data/useBrowse.ts";
import { useSpark } from "../data/useSpark.ts";
import { Spark } from "../parts/Spark.tsx";
import { useSeen } from "../parts/useSeen.ts";

export interface RelatedMetricsProps {
  readonly context: BrowserContext;
  readonly scope: Omit<BrowseScope, "match">;
  readonly metric: string;
  readonly onSelect: (name: string) => void;
}

const FIRST_ROWS = 5;

/** Metrics about the same thing, each with a small picture once it is in view. */
export function RelatedMetrics({ context, scope, metric, onSelect }: RelatedMetricsProps) {
  const related = useBrowse("related", { ...scope, match: "", name: metric });
  const [showsAll, setShowsAll] = useState(false);
  const names = related.data ?? [];
  if (names.length === 0) return null;
  return (
    <div>
      <p className="flex h-6 items-center text-2xs text-fg-2">Related</p>
      <ul className="-mx-1.5">
        {names.slice(0, showsAll ? undefined : FIRST_ROWS).map((name) => (
          <RelatedRow key={name} {...{ context, scope, name }} onSelect={() => onSelect(name)} />
        ))}
      </ul>
      {!showsAll && names.length > FIRST_ROWS && (
        <Button variant="ghost" size="sm" className="-ml-2 text-accent-fg" onClick={() => setShowsAll(true)}>
          {names.length - FIRST_ROWS} more
        </Button>
      )}
    </div>
  );
}

interface RelatedRowProps {
  readonly context: BrowserContext;
  readonly scope: Omit<BrowseScope, "match">;
  readonly name: string;
  readonly onSelect: () => void;
}

function RelatedRow({ context, scope, name, onSelect }: RelatedRowProps) {
  const [isSeen, ref] = useSeen();
  const words = useBrowse("words", { source: scope.source, name }, { isEnabled: isSeen });
  const selection = { metric: name, picks: [] };
  const expr = words.data
    ? exprBy({ selection, families: new Map(words.data.families), labels: [] }, null)
    : "";
  const spark = useSpark({ ...context, expr, isSeen: isSeen && expr !== "" });
  return (
    <li ref={ref}>
      <button
        type="button"
        onClick={onSelect}
        title={name}
        className="flex h-6.5 w-full items-center gap-3 rounded-sm px-1.5 text-left hover:bg-fill-1 max-sm:h-8"
      >
        <span className="mono min-w-0 grow cut text-xs">{visibleText(name)}</span>
        <Spark
          result={spark.isError ? null : spark.data}
          width={96}
          height={24}
          look="quiet"
          className="w-24 shrink-0 max-sm:hidden"
        />
      </button>
    </li>
  );
}
