import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { cx } from "./cx.ts";

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A quiet number after the label; part of what is seen, not of the name. */
  readonly count?: string;
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** The panel's element id is `${idPrefix}-panel`; give it role tabpanel and aria-labelledby `${idPrefix}-<value>`. */
  readonly idPrefix: string;
  /** View options at the right end of the bar. */
  readonly options?: ReactNode;
}

/** A tab bar; arrows, Home and End move and choose at once, since every panel is at hand. */
export function Tabs<T extends string>({ label, tabs, value, onChange, idPrefix, options }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const index = tabs.findIndex((tab) => tab.value === value);
    const moves: Record<string, number> = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = tabs[moves[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`#${idPrefix}-${next.value}`)?.focus();
  };
  return (
    <div className="flex h-tabs shrink-0 items-stretch gap-1 border-b border-line-1 px-3 max-sm:h-auto max-sm:flex-col max-sm:gap-0">
      <div ref={list} role="tablist" aria-label={label} className="-ml-2 flex gap-1 max-sm:h-10 max-sm:gap-4">
        {tabs.map((tab) => {
          const isSelected = tab.value === value;
          return (
            <button
              key={tab.value}
              id={`${idPrefix}-${tab.value}`}
              type="button"
              role="tab"
              aria-selected={isSelected}
              aria-controls={isSelected ? `${idPrefix}-panel` : undefined}
              tabIndex={isSelected ? 0 : -1}
              onClick={() => onChange(tab.value)}
              onKeyDown={onKeyDown}
              className={cx(
                "relative inline-flex items-center gap-1.5 px-2 focus-visible:-outline-offset-2",
                isSelected
                  ? "font-medium text-fg-1 after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:bg-accent"
                  : "text-fg-2 hover:text-fg-1",
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span aria-hidden="true" className="num text-2xs font-normal text-fg-3 max-sm:hidden">
                  {tab.count}
                </span>
              )}
            </button>
          );
        })}
      </div>
      {options && (
        <div className="flex items-center gap-1 sm:ml-auto max-sm:-mx-3 max-sm:min-h-10 max-sm:flex-wrap max-sm:justify-between max-sm:border-t max-sm:border-line-1 max-sm:pr-2 max-sm:pl-1 max-sm:py-1.5 empty:hidden">
          {options}
        </div>
      )}
    </div>
  );
}
