import { useMemo, useState } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import { formatColumn } from "../../../../domain/format/formatColumn.ts";
import { groupDigits } from "../../../../domain/format/groupDigits.ts";
import { labelValue } from "../../../../domain/frame/Frame.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { thresholdOf } from "../../../../domain/panel/thresholdOf.ts";
import { Cell, HeadCell, Table } from "../../../ui/Table.tsx";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { labelWords } from "./seriesWords.ts";
import { type PanelRow, type PanelTable, sortPanelRows, tableRows } from "./tableRows.ts";

export interface TableBodyProps {
  readonly panel: PanelReading;
  readonly answers: readonly LetterAnswer[];
  readonly zone: string;
}

/** More rows than anybody reads on a board. */
const MOST_ROWS = 200;
const BAR_PX = 64;

/** A row per series, the largest first, with a bar beside the figure. */
export function TableBody({ panel, answers, zone }: TableBodyProps) {
  const table = useMemo(() => tableRows(answers, panel), [answers, panel]);
  const [sort, setSort] = useState({ column: table.columns[0]?.letter ?? "A", isDescending: true });
  const sorted = sortPanelRows(table.rows, sort);
  const sortedBy = (column: string) =>
    sort.column === column ? (sort.isDescending ? "descending" : "ascending") : undefined;
  const press = (column: string, isNumber: boolean) =>
    setSort({ column, isDescending: sort.column === column ? !sort.isDescending : isNumber });
  return (
    // The rows below the edge are reached by keys.
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={`Rows of ${panel.name}`}
      className="min-h-0 grow overflow-auto focus-visible:-outline-offset-2"
    >
      <Table aria-label={`Result: ${panel.name}`} className="table-fixed [&_td]:h-7 [&_th]:h-7">
        <thead className="sticky top-0 z-1">
          <tr>
            {table.labelNames.map((name) => (
              <HeadCell
                key={name}
                className="first:pl-4 max-sm:first:pl-3"
                sorted={sortedBy(name)}
                onSort={() => press(name, false)}
              >
                {labelWords(name)}
              </HeadCell>
            ))}
            {table.columns.map(({ letter, words }) => (
              <HeadCell
                key={letter}
                isNumber
                className="last:pr-4 max-sm:last:pr-3"
                sorted={sortedBy(letter)}
                onSort={() => press(letter, true)}
              >
                {words}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <Rows {...{ table, panel, zone }} rows={sorted.slice(0, MOST_ROWS)} />
      </Table>
      {sorted.length > MOST_ROWS && (
        <p className="px-4 py-2 max-sm:px-3 text-xs text-fg-3">and {sorted.length - MOST_ROWS} more</p>
      )}
    </div>
  );
}

interface RowsProps {
  readonly table: PanelTable;
  readonly rows: readonly PanelRow[];
  readonly panel: PanelReading;
  readonly zone: string;
}

function Rows({ table, rows, panel, zone }: RowsProps) {
  const { unit } = panel.options;
  const columns = table.columns.map(({ letter }) => {
    const values = table.rows.map((row) => row.values.get(letter) ?? Number.NaN);
    const finite = values.filter((value) => Number.isFinite(value));
    return { letter, format: formatColumn(values, unit, { zone }), most: Math.max(0, ...finite) };
  });
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.key} className="hover:bg-fill-1">
          {table.labelNames.map((name) => {
            const text = visibleText(labelValue(row.labels, name) ?? "");
            return (
              <Cell key={name} className="first:pl-4 max-sm:first:pl-3" title={text}>
                {text}
              </Cell>
            );
          })}
          {columns.map(({ letter, format, most }) => {
            const value = row.values.get(letter) ?? Number.NaN;
            return (
              <Cell key={letter} isNumber className="last:pr-4 max-sm:last:pr-3">
                {Number.isNaN(value) ? (
                  <span className="text-fg-3">none</span>
                ) : (
                  <span className="inline-flex w-full items-center justify-end gap-2">
                    <Bar
                      share={most > 0 ? value / most : 0}
                      level={thresholdOf(value, panel.thresholds)?.level}
                    />
                    {groupDigits(format.format(value))}
                    {format.suffix !== "" && <span className="text-fg-3">{format.suffix}</span>}
                  </span>
                )}
              </Cell>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

interface BarProps {
  readonly share: number;
  readonly level: "ok" | "warn" | "danger" | undefined;
}

/** How much of the largest; the figure beside it says it exactly. */
function Bar({ share, level }: BarProps) {
  const color =
    level === "warn" || level === "danger" ? `var(--color-${level}-solid)` : "var(--color-accent-line)";
  const width = Math.max(0, Math.min(1, share)) * BAR_PX;
  return (
    <i
      aria-hidden="true"
      className="h-1.5 shrink-0 rounded-full"
      style={{ width: Math.max(width, share > 0 ? 2 : 0), background: color }}
    />
  );
}
