import type { Narrowing } from "../../../../domain/query/narrow.ts";
import { Button } from "../../../ui/Button.tsx";

export interface NarrowListProps {
  readonly narrowings: readonly Narrowing[];
  readonly onNarrow: (narrowing: Narrowing) => void;
}

/** One-click ways to a smaller answer. */
export function NarrowList({ narrowings, onNarrow }: NarrowListProps) {
  return (
    <div role="group" aria-label="Ways to narrow" className="flex flex-wrap gap-2">
      {narrowings.map((narrowing) => (
        <Button key={narrowing.id} size="sm" onClick={() => onNarrow(narrowing)}>
          {narrowing.label}
        </Button>
      ))}
    </div>
  );
}
