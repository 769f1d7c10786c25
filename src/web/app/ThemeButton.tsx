import { useId, useRef, useState } from "react";
import { preferences, type Theme, usePreferences } from "../lib/preferences.ts";
import { Icon } from "../ui/Icon.tsx";
import { MenuList, type MenuItem } from "../ui/MenuList.tsx";
import { useIsNarrow } from "../ui/useMediaQuery.ts";
import { railItemClass, railTextClass } from "./railClass.ts";

const names: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

export function ThemeButton({ isWide }: { readonly isWide: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { theme } = usePreferences();
  const isNarrow = useIsNarrow();
  const items = Object.entries(names).map(([value, label]): MenuItem => ({
    label,
    isChecked: value === theme,
    onSelect: () => preferences.set({ theme: value as Theme }),
  }));
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        className={railItemClass(isWide)}
      >
        <Icon name="sun-moon" size={18} />
        <span className={railTextClass(isWide)}>Theme</span>
      </button>
      {isOpen && (
        <MenuList
          id={id}
          label="Theme"
          items={items}
          anchor={anchor}
          side={isNarrow ? "bottom" : "right"}
          align="end"
          onClose={() => {
            setOpen(false);
            anchor.current?.focus();
          }}
          onLeave={() => setOpen(false)}
        />
      )}
    </>
  );
}
