import { Skeleton } from "../../../ui/Skeleton.tsx";

/** The bars of a board while it arrives, where they will be. */
export function BoardSkeleton() {
  return (
    <div aria-busy="true" className="flex grow flex-col">
      <div className="flex h-bar shrink-0 items-center border-b border-line-1 px-4">
        <Skeleton className="w-40" />
      </div>
      <div className="h-12 shrink-0 border-b border-line-1" />
    </div>
  );
}
