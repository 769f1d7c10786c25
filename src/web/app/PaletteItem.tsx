import { Icon } from "../ui/Icon.tsx";
import { keyNames } from "../lib/keyNames.ts";
import { Kbd } from "../ui/Kbd.tsx";
import { railItemClass, railTextClass } from "./railClass.ts";

export interface PaletteItemProps {
  readonly isWide: boolean;
  readonly onOpen: () => void;
}

const KEYS = "$mod+k";

/** Opens the palette, and says with which keys. */
export function PaletteItem({ isWide, onOpen }: PaletteItemProps) {
  const keys = keyNames(KEYS);
  return (
    <button
      type="button"
      title={isWide ? undefined : `Search (${keys.join(" ")})`}
      aria-haspopup="dialog"
      onClick={onOpen}
      className={railItemClass(isWide)}
    >
      <Icon name="search" size={18} />
      <span className={railTextClass(isWide)}>Search</span>
      {isWide && (
        <span aria-hidden="true" className="ml-auto max-sm:hidden">
          <Kbd>{keys.join(" ")}</Kbd>
        </span>
      )}
    </button>
  );
}
