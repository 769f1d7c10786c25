import type { ReactNode } from "react";
import { PageBar } from "../ui/PageBar.tsx";

export interface StatePageProps {
  /** What the page would have been. */
  readonly title: string;
  readonly children: ReactNode;
}

/** A page that has nothing but a state to show: framed in the middle, on a phone below the bar. */
export function StatePage({ title, children }: StatePageProps) {
  return (
    <>
      <PageBar title={title} />
      <div className="grid grow place-items-center p-4 pb-28 max-sm:block max-sm:p-0">
        <div className="w-full max-w-130 rounded sm:border sm:border-line-1">{children}</div>
      </div>
    </>
  );
}
