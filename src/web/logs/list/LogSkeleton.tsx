import { Skeleton } from "../../ui/Skeleton.tsx";

/** Widths of the bars that stand for lines, in percent: uneven, as lines are. */
const WIDTHS = [62, 48, 71, 55, 66, 40, 74, 58, 63, 45, 69, 52, 60, 72];

/** The list before its first lines: rows at their places, without words. Nothing pulses. */
export function LogSkeleton({ label = "Loading lines" }: { readonly label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex-1 overflow-hidden">
      <div className="h-6 border-b border-line-1 bg-surface-2" />
      {WIDTHS.map((width, index) => (
        <div key={index} className="flex h-5 items-center gap-3 px-4">
          <Skeleton className="w-30 shrink-0" />
          <Skeleton className="w-10 shrink-0" />
          <div className="grow" style={{ maxWidth: `${width}%` }}>
            <Skeleton />
          </div>
        </div>
      ))}
    </div>
  );
}
