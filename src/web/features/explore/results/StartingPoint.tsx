import { Icon } from "../../../ui/Icon.tsx";
import { starters } from "../data/starters.ts";
import { useMetadata } from "../data/useMetadata.ts";

export interface StartingPointProps {
  readonly sourceId: string;
  readonly sourceName: string;
  readonly onChoose: (expr: string) => void;
}

/** Before the first query: a few questions made of the source's own metrics, each one click. */
export function StartingPoint({ sourceId, sourceName, onChoose }: StartingPointProps) {
  const metadata = useMetadata(sourceId);
  return (
    <div className="mx-auto w-full max-w-160 p-6 max-sm:p-4">
      <h2 className="text-md font-semibold">Ask {sourceName} something</h2>
      <p className="pb-3 text-fg-2">
        Type a query above; names, labels and values are offered as you type. Or start with one of these.
      </p>
      <ul aria-label="First queries" className="border-t border-line-1">
        {starters(metadata).map((starter) => (
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
