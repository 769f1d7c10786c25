import { ChoiceField } from "./ChoiceField.tsx";
import { daysText } from "./daysText.ts";

const options = [1, 7, 30, 90, 365].map((days) => ({ value: String(days), label: daysText(days) }));

export interface EndsAfterFieldProps {
  readonly days: number;
  readonly hint?: string | undefined;
  readonly onChange: (days: number) => void;
}

/** How long a link or token lives. */
export function EndsAfterField({ days, hint, onChange }: EndsAfterFieldProps) {
  return (
    <ChoiceField
      label="Ends after"
      hint={hint}
      value={String(days)}
      options={options}
      onChange={(next) => onChange(Number(next))}
    />
  );
}
