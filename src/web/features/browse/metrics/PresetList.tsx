import { useId } from "react";
import type { Preset } from "../../../../domain/browse/presets.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { cx } from "../../../ui/cx.ts";

export interface PresetListProps {
  readonly presets: readonly Preset[];
  /** "Query A": where the query goes. */
  readonly queryName: string;
  readonly onUse: (expr: string) => void;
}

/** Queries for a metric of this type. What is shown is the real query; a press puts it into the editor and runs it. */
export function PresetList({ presets, queryName, onUse }: PresetListProps) {
  const headId = useId();
  if (presets.length === 0) return null;
  return (
    <div>
      <p id={headId} className="flex h-6 items-center justify-between text-2xs text-fg-2">
        Use as query
        <span className="text-fg-3">in {queryName}</span>
      </p>
      <ul aria-labelledby={headId} className="-mx-1.5">
        {presets.map(({ id, label, expr }) => (
          <li key={id}>
            <button
              type="button"
              title={expr}
              onClick={() => onUse(expr)}
              className={cx(
                "grid h-6 w-full grid-cols-[116px_minmax(0,1fr)] items-center gap-2 rounded-sm px-1.5 text-left text-xs",
                "hover:bg-fill-1 max-sm:h-8",
              )}
            >
              <span className="cut text-fg-1">{visibleText(label)}</span>
              <span className="mono cut text-2xs text-fg-3">{visibleText(expr)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
