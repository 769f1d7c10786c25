import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { visibleText } from "../../../domain/format/visibleText.ts";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Input } from "../../ui/Input.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { checkboxClass } from "../../ui/tickClass.ts";
import { useIsNarrow } from "../../ui/useMediaQuery.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { BottomSheet } from "./BottomSheet.tsx";
import { auditColumns, type FieldShare, fieldShares } from "./fieldShares.ts";

export type ColumnChoice = Pick<LogViewOptions, "columns" | "hasLevel" | "hasLine">;

export interface LogColumnsProps extends ColumnChoice {
  /** All loaded lines: where the fields come from. */
  readonly lines: readonly LogLine[];
  /** The button that opened it. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onChange: (choice: ColumnChoice) => void;
  readonly onClose: () => void;
}

/** Which fields have a column, in which order (E8). */
export function LogColumns(props: LogColumnsProps) {
  const isNarrow = useIsNarrow();
  const reset = (
    <Button
      variant="ghost"
      size="sm"
      onClick={() => props.onChange({ columns: [], hasLevel: true, hasLine: true })}
    >
      Reset
    </Button>
  );
  if (isNarrow) {
    return (
      <BottomSheet title="Columns" onClose={props.onClose} tools={reset}>
        <ColumnLists {...props} />
      </BottomSheet>
    );
  }
  return (
    <Popover
      anchor={props.anchor}
      label="Columns"
      align="end"
      className="w-74 text-xs"
      onClose={props.onClose}
    >
      <div className="flex h-9 items-center gap-2 pr-2 pl-3 text-sm font-semibold">
        <span className="grow">Columns</span>
        {reset}
      </div>
      <ColumnLists {...props} />
    </Popover>
  );
}

const matches = (words: string) => (field: FieldShare) =>
  field.name.toLowerCase().includes(words.toLowerCase());
/** Fields listed before one searches. */
const LISTED = 60;

function ColumnLists({ lines, columns, hasLevel = true, hasLine = true, onChange }: LogColumnsProps) {
  const [words, setWords] = useState("");
  const fields = useMemo(() => fieldShares(lines), [lines]);
  const audit = useMemo(() => auditColumns(fields), [fields]);
  const shareOf = (name: string) => fields.find((field) => field.name === name)?.share;
  const change = (next: Partial<ColumnChoice>) => onChange({ columns, hasLevel, hasLine, ...next });
  const box = useRef<HTMLDivElement>(null);
  const refocus = useRefocus(box);
  const toggle = (name: string) => {
    refocus(name);
    change({ columns: columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name] });
  };
  const found = fields.filter((field) => !columns.includes(field.name)).filter(matches(words.trim()));
  const moveBy = (index: number, by: number) => {
    const name = columns[index];
    const to = index + by;
    if (name === undefined || to < 0 || to >= columns.length) return;
    const rest = columns.filter((one) => one !== name);
    change({ columns: [...rest.slice(0, to), name, ...rest.slice(to)] });
  };
  return (
    <div ref={box} className="contents">
      <div className="px-3 pb-1.5">
        <Input
          type="search"
          size="sm"
          icon="search"
          data-autofocus=""
          aria-label="Search fields"
          placeholder={`Search ${fields.length} fields`}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <SectionHead>Shown, in this order</SectionHead>
      <ColumnRow
        name="Level"
        isOn={hasLevel}
        share={1}
        isFixed
        onToggle={() => change({ hasLevel: !hasLevel })}
      />
      {columns.map((name, index) => (
        <ColumnRow
          key={name}
          name={name}
          isOn
          share={shareOf(name) ?? 0}
          onMove={(by) => moveBy(index, by)}
          onToggle={() => toggle(name)}
        />
      ))}
      <ColumnRow name="Line" isOn={hasLine} isFixed onToggle={() => change({ hasLine: !hasLine })} />
      <SectionHead>
        Fields found in loaded lines
        {found.length > LISTED && `, ${LISTED} of ${found.length}`}
      </SectionHead>
      <div className="max-h-80 overflow-auto">
        {found.slice(0, LISTED).map(({ name, share }) => (
          <ColumnRow key={name} name={name} isOn={false} share={share} onToggle={() => toggle(name)} />
        ))}
        {found.length === 0 && <p className="px-3 py-1 text-fg-2">No field fits “{words}”.</p>}
      </div>
      {audit && (
        <div className="sticky bottom-0 mt-1 border-t border-line-1 bg-surface-3 py-1">
          <button
            type="button"
            onClick={() => change({ columns: audit })}
            className="flex h-6.5 w-full items-center gap-2 px-3 text-left max-sm:h-9 hover:bg-fill-1 focus-visible:-outline-offset-2"
          >
            <Icon name="table-2" size={14} className="text-fg-3" />
            <span className="grow">Preset: Kubernetes audit</span>
            <span className="text-fg-3">{audit.length} columns</span>
          </button>
        </div>
      )}
    </div>
  );
}

/** A field that was ticked goes to the other list, and the focus with it; without that, Escape would close nothing. */
function useRefocus(box: RefObject<HTMLElement | null>): (name: string) => void {
  const wanted = useRef<string>(null);
  useLayoutEffect(() => {
    const name = wanted.current;
    if (name === null) return;
    wanted.current = null;
    const inputs = [...(box.current?.querySelectorAll("input") ?? [])];
    (inputs.find((input) => input.dataset["field"] === name) ?? inputs[0])?.focus();
  });
  return (name) => {
    wanted.current = name;
  };
}

function SectionHead({ children }: { readonly children: React.ReactNode }) {
  return <h3 className="px-3 pt-1.5 pb-0.5 text-2xs font-medium text-fg-3">{children}</h3>;
}

interface ColumnRowProps {
  readonly name: string;
  readonly isOn: boolean;
  /** 0–1; absent where it says nothing. */
  readonly share?: number;
  /** Level or line: no field, not moved. */
  readonly isFixed?: boolean;
  /** Moves it up (-1) or down (1) among the shown. */
  readonly onMove?: (by: -1 | 1) => void;
  readonly onToggle: () => void;
}

function ColumnRow({ name, isOn, share, isFixed = false, onMove, onToggle }: ColumnRowProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    onMove?.(by);
  };
  const percent = share === undefined ? "" : `${Math.round(share * 100)}%`;
  return (
    <div className="num grid h-6.5 grid-cols-[24px_minmax(0,1fr)_48px_34px] items-center gap-1 pr-3 pl-1.75 max-sm:h-9">
      {onMove ? (
        <button
          type="button"
          aria-label={`Move ${name}, up and down keys`}
          title="Move with the up and down keys"
          onKeyDown={onKeyDown}
          className="grid size-6 cursor-grab place-items-center rounded-sm text-fg-3 hover:bg-fill-1"
        >
          <Icon name="grip-vertical" size={14} />
        </button>
      ) : (
        <span />
      )}
      <label className="flex min-w-0 items-center gap-2 self-stretch">
        <input
          type="checkbox"
          data-field={isFixed ? undefined : name}
          className={checkboxClass}
          checked={isOn}
          onChange={onToggle}
        />
        <span className={cx("cut", !isFixed && "mono")}>{isFixed ? name : visibleText(name)}</span>
      </label>
      {share === undefined || isFixed ? (
        <span />
      ) : (
        <span aria-hidden="true" className="block h-1 overflow-hidden rounded-full bg-fill-2">
          <span className="block h-full rounded-full bg-accent" style={{ width: percent }} />
        </span>
      )}
      <span className="text-right text-2xs text-fg-3">{percent}</span>
    </div>
  );
}
