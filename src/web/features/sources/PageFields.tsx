import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import type { SourceForm } from "./sourceForm.ts";

export interface PageFieldsProps {
  readonly form: SourceForm;
  readonly error: string | undefined;
  readonly onChange: (fields: Partial<SourceForm>) => void;
}

/** What only a page of metrics has: it holds no history, so Sightglass reads it again and again and keeps what it read. */
export function PageFields({ form, error, onChange }: PageFieldsProps) {
  return (
    <Field
      label="Read every"
      hint="The page has current values only: what is read is kept in memory for 24 h, from now on."
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          placeholder="15s"
          value={form.interval}
          onChange={(event) => onChange({ interval: event.target.value })}
        />
      )}
    </Field>
  );
}
