import type { PaletteSection, RankedItem } from "./rankItems.ts";
import { PaletteRow } from "./PaletteRow.tsx";

export interface PaletteListProps {
  readonly id: string;
  readonly sections: readonly PaletteSection[];
  /** Counted over all sections. */
  readonly active: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (row: RankedItem) => void;
}

export const optionId = (listId: string, index: number) => `${listId}-${index}`;

/** The groups and their rows, one list for the arrows. */
export function PaletteList({ id, sections, active, onPoint, onChoose }: PaletteListProps) {
  const starts = sections.map((_section, at) =>
    sections.slice(0, at).reduce((sum, { rows }) => sum + rows.length, 0),
  );
  return (
    <div id={id} role="listbox" aria-label="Results" className="pb-1.5">
      {sections.map(({ group, rows }, at) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group.replace(" ", "-")}`}>
          <div
            id={`${id}-${group.replace(" ", "-")}`}
            role="presentation"
            className="px-3.5 pt-2 pb-1 text-2xs font-medium text-fg-3"
          >
            {group}
          </div>
          {rows.map((row, within) => {
            const index = (starts[at] ?? 0) + within;
            return (
              <PaletteRow
                key={row.item.id}
                id={optionId(id, index)}
                row={row}
                isActive={index === active}
                onPoint={() => onPoint(index)}
                onChoose={() => onChoose(row)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}
