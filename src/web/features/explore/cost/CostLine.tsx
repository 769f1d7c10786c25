import { formatValueText } from "../../../../domain/format/formatValue.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { cx } from "../../../ui/cx.ts";
import type { QueryCost } from "./readCost.ts";
import { useQueryCost } from "./useQueryCost.ts";

export interface CostLineProps {
  readonly letter: string;
  readonly sourceId: string;
  /** As it would be sent: variables replaced. */
  readonly expr: string;
  readonly range: ResolvedRange;
  /** Absent where the source has no budget. */
  readonly budgetBytes: number | undefined;
}

const sizeOf = (bytes: number) => formatValueText(bytes, "bytes", { digits: 3 });
const counted = (count: number, one: string, many: string) =>
  `${count < 1e6 ? Math.round(count).toLocaleString("en-GB") : formatValueText(count, "none", { digits: 3 })} ${count === 1 ? one : many}`;

/** What the query will read, before it runs (B3). */
export function CostLine({ letter, sourceId, expr, range, budgetBytes }: CostLineProps) {
  const state = useQueryCost(sourceId, expr, range);
  if (state.kind === "none" || state.kind === "asking") return null;
  return (
    <div
      role="group"
      aria-label={`Cost of query ${letter}`}
      className="num flex min-h-6 flex-wrap items-center gap-x-2.5 pb-2 pl-11 text-xs text-fg-2 max-sm:px-3"
    >
      {state.kind === "unknown" ? (
        <span className="text-fg-3">How much it will read is unknown: the source did not say in time</span>
      ) : (
        <KnownCost cost={state.cost} budgetBytes={budgetBytes} />
      )}
    </div>
  );
}

interface KnownCostProps {
  readonly cost: QueryCost;
  readonly budgetBytes: number | undefined;
}

function KnownCost({ cost, budgetBytes }: KnownCostProps) {
  const isOver = budgetBytes !== undefined && cost.bytes > budgetBytes;
  const rest = [
    counted(cost.streams, "stream", "streams"),
    counted(cost.chunks, "chunk", "chunks"),
    counted(cost.entries, "entry", "entries"),
    "excludes unflushed data",
  ].join(" · ");
  return (
    <>
      {budgetBytes !== undefined && <Meter share={cost.bytes / budgetBytes} isOver={isOver} />}
      <span className={isOver ? "text-danger" : ""}>
        {isOver ? "Would read about " : "Will read about "}
        <b className={cx("font-medium", !isOver && "text-fg-1")}>{sizeOf(cost.bytes)}</b>
        {budgetBytes !== undefined && (isOver ? ", over the " : " of the ")}
        {budgetBytes !== undefined && `${sizeOf(budgetBytes)} budget`}
        {isOver && "; running it asks first"}
      </span>
      <span className="text-fg-3 max-sm:hidden">{rest}</span>
    </>
  );
}

/** Part of the budget, at least a sliver. */
function Meter({ share, isOver }: { readonly share: number; readonly isOver: boolean }) {
  const percent = Math.min(100, Math.max(1, share * 100));
  return (
    <span aria-hidden="true" className="h-1 w-18 overflow-hidden rounded-sm bg-fill-2">
      <span
        className={cx("block h-full", isOver ? "bg-danger" : "bg-accent")}
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}
