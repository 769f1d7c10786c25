import { useState } from "react";
import { PANEL_LIMITS, type Threshold } from "../../../../domain/panel/Panel.ts";
import { LEVEL_WORDS } from "../../../../domain/panel/thresholdOf.ts";
import { Button } from "../../../ui/Button.tsx";
import { Combobox } from "../../../ui/Combobox.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Input } from "../../../ui/Input.tsx";

export interface ThresholdFieldsProps {
  readonly thresholds: readonly Threshold[];
  readonly onChange: (thresholds: readonly Threshold[]) => void;
}

const SIDES = [
  { value: "below", label: "Below" },
  { value: "above", label: "Above" },
];
const LEVELS = Object.entries(LEVEL_WORDS).map(([value, label]) => ({ value, label }));
const FIRST: Threshold = { value: 0, side: "below", level: "warn", words: "" };

/** From where on a value is no longer normal, and what a reader is told then. */
export function ThresholdFields({ thresholds, onChange }: ThresholdFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 font-medium">Thresholds</legend>
      {thresholds.map((threshold, at) => (
        <div
          key={at}
          className="grid grid-cols-[84px_minmax(72px,1fr)_minmax(112px,1fr)_auto] items-center gap-1.5"
        >
          <Combobox
            label={`Threshold ${at + 1}: side`}
            value={threshold.side}
            options={SIDES}
            className="h-8!"
            onChange={(side) =>
              onChange(thresholds.with(at, { ...threshold, side: side as Threshold["side"] }))
            }
          />
          <NumberField
            label={`Threshold ${at + 1}: value`}
            value={threshold.value}
            onChange={(value) => onChange(thresholds.with(at, { ...threshold, value }))}
          />
          <Combobox
            label={`Threshold ${at + 1}: level`}
            value={threshold.level}
            options={LEVELS}
            className="h-8!"
            onChange={(level) =>
              onChange(thresholds.with(at, { ...threshold, level: level as Threshold["level"] }))
            }
          />
          <IconButton
            icon="trash-2"
            label={`Remove threshold ${at + 1}`}
            onClick={() => onChange(thresholds.toSpliced(at, 1))}
          />
          <Input
            aria-label={`Threshold ${at + 1}: words`}
            placeholder="Ask for help below 98 %"
            className="col-span-full"
            maxLength={PANEL_LIMITS.words}
            value={threshold.words}
            onChange={(event) => onChange(thresholds.with(at, { ...threshold, words: event.target.value }))}
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon="plus"
          disabled={thresholds.length >= PANEL_LIMITS.thresholds}
          onClick={() => onChange([...thresholds, FIRST])}
        >
          Add threshold
        </Button>
      </div>
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** What is half typed ("-", "1.") is no number yet, and stays in the field. */
function NumberField({ label, value, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const isNumber = text.trim() !== "" && Number.isFinite(Number(text));
  return (
    <Input
      inputMode="decimal"
      aria-label={label}
      aria-invalid={isNumber ? undefined : true}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const next = Number(event.target.value);
        if (event.target.value.trim() !== "" && Number.isFinite(next)) onChange(next);
      }}
    />
  );
}
