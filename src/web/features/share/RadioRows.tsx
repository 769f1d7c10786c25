import { useId } from "react";
import { radioClass } from "../../ui/tickClass.ts";

export interface RadioOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What it means; "" = says itself. */
  readonly note: string;
}

export interface RadioRowsProps<T extends string> {
  readonly label: string;
  readonly options: readonly RadioOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few, each with a sentence. */
export function RadioRows<T extends string>({ label, options, value, onChange }: RadioRowsProps<T>) {
  const name = useId();
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2.5 border-0 p-0">
      <legend className="mb-1 p-0 font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="grid min-h-6 grid-cols-[16px_minmax(0,1fr)] items-center gap-x-2"
        >
          <input
            type="radio"
            name={name}
            className={radioClass}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
          {option.note && <small className="col-start-2 text-xs text-fg-3">{option.note}</small>}
        </label>
      ))}
    </fieldset>
  );
}
