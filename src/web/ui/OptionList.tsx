import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { Badge } from "./Badge.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import { Input } from "./Input.tsx";
import { nextIndex, typeaheadIndex } from "./menuFocus.ts";
import { useDismiss } from "./useDismiss.ts";
import { useFloating } from "./useFloating.ts";

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** Quiet second line: "Prometheus, observe.example.org". */
  readonly note?: string;
  /** One word of what kind it is: "metrics". */
  readonly tag?: string;
}

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  readonly value: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly hasFilter: boolean;
  readonly footer: ReactNode;
  readonly onClose: () => void;
  readonly onChoose: (value: string) => void;
}

const matches = (option: ComboboxOption, words: string) =>
  `${option.label} ${option.note ?? ""} ${option.tag ?? ""}`
    .toLowerCase()
    .includes(words.trim().toLowerCase());

/** The open list of a Combobox. The focus stays in the filter (or the list); the active row is announced from there. */
export function OptionList(props: OptionListProps) {
  const { id, label, options, value, anchor, hasFilter, footer, onClose, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState("");
  const shown = options.filter((option) => matches(option, words));
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );
  useFloating(anchor, box, { side: "bottom", align: "start", gapPx: 4 });
  useDismiss(box, anchor, onClose);
  useEffect(() => box.current?.querySelector<HTMLElement>("input, [role=listbox]")?.focus(), []);
  const activeId = shown[active] ? `${id}-${active}` : undefined;
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const option = shown[active];
    if (event.key === "Enter" || (event.key === " " && !hasFilter)) {
      event.preventDefault();
      if (option) onChoose(option.value);
      return;
    }
    const isLetter = !hasFilter && event.key.length === 1;
    const to =
      nextIndex(event.key, active, shown.length) ??
      (isLetter
        ? typeaheadIndex(
            shown.map((one) => one.label),
            active,
            event.key,
          )
        : null);
    if (to === null) return;
    event.preventDefault();
    setActive(to);
  };
  const focusProps = { "aria-controls": id, "aria-activedescendant": activeId, onKeyDown };

  return (
    <div
      ref={box}
      popover="manual"
      className="rise fixed inset-auto m-0 flex max-h-90 w-84 max-w-[calc(100vw-16px)] flex-col rounded border-0 bg-surface-3 shadow-float"
    >
      {hasFilter && (
        <div className="border-b border-line-1 p-1.5">
          <Input
            type="search"
            size="sm"
            icon="search"
            aria-label="Filter the list"
            placeholder={`Search ${options.length}`}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setActive(0);
            }}
            {...focusProps}
          />
        </div>
      )}
      <div
        id={id}
        role="listbox"
        aria-label={label}
        tabIndex={hasFilter ? -1 : 0}
        className="min-h-0 overflow-auto p-1 outline-none"
        {...(hasFilter ? {} : focusProps)}
      >
        {shown.map((option, index) => (
          // The list's own key handler chooses; a row only takes the pointer.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            onClick={() => onChoose(option.value)}
            onPointerMove={() => setActive(index)}
            className={cx(
              "flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1",
              index === active && "bg-accent-bg",
            )}
          >
            <span className="flex min-w-0 grow flex-col">
              <span className="cut">{option.label}</span>
              {option.note && <span className="cut text-2xs text-fg-2">{option.note}</span>}
            </span>
            {option.tag && <Badge>{option.tag}</Badge>}
            {option.value === value && <Icon name="check" size={14} className="text-accent-fg" />}
          </div>
        ))}
        {shown.length === 0 && <p className="px-2 py-1 text-fg-2">Nothing matches “{words}”.</p>}
      </div>
      {footer && <div className="border-t border-line-1 p-1">{footer}</div>}
    </div>
  );
}
