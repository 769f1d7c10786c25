import { Icon } from "../../../ui/Icon.tsx";
import type { SourceView } from "../../../../contract/sources.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { type Starter, starters } from "../data/starters.ts";
import { useLogStarters } from "../data/useLogStarters.ts";
import { useMetadata } from "../data/useMetadata.ts";

export interface StartingPointProps {
  readonly source: SourceView;
  readonly range: ResolvedRange;
  readonly onChoose: (expr: string) => void;
}

/** Before the first query: a few questions made of the source's own names, each one click. */
export function StartingPoint({ source, range, onChoose }: StartingPointProps) {
  return source.kind === "loki" ? (
    <LogStart {...{ source, range, onChoose }} />
  ) : (
    <MetricStart {...{ source, range, onChoose }} />
  );
}

function MetricStart({ source, onChoose }: StartingPointProps) {
  const metadata = useMetadata(source.id);
  return <StarterList source={source} list={starters(metadata)} onChoose={onChoose} />;
}

function LogStart({ source, range, onChoose }: StartingPointProps) {
  const list = useLogStarters(source.id, range);
  return <StarterList source={source} list={list} onChoose={onChoose} />;
}

interface StarterListProps extends Pick<StartingPointProps, "source" | "onChoose"> {
  readonly list: readonly Starter[];
}

function StarterList({ source, list, onChoose }: StarterListProps) {
  const preset = source.firstQuery
    ? [{ title: "What this source is mostly asked", expr: source.firstQuery }]
    : [];
  const all = [...preset, ...list.filter(({ expr }) => expr !== source.firstQuery)];
  return (
    <div className="mx-auto w-full max-w-160 p-6 max-sm:p-4">
      <h2 className="text-md font-semibold">Ask {source.name} something</h2>
      <p className="pb-3 text-fg-2">
        Type a query above; names, labels and values are offered as you type. Or start with one of these.
      </p>
      <ul aria-label="First queries" className="border-t border-line-1">
        {all.map((starter) => (
          <li key={starter.expr} className="border-b border-line-1">
            <button
              type="button"
              onClick={() => onChoose(starter.expr)}
              className="flex w-full items-center gap-3 px-1 py-2 text-left hover:bg-fill-1"
            >
              <span className="min-w-0 flex-1">
                <span className="block cut">{starter.title}</span>
                <span className="mono block cut text-xs text-fg-3">{starter.expr}</span>
              </span>
              <Icon name="play" size={14} className="text-fg-3" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
