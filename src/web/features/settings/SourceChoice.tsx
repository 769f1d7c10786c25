import { useSources } from "../../lib/sources.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";

export interface SourceChoiceProps {
  readonly label: string;
  /** What all of them are called: "All sources", "All that I may ask". */
  readonly allText: string;
  /** Null = all. */
  readonly value: readonly string[] | null;
  readonly onChange: (value: readonly string[] | null) => void;
}

/** All sources, or some of them. */
export function SourceChoice({ label, allText, value, onChange }: SourceChoiceProps) {
  const sources = useSources().data?.sources ?? [];
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-1 border-0 p-0">
      <legend className="mb-1 p-0 font-medium">{label}</legend>
      <Checkbox checked={value === null} onChange={() => onChange(value === null ? [] : null)}>
        {allText}
      </Checkbox>
      {value !== null && (
        <div className="flex max-h-40 flex-col overflow-auto pl-6">
          {sources.map(({ id, name }) => (
            <Checkbox
              key={id}
              checked={value.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, id] : value.filter((one) => one !== id))
              }
            >
              {name}
            </Checkbox>
          ))}
        </div>
      )}
    </fieldset>
  );
}
