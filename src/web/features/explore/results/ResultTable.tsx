import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { labelValue, type QueryResult } from "../../../../domain/frame/Frame.ts";
import {
  filterRows,
  sortRows,
  type TableRow,
  TIME_COLUMN,
  toTable,
  VALUE_COLUMN,
} from "../../../../domain/frame/toTable.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { finestOf, formatTimeIso } from "../../../../domain/time/formatTime.ts";
import { selectorText } from "../../../../domain/query/promql/matchers.ts";
import { copyText } from "../../../lib/clipboard.ts";
import { cx } from "../../../ui/cx.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { HeadCell, Table } from "../../../ui/Table.tsx";
import { showToast } from "../../../ui/toasts.ts";

export interface TableSort {
  readonly column: string;
  readonly isDescending: boolean;
}

export interface ResultTableProps {
  /** Accessible name: "Result", or "Result B" among several. */
  readonly name: string;
  readonly result: QueryResult;
  readonly runId: string;
  /** Rows at several moments have a column that says which. */
  readonly hasTime: boolean;
  readonly isStale: boolean;
  readonly zone: string;
  readonly unit: string;
  /** In the place of rows where the answer has none. */
  readonly empty: ReactNode;
  readonly sort: TableSort;
  readonly filter: string;
  readonly onSort: (sort: TableSort) => void;
  readonly onPainted: (runIds: readonly string[]) => void;
}

const ROW_PX = 24;
const OVERSCAN = 20;
/** A range table of many series has millions of rows; more than this nobody scrolls through. */
const ROW_LIMIT = 200_000;

/** One answer as a virtual table: 10,000 rows sort and scroll at once. Double-click copies the row's selector. */
export function ResultTable(props: ResultTableProps) {
  const { name, hasTime, isStale, sort, filter, onSort, onPainted, runId } = props;
  const result = useDeferredValue(props.result);
  const table = useMemo(() => toTable(result, ROW_LIMIT), [result]);
  const rows = useMemo(() => sortRows(filterRows(table.rows, filter), sort), [table, filter, sort]);
  const fineness = useMemo(() => finestOf(table.rows.map(({ timeMs }) => timeMs)), [table]);
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  useEffect(() => onPainted([runId]), [result, runId, onPainted]);
  const columns = [...(hasTime ? [TIME_COLUMN] : []), ...table.labelNames, VALUE_COLUMN];
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const sortBy = (column: string) =>
    onSort({ column, isDescending: sort.column === column ? !sort.isDescending : column === VALUE_COLUMN });
  return (
    <section
      aria-label={`${name} rows`}
      className={cx("flex min-h-50 flex-1 flex-col", isStale && "opacity-42")}
    >
      <div
        ref={box}
        // Scrolled with the arrow keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={`Rows of ${name}`}
        className="min-h-0 flex-1 overflow-auto"
      >
        <Table aria-label={name} aria-rowcount={rows.length + 1} className="w-max min-w-full">
          <thead className="sticky top-0 z-1 bg-surface-2">
            <tr>
              {columns.map((column) => (
                <HeadCell
                  key={column}
                  isNumber={column === VALUE_COLUMN}
                  sorted={
                    sort.column === column ? (sort.isDescending ? "descending" : "ascending") : undefined
                  }
                  onSort={() => sortBy(column)}
                >
                  {headText(column)}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <SpacerRow height={above} columns={columns.length} />}
            {items.map((item) => (
              <BodyRow
                key={item.key}
                row={rows[item.index]}
                index={item.index}
                columns={columns}
                zone={props.zone}
                fineness={fineness}
              />
            ))}
            {below > 0 && <SpacerRow height={below} columns={columns.length} />}
          </tbody>
        </Table>
        {table.rows.length === 0 && result === props.result && props.empty}
        {table.rows.length > 0 && rows.length === 0 && (
          <EmptyState icon="search-x" title="No row fits the filter">
            Every word of the filter has to stand somewhere in a row.
          </EmptyState>
        )}
      </div>
      {table.total > table.rows.length && (
        <p className="shrink-0 border-t border-line-1 px-3 py-1 text-xs text-fg-2">
          The first {table.rows.length.toLocaleString("en-GB")} of {table.total.toLocaleString("en-GB")} rows.
          CSV has all of them.
        </p>
      )}
    </section>
  );
}

const headNames: Readonly<Record<string, string>> = {
  [TIME_COLUMN]: "Time",
  [VALUE_COLUMN]: "Value",
  __name__: "Metric",
};
const headText = (column: string) =>
  Object.hasOwn(headNames, column) ? headNames[column] : visibleText(column);

function SpacerRow({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height }}>
        {null}
      </td>
    </tr>
  );
}

interface BodyRowProps {
  readonly row: TableRow | undefined;
  readonly index: number;
  readonly columns: readonly string[];
  readonly zone: string;
  /** Of the column of times. */
  readonly fineness: "m" | "s" | "ms";
}

function BodyRow({ row, index, columns, zone, fineness }: BodyRowProps) {
  if (!row) return null;
  const copySelector = async () => {
    const isCopied = await copyText(selectorText(row.labels));
    showToast(isCopied ? "Selector copied" : "The browser did not allow copying");
  };
  return (
    <tr aria-rowindex={index + 2} className="h-6 hover:bg-fill-1" onDoubleClick={() => void copySelector()}>
      {columns.map((column) => {
        const isValue = column === VALUE_COLUMN;
        const text = isValue
          ? visibleText(row.text)
          : column === TIME_COLUMN
            ? formatTimeIso(row.timeMs, zone, fineness)
            : visibleText(labelValue(row.labels, column) ?? "");
        return (
          <td
            key={column}
            title={text}
            className={cx(
              "mono h-6 max-w-120 cut px-3 text-code",
              isValue ? "num text-right text-fg-1" : "text-fg-2",
            )}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}
