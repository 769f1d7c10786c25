import { Combobox, type ComboboxProps } from "./Combobox.tsx";

export interface ChoiceFieldProps extends Omit<ComboboxProps, "className"> {
  readonly hint?: string | undefined;
  /** What is wrong and what would be right; replaces the hint. */
  readonly error?: string | undefined;
}

/** A picker with its label above, as the other fields of a form have it. */
export function ChoiceField({ hint, error, ...combobox }: ChoiceFieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden="true" className="font-medium">
        {combobox.label}
      </span>
      <Combobox {...combobox} className="h-8! w-full" />
      {(error || hint) && (
        <span className={error ? "text-xs text-danger" : "text-xs text-fg-3"}>{error || hint}</span>
      )}
    </div>
  );
}
