import { METRIC_KINDS, type MetricKind } from "../../../../domain/browse/metricKind.ts";
import { cx } from "../../../ui/cx.ts";
import { KIND_LABELS } from "./kindWords.ts";

export interface TypeChipsProps {
  readonly kinds: Readonly<Record<MetricKind, number>> | undefined;
  readonly value: MetricKind | "all";
  readonly onChange: (kind: MetricKind | "all") => void;
}

/** Types with how many of the found names have them; a type without any is not offered. */
export function TypeChips({ kinds, value, onChange }: TypeChipsProps) {
  const all = METRIC_KINDS.reduce((sum, kind) => sum + (kinds?.[kind] ?? 0), 0);
  const shown = METRIC_KINDS.filter((kind) => (kinds?.[kind] ?? 0) > 0 || kind === value);
  const chip = (kind: MetricKind | "all", label: string, count: number) => (
    <button
      key={kind}
      type="button"
      aria-pressed={kind === value}
      onClick={() => onChange(kind)}
      className={cx(
        "inline-flex h-6 shrink-0 items-center gap-1.5 rounded px-2 text-xs whitespace-nowrap",
        kind === value ? "bg-accent-bg font-medium text-accent-fg" : "bg-fill-1 text-fg-2 hover:bg-fill-2",
      )}
    >
      {label}
      <span className={cx("num", kind !== value && "text-fg-3")}>{count.toLocaleString("en-GB")}</span>
    </button>
  );
  return (
    <div role="group" aria-label="Type" className="flex min-h-6 flex-wrap gap-1">
      {chip("all", "All", all)}
      {shown.map((kind) => chip(kind, KIND_LABELS[kind], kinds?.[kind] ?? 0))}
    </div>
  );
}
