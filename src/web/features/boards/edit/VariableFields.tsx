import { useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import type { BoardVariable, VariableChoice } from "../../../../domain/panel/Board.ts";
import { Checkbox } from "../../../ui/Checkbox.tsx";
import { Combobox } from "../../../ui/Combobox.tsx";
import { Field } from "../../../ui/Field.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { TextAreaField, TextField } from "../../../ui/TextField.tsx";
import { cx } from "../../../ui/cx.ts";
import { emptyChoice, nameFromLabel, parseValues, valuesText } from "./variableForm.ts";

export interface VariableFieldsProps {
  readonly number: number;
  readonly variable: BoardVariable;
  readonly sources: readonly SourceView[];
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly onChange: (next: BoardVariable) => void;
  readonly onRemove: () => void;
  /** Absent for the first. */
  readonly onUp: (() => void) | undefined;
}

const KINDS = [
  { value: "label", label: "Values of a label" },
  { value: "list", label: "A list" },
  { value: "text", label: "A text" },
] as const;

/** One choice: what readers see, what queries name it, and where its values come from. */
export function VariableFields(props: VariableFieldsProps) {
  const { number, variable, sources, errors, onChange, onRemove, onUp } = props;
  const { choice } = variable;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const rename = (label: string) => {
    const follows = variable.name === nameFromLabel(variable.label) || variable.label === "";
    onChange({ ...variable, label, ...(follows && { name: nameFromLabel(label) }) });
  };
  const setChoice = (next: VariableChoice) => onChange({ ...variable, choice: next });
  return (
    <fieldset className={cx("flex flex-col gap-3", number > 1 && "border-t border-line-1 pt-3")}>
      <legend className="sr-only">Choice {number}</legend>
      <div className="flex items-end gap-2 max-sm:flex-wrap">
        <div className="grow">
          <TextField
            label="Name for readers"
            error={errorOf("label")}
            placeholder="Customer"
            maxLength={60}
            value={variable.label}
            onChange={rename}
          />
        </div>
        <TextField
          label="In queries"
          error={errorOf("name")}
          isMono
          pattern="[a-z][a-z0-9_]{0,30}"
          value={variable.name}
          onChange={(text) => onChange({ ...variable, name: text.replaceAll(/[^a-z0-9_]/g, "") })}
        />
        {onUp && (
          <IconButton icon="arrow-up" className="mb-0.5" label={`Choice ${number} earlier`} onClick={onUp} />
        )}
        <IconButton icon="trash-2" className="mb-0.5" label={`Remove choice ${number}`} onClick={onRemove} />
      </div>
      <Segmented
        label={`Kind of choice ${number}`}
        segments={KINDS}
        value={choice.kind}
        onChange={(kind) => setChoice(emptyChoice(kind, sources[0]?.id ?? ""))}
      />
      {choice.kind === "label" && <LabelFields {...{ choice, sources, errorOf }} onChange={setChoice} />}
      {choice.kind === "list" && <ListFields {...{ choice, errorOf }} onChange={setChoice} />}
      {choice.kind === "text" && <TextFields {...{ choice, errorOf }} onChange={setChoice} />}
      {choice.kind !== "text" && (
        <Checkbox
          checked={variable.isMulti}
          onChange={(event) => onChange({ ...variable, isMulti: event.target.checked, initial: [] })}
        >
          Several at once, or all (needs =~ in the queries)
        </Checkbox>
      )}
      <Begins {...{ variable, errorOf, onChange }} />
    </fieldset>
  );
}

type ErrorOf = (field: string) => string | undefined;

interface PartProps<Kind extends VariableChoice["kind"]> {
  readonly choice: Extract<VariableChoice, { kind: Kind }>;
  readonly errorOf: ErrorOf;
  readonly onChange: (next: VariableChoice) => void;
}

function LabelFields({
  choice,
  sources,
  errorOf,
  onChange,
}: PartProps<"label"> & { readonly sources: readonly SourceView[] }) {
  return (
    <div className="grid grid-cols-3 gap-2 max-sm:grid-cols-1">
      <Field label="Source" error={errorOf("choice.sourceId")}>
        {() => (
          <Combobox
            label="Source of the values"
            value={choice.sourceId}
            options={sources.map(({ id, name }) => ({ value: id, label: name }))}
            className="h-8!"
            onChange={(sourceId) => onChange({ ...choice, sourceId })}
          />
        )}
      </Field>
      <TextField
        label="Label"
        error={errorOf("choice.label")}
        isMono
        placeholder="cluster"
        value={choice.label}
        onChange={(label) => onChange({ ...choice, label })}
      />
      <TextField
        label="Limited to series"
        aside="optional"
        error={errorOf("choice.selector")}
        isMono
        placeholder='up{job="shop"}'
        value={choice.selector}
        onChange={(selector) => onChange({ ...choice, selector })}
      />
    </div>
  );
}

function ListFields({ choice, errorOf, onChange }: PartProps<"list">) {
  const [text, setText] = useState(valuesText(choice.values));
  return (
    <TextAreaField
      label="Values"
      hint="One per line, as “value = words”."
      error={errorOf("choice.values")}
      isMono
      placeholder={"eu-1 = Europe\nus-1 = America"}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange({ ...choice, values: parseValues(next) });
      }}
    />
  );
}

function TextFields({ choice, errorOf, onChange }: PartProps<"text">) {
  return (
    <div className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
      <TextField
        label="Pattern"
        hint="A regular expression that the whole text must match."
        error={errorOf("choice.pattern")}
        isMono
        value={choice.pattern}
        onChange={(pattern) => onChange({ ...choice, pattern })}
      />
      <TextField
        label="Example"
        hint="What readers are shown to write like."
        value={choice.example}
        onChange={(example) => onChange({ ...choice, example })}
      />
    </div>
  );
}

interface BeginsProps {
  readonly variable: BoardVariable;
  readonly errorOf: ErrorOf;
  readonly onChange: (next: BoardVariable) => void;
}

function Begins({ variable, errorOf, onChange }: BeginsProps) {
  const { isMulti, initial, choice } = variable;
  const hint = isMulti
    ? "Several with commas between them; empty chooses all."
    : choice.kind === "text"
      ? "What is shown before anything is typed."
      : "Empty chooses the first there is.";
  const read = (text: string) => {
    const values = isMulti ? text.split(",").map((one) => one.trim()) : [text.trim()];
    return values.filter((one) => one !== "");
  };
  const [text, setText] = useState(initial.join(", "));
  return (
    <TextField
      label="Chosen at first"
      hint={hint}
      error={errorOf("initial")}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange({ ...variable, initial: read(next) });
      }}
    />
  );
}
