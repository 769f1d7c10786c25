import { useEffect, useRef, useState, type FormEvent } from "react";
import type { MatchOperator } from "../../../../domain/query/promql/ast.ts";
import type { Pill } from "../../../../domain/browse/QuerySelector.ts";
import type { SelectorMatcher } from "../../../../domain/browse/selectorOf.ts";
import { Button } from "../../../ui/Button.tsx";
import { Input } from "../../../ui/Input.tsx";

export interface PillFormProps {
  /** undefined: a new matcher. */
  readonly pill: Pill | undefined;
  readonly onDone: (matcher: SelectorMatcher) => void;
  readonly onCancel: () => void;
}

const OPERATORS: readonly MatchOperator[] = ["=", "!=", "=~", "!~"];

/** Label, operator and value of one matcher. */
export function PillForm({ pill, onDone, onCancel }: PillFormProps) {
  const [name, setName] = useState(pill?.name ?? "");
  const [operator, setOperator] = useState<MatchOperator>(pill?.operator ?? "=");
  const [value, setValue] = useState(pill?.value ?? "");
  const box = useRef<HTMLFormElement>(null);
  // What was pressed to open the form asks for typing: the name of a new matcher, the value of another.
  useEffect(() => box.current?.querySelectorAll("input")[pill ? 1 : 0]?.focus(), [pill]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") onDone({ name: name.trim(), operator, value });
  };
  return (
    // It only hears Esc of the fields inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={box}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
      className="grid grid-cols-[minmax(0,2fr)_auto_minmax(0,3fr)_auto] items-center gap-1.5"
    >
      <Input
        size="sm"
        isMono
        aria-label="Label"
        placeholder="label"
        value={name}
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <select
        aria-label="Operator"
        value={operator}
        onChange={(event) => setOperator(event.target.value as MatchOperator)}
        className="mono h-6 rounded border border-line-2 bg-surface-3 px-1 text-xs max-sm:h-8"
      >
        {OPERATORS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <Input
        size="sm"
        isMono
        aria-label="Value"
        placeholder="value"
        value={value}
        spellCheck={false}
        onChange={(event) => setValue(event.target.value)}
      />
      <Button size="sm" type="submit" disabled={name.trim() === ""}>
        {pill ? "Change" : "Add"}
      </Button>
    </form>
  );
}
