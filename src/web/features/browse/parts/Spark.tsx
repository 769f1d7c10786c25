import type { RangeResult } from "../../../../domain/frame/Frame.ts";
import { cx } from "../../../ui/cx.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { sparkExtent, sparkPath } from "../../../chart/sparkPath.ts";

/** Lines of one small chart; more would be a smear. */
const MOST_LINES = 20;

export interface SparkProps {
  /** undefined: not here yet; null: there is nothing. */
  readonly result: RangeResult | null | undefined;
  readonly width: number;
  readonly height: number;
  /** "accent": one filled line; "quiet": one thin line; "series": every line in a colour of its own. */
  readonly look: "accent" | "quiet" | "series";
  readonly className?: string;
}

/** A small picture of a query. What it shows is said in words beside it, so it is hidden from assistive technology. */
export function Spark({ result, width, height, look, className }: SparkProps) {
  const box = { width, height, pad: 3 };
  const series = result?.series.slice(0, MOST_LINES) ?? [];
  const extent = sparkExtent(series.map((one) => one.values));
  if (result === undefined) {
    return (
      <span className={cx("flex items-center", className)} style={{ height }}>
        <Skeleton className="h-0.5 w-full" />
      </span>
    );
  }
  if (!extent) {
    return (
      <span className={cx("flex items-center justify-end text-2xs text-fg-3", className)} style={{ height }}>
        no data
      </span>
    );
  }
  const color = (at: number) =>
    look === "series"
      ? `var(--color-series-${(at % 12) + 1})`
      : look === "quiet"
        ? "var(--color-fg-3)"
        : "var(--color-accent)";
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cx("block", className)}
      style={{ height }}
    >
      {series.map((one, at) => {
        const path = sparkPath(one.values, extent, box);
        return (
          <g key={JSON.stringify(one.labels)} style={{ color: color(at) }}>
            {look === "accent" && path !== "" && isUnbroken(path) && (
              <path d={`${path}V${height}H0Z`} fill="currentColor" opacity={0.1} />
            )}
            <path
              d={path}
              fill="none"
              stroke="currentColor"
              strokeWidth={look === "accent" ? 1.5 : 1.25}
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        );
      })}
    </svg>
  );
}

/** One stroke from the first to the last step: only then the ground under it is its own. */
const isUnbroken = (path: string) => path.lastIndexOf("M") === 0 && path.startsWith("M0.0");
