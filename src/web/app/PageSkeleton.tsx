import { Skeleton } from "../ui/Skeleton.tsx";

/** The frame of a page while its code arrives: the bars are where they will be, so nothing jumps. */
export function PageSkeleton() {
  return (
    <div aria-busy="true" className="flex grow flex-col">
      <div className="flex h-bar items-center border-b border-line-1 px-3">
        <Skeleton className="w-40" />
      </div>
      <div className="h-9 border-b border-line-1" />
      <div className="h-status border-b border-line-1 bg-surface-2" />
    </div>
  );
}
