import type { ReactNode } from "react";

/** The top bar of a list. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className="flex min-h-bar shrink-0 flex-wrap items-center gap-2 border-b border-line-1 px-4 max-sm:px-3 max-sm:py-2">
      <h1 className="text-md font-semibold">{title}</h1>
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </header>
  );
}
