import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import type { PaletteItem } from "./PaletteTypes.ts";

export interface PaletteFootProps {
  /** The active row. */
  readonly item: PaletteItem | undefined;
  readonly isPending: boolean;
  /** Why names are missing, or "". */
  readonly missing: string;
}

/** What the keys do with the active row; at the end, what is still to come or missing. */
export function PaletteFoot({ item, isPending, missing }: PaletteFootProps) {
  const rest = missing || (isPending ? "Reading names …" : "");
  return (
    <div
      className={cx(
        "flex h-7 shrink-0 items-center gap-3 border-t border-line-1 px-3.5 text-2xs text-fg-3",
        rest === "" && "max-sm:hidden",
      )}
    >
      <span className="flex min-w-0 items-center gap-3 max-sm:hidden">
        <Hint text={item?.hint ?? "choose"}>
          <Icon name="corner-down-left" size={12} />
        </Hint>
        {item?.other && (
          <Hint text={item.other.hint} keyName="Shift">
            <Icon name="corner-down-left" size={12} />
          </Hint>
        )}
      </span>
      <span className="cut ml-auto" title={missing || undefined}>
        {rest}
      </span>
    </div>
  );
}

function Hint(props: { readonly text: string; readonly keyName?: string; readonly children: ReactNode }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      {props.keyName && <Kbd>{props.keyName}</Kbd>}
      <Kbd>{props.children}</Kbd>
      <span className="cut">{props.text}</span>
    </span>
  );
}
