import type { ReactNode } from "react";

/** A key, as text or icon: <Kbd>Esc</Kbd>. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm bg-fill-2 px-1 font-sans text-2xs leading-none font-medium text-fg-2 in-data-primary:bg-[color-mix(in_srgb,currentColor_18%,transparent)] in-data-primary:text-inherit">
      {children}
    </kbd>
  );
}
