import type { ReactNode } from "react";
import { Skeleton } from "../ui/Skeleton.tsx";

/** The frame of a page while its code arrives: the bars are where they will be, so nothing jumps. */
export function PageSkeleton({ children }: { readonly children?: ReactNode }) {
  return (
    <div aria-busy="true" className="flex grow flex-col">
      <div className="flex h-bar shrink-0 items-center border-b border-line-1 px-3">
        <Skeleton className="w-40" />
      </div>
      <div className="grid min-h-9.25 shrink-0 grid-cols-[44px_minmax(0,1fr)] border-b border-line-1">
        {children}
      </div>
      <div className="h-status shrink-0 border-b border-line-1 bg-surface-2" />
      <div className="h-tabs shrink-0 border-b border-line-1 max-sm:h-10" />
    </div>
  );
}
