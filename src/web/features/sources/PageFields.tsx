import { TextField } from "../../ui/TextField.tsx";
import type { SourceForm } from "./sourceForm.ts";

export interface PageFieldsProps {
  readonly form: SourceForm;
  readonly error: string | undefined;
  readonly onChange: (fields: Partial<SourceForm>) => void;
}

/** What only a page of metrics has: it holds no history, so Sightglass reads it again and again and keeps what it read. */
export function PageFields({ form, error, onChange }: PageFieldsProps) {
  return (
    <TextField
      label="Read every"
      hint="The page has current values only: what is read is kept in memory for 24 h, from now on."
      error={error}
      autoComplete="off"
      spellCheck={false}
      placeholder="15s"
      value={form.interval}
      onChange={(interval) => onChange({ interval })}
    />
  );
}
