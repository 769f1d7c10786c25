import { useState } from "react";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { Link } from "../../../lib/Link.tsx";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import type { IconName } from "../../../ui/icons.ts";
import { type MetricUse, useMetricUses } from "../data/useMetricUses.ts";
import { useSeen } from "../parts/useSeen.ts";

export interface UsedWhereProps {
  readonly sourceId: string;
  readonly metric: string;
}

const FIRST_ROWS = 5;
const LOOKS: Readonly<Record<MetricUse["kind"], readonly [IconName, string]>> = {
  panel: ["bookmark", "Panel"],
  choice: ["filter", "Choice"],
  alert: ["triangle-alert", "Alert"],
  record: ["sigma", "Rule"],
};

/** Where the metric is asked for: saved panels, what readers choose, rules (G5). Looked up once it is in view. */
export function UsedWhere({ sourceId, metric }: UsedWhereProps) {
  const [isSeen, ref] = useSeen();
  const { uses, isPending, error } = useMetricUses(sourceId, metric, isSeen);
  const [showsAll, setShowsAll] = useState(false);
  const problem = error && toProblem(error);
  return (
    <section ref={ref} aria-label="Used where" aria-busy={isPending || undefined}>
      <p className="flex h-6 items-center text-2xs text-fg-2">Used where</p>
      {uses.length > 0 && (
        <ul className="-mx-1.5">
          {uses.slice(0, showsAll ? undefined : FIRST_ROWS).map((use) => (
            <li key={`${use.kind} ${use.to ?? ""} ${use.where} ${use.name}`}>
              <UseRow use={use} />
            </li>
          ))}
        </ul>
      )}
      {!showsAll && uses.length > FIRST_ROWS && (
        <Button variant="ghost" size="sm" className="-ml-2 text-accent-fg" onClick={() => setShowsAll(true)}>
          {uses.length - FIRST_ROWS} more
        </Button>
      )}
      {uses.length === 0 && (
        <p className="min-h-6 text-xs text-fg-3">
          {problem
            ? `${problem.title} (${problem.code})`
            : isPending
              ? "Looking"
              : "No saved panel and no rule asks for it."}
        </p>
      )}
    </section>
  );
}

const ROW = "flex h-6.5 items-center gap-2 rounded-sm px-1.5 text-xs text-fg-1 max-sm:h-8";

function UseRow({ use }: { readonly use: MetricUse }) {
  const { kind, name, where, to } = use;
  const [icon, word] = LOOKS[kind];
  const content = (
    <>
      <Icon name={icon} size={14} className="shrink-0 text-fg-3" />
      <span className="cut min-w-0">{visibleText(name)}</span>
      <span className="cut ml-auto max-w-1/2 shrink-0 pl-2 text-fg-3">
        {` ${word}`}
        {where !== "" && `, ${visibleText(where)}`}
      </span>
    </>
  );
  if (to === undefined) return <div className={ROW}>{content}</div>;
  return (
    <Link to={to} className={`${ROW} no-underline hover:bg-fill-1`}>
      {content}
    </Link>
  );
}
