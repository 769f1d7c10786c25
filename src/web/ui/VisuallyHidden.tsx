import type { ReactNode } from "react";

/** Text for assistive technology only. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return (
    <div className="absolute size-px overflow-hidden whitespace-nowrap [clip-path:inset(50%)]">
      {children}
    </div>
  );
}
