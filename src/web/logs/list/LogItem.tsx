import { memo, type ReactNode } from "react";
import { LogRowView, type LogRowViewProps } from "./LogRowView.tsx";

export interface LogItemProps extends LogRowViewProps {
  /** Measures the row, where its height is not the usual one. */
  readonly measure: ((element: Element | null) => void) | null;
  readonly index: number;
  /** Rows of the list, for "line 12 of 1,000". */
  readonly total: number;
  readonly startPx: number;
  /** The row that Tab reaches. */
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  /** Details, below the row. */
  readonly children: ReactNode;
}

/** A row at its place, with its details below it. */
export const LogItem = memo(function LogItem(props: LogItemProps) {
  const { measure, index, total, startPx, isTabStop, isSelected, children, ...row } = props;
  return (
    <div
      ref={measure}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-current={isSelected || undefined}
      data-index={index}
      data-open={isSelected || undefined}
      // Reached by Tab once, then moved through with the arrow keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isTabStop ? 0 : -1}
      className="sg-log-item"
      style={{ transform: `translateY(${startPx}px)` }}
    >
      <LogRowView {...row} />
      {children}
    </div>
  );
});
