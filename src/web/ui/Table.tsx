import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

/** A dense table: heads and rows 24 px, hairlines under the head only. Cells cut long text; a row never wraps. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={cx("w-full border-collapse text-xs", className)} {...rest} />;
}

export interface HeadCellProps extends ComponentProps<"th"> {
  readonly isNumber?: boolean;
  /** Sorted by this column, and how. */
  readonly sorted?: "ascending" | "descending" | undefined;
  /** Makes the head a button that sorts. */
  readonly onSort?: () => void;
  readonly children?: ReactNode;
}

export function HeadCell({ isNumber = false, sorted, onSort, className, children, ...rest }: HeadCellProps) {
  const arrow = sorted && <Icon name={sorted === "ascending" ? "arrow-up" : "arrow-down"} size={12} />;
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={cx(
        "h-6 border-y border-line-1 bg-surface-2 px-3 text-2xs font-medium whitespace-nowrap",
        isNumber ? "text-right" : "text-left",
        sorted ? "text-fg-1" : "text-fg-3",
        className,
      )}
      {...rest}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className="inline-flex min-h-6 min-w-6 items-center gap-1 hover:text-fg-1"
        >
          {children}
          {arrow}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

export interface CellProps extends ComponentProps<"td"> {
  readonly isNumber?: boolean;
}

export function Cell({ isNumber = false, className, ...rest }: CellProps) {
  return <td className={cx("cut h-6 px-3", isNumber && "text-right num", className)} {...rest} />;
}
