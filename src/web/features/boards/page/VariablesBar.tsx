import { type ReactNode, useId, useState } from "react";
import { Combobox } from "../../../ui/Combobox.tsx";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { Input } from "../../../ui/Input.tsx";
import type { VariableState } from "../data/useVariables.ts";
import { ManyPicker } from "./ManyPicker.tsx";
import { UpdatedNote } from "./UpdatedNote.tsx";

export interface VariablesBarProps {
  readonly states: readonly VariableState[];
  /** "Customer: write it like …": what the server said of a choice. */
  readonly refused: string;
  readonly updatedMs: number;
  readonly zone: string;
  /** In the place of the time: what editors do with the board. */
  readonly tools?: ReactNode;
  readonly onChange: (name: string, values: readonly string[]) => void;
}

/** What a reader may choose, and of when the board is. */
export function VariablesBar(props: VariablesBarProps) {
  const { states, refused, updatedMs, zone, tools, onChange } = props;
  return (
    <div
      className={cx(
        "flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line-1 px-4 py-2.5",
        "max-sm:grid max-sm:grid-cols-[fit-content(40%)_minmax(0,1fr)] max-sm:px-3",
        states.length === 0 && "min-h-8! py-1!",
        states.length === 0 && !tools && "max-sm:hidden",
      )}
    >
      {states.map((state) => (
        <OneVariable
          key={state.variable.name}
          state={state}
          refused={refused.startsWith(`${state.variable.label}:`) ? refused : ""}
          onChange={(values) => onChange(state.variable.name, values)}
        />
      ))}
      {tools ?? (
        <span className="ml-auto max-sm:hidden">
          <UpdatedNote key={updatedMs} atMs={updatedMs} zone={zone} />
        </span>
      )}
    </div>
  );
}

interface OneVariableProps {
  readonly state: VariableState;
  readonly refused: string;
  readonly onChange: (values: readonly string[]) => void;
}

function OneVariable({ state, refused, onChange }: OneVariableProps) {
  const { variable, problem } = state;
  const noteId = useId();
  const note = refused !== "" ? refused.slice(variable.label.length + 2) : (problem?.title ?? "");
  return (
    <div className="flex min-w-0 items-center gap-2 max-sm:contents">
      <span aria-hidden="true" className="cut text-xs text-fg-2">
        {variable.label}
      </span>
      {variable.kind === "text" ? (
        <TextChoice
          key={state.chosen?.[0]}
          {...{ state, onChange }}
          noteId={note === "" ? undefined : noteId}
        />
      ) : variable.isMulti ? (
        <ManyPicker {...{ state, onChange }} />
      ) : (
        <OneChoice {...{ state, onChange }} />
      )}
      {note !== "" && (
        <span
          id={noteId}
          role="alert"
          className="flex items-center gap-1 text-xs text-danger max-sm:col-start-2"
        >
          <Icon name="circle-alert" size={14} />
          {note}
        </span>
      )}
    </div>
  );
}

function OneChoice({ state, onChange }: Pick<OneVariableProps, "state" | "onChange">) {
  const { variable, chosen, offered, isLoading } = state;
  const value = chosen?.[0] ?? "";
  const isThere = offered.some((one) => one.value === value);
  const known = isThere || value === "" ? offered : [{ value, words: value }, ...offered];
  return (
    <Combobox
      label={variable.label}
      value={value}
      options={known.map((one) => ({ value: one.value, label: one.words }))}
      placeholder={isLoading ? "Loading" : "Nothing to choose"}
      className="max-sm:h-9! max-sm:w-full"
      onChange={(next) => onChange([next])}
    />
  );
}

interface TextChoiceProps extends Pick<OneVariableProps, "state" | "onChange"> {
  readonly noteId: string | undefined;
}

/** Typed; taken with Enter, or when the field is left. */
function TextChoice({ state, onChange, noteId }: TextChoiceProps) {
  const { variable, chosen } = state;
  const before = chosen?.[0] ?? "";
  const [text, setText] = useState(before);
  const take = () => {
    const next = text.trim();
    if (next !== before && next !== "") onChange([next]);
  };
  return (
    <Input
      aria-label={variable.label}
      aria-invalid={noteId === undefined ? undefined : true}
      aria-describedby={noteId}
      placeholder={variable.example ?? ""}
      value={text}
      maxLength={200}
      className="min-h-7! w-44! max-sm:w-full!"
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
      }}
    />
  );
}
