import { useId, useRef, useState } from "react";
import { variableText } from "../../../../domain/panel/variableText.ts";
import { Button } from "../../../ui/Button.tsx";
import { Checkbox } from "../../../ui/Checkbox.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Input } from "../../../ui/Input.tsx";
import { Popover } from "../../../ui/Popover.tsx";
import type { VariableState } from "../data/useVariables.ts";
import { plural } from "./plural.ts";

export interface ManyPickerProps {
  readonly state: VariableState;
  readonly onChange: (values: readonly string[]) => void;
}

/** "All 3 clusters", "ord1 and las1", "5 of them". */
function manyText({ variable, chosen, offered, isCut }: VariableState): string {
  if (chosen === null) return "Loading";
  if (chosen.length > 0) return variableText({ label: variable.label, values: offered }, chosen);
  const count = offered.length === 0 || isCut ? "" : `${offered.length} `;
  return `All ${count}${plural(variable.label)}`;
}

const FILTER_FROM = 7;
const MOST_SHOWN = 300;

/** Several values at once, or all of them; taken when the list is closed. */
export function ManyPicker({ state, onChange }: ManyPickerProps) {
  const { variable, chosen, offered } = state;
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const [fieldPx, setFieldPx] = useState(0);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const open = () => {
    setFieldPx(anchor.current?.offsetWidth ?? 0);
    setDraft(chosen ?? []);
  };
  const close = () => {
    setDraft(null);
    anchor.current?.focus();
    if (draft !== null && draft.join("\n") !== (chosen ?? []).join("\n")) onChange(draft);
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={`${variable.label}: ${manyText(state)}`}
        aria-haspopup="dialog"
        aria-expanded={draft !== null}
        aria-controls={draft === null ? undefined : id}
        onClick={() => (draft === null ? open() : close())}
        className="inline-flex h-7 max-w-full min-w-0 items-center gap-2 rounded border border-line-2 bg-surface-3 px-2 hover:ground-hover max-sm:h-9 max-sm:w-full"
      >
        <span className="cut font-medium">{manyText(state)}</span>
        <Icon name="chevrons-up-down" size={14} className="ml-auto text-fg-3" />
      </button>
      {draft !== null && (
        <Popover id={id} anchor={anchor} label={variable.label} onClose={close} className="w-84 max-sm:w-fit">
          <Choices {...{ state, draft, offered, fieldPx }} onDraft={setDraft} onDone={close} />
        </Popover>
      )}
    </>
  );
}

interface ChoicesProps {
  readonly state: VariableState;
  readonly offered: VariableState["offered"];
  readonly draft: readonly string[];
  /** On a phone the list is as wide as its field. */
  readonly fieldPx: number;
  readonly onDraft: (values: readonly string[]) => void;
  readonly onDone: () => void;
}

function Choices({ state, offered, draft, fieldPx, onDraft, onDone }: ChoicesProps) {
  const [words, setWords] = useState("");
  const search = words.trim().toLowerCase();
  const missing = draft.filter((value) => !offered.some((one) => one.value === value));
  const all = [...offered, ...missing.map((value) => ({ value, words: `${value} (not there now)` }))];
  const shown = all.filter((one) => one.words.toLowerCase().includes(search));
  const toggle = (value: string) =>
    onDraft(draft.includes(value) ? draft.filter((one) => one !== value) : [...draft, value]);
  return (
    <div
      className="flex max-h-90 flex-col max-sm:w-(--field)"
      style={{ "--field": `${fieldPx}px` } as object}
    >
      {offered.length >= FILTER_FROM && (
        <div className="border-b border-line-1 p-1.5">
          <Input
            type="search"
            size="sm"
            icon="search"
            aria-label={`Search ${plural(state.variable.label)}`}
            placeholder={`Search ${offered.length}`}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      )}
      <div role="group" aria-label={state.variable.label} className="min-h-0 overflow-auto p-2">
        <div className="flex min-h-7 items-center">
          <Checkbox checked={draft.length === 0} onChange={() => onDraft([])}>
            All {plural(state.variable.label)}
          </Checkbox>
        </div>
        {shown.slice(0, MOST_SHOWN).map(({ value, words: text }) => (
          <div key={value} className="flex min-h-7 items-center">
            <Checkbox checked={draft.includes(value)} onChange={() => toggle(value)}>
              {text}
            </Checkbox>
          </div>
        ))}
        {shown.length === 0 && <p className="py-1 text-fg-2">Nothing matches “{words}”.</p>}
        {(shown.length > MOST_SHOWN || state.isCut) && (
          <p className="py-1 text-xs text-fg-3">There are more; search for one.</p>
        )}
      </div>
      <div className="flex justify-end border-t border-line-1 p-2">
        <Button variant="primary" size="sm" onClick={onDone}>
          Show
        </Button>
      </div>
    </div>
  );
}
