import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Input } from "../../ui/Input.tsx";
import type { HeaderRow } from "./sourceForm.ts";

export interface HeaderFieldsProps {
  /** null: the stored headers stay. */
  readonly rows: readonly HeaderRow[] | null;
  readonly storedNames: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

/** Extra request headers by name and value, such as X-Scope-OrgID. Values are write-only, like every secret. */
export function HeaderFields({ rows, storedNames, error, onChange }: HeaderFieldsProps) {
  const change = (index: number, fields: Partial<HeaderRow>) =>
    onChange((rows ?? []).map((row, at) => (at === index ? { ...row, ...fields } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium">Extra headers</legend>
      {rows === null ? (
        <div className="flex flex-wrap items-center gap-2 text-xs text-fg-2">
          Sent with every question: <code>{storedNames.join(", ")}</code>
          <Button size="sm" onClick={() => onChange(storedNames.map((name) => ({ name, value: "" })))}>
            Replace
          </Button>
        </div>
      ) : (
        <>
          {rows.map((row, index) => (
            // Rows have no identity but their place; they are only added at the end.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-1">
              <Input
                isMono
                aria-label={`Header ${index + 1} name`}
                placeholder="X-Scope-OrgID"
                autoComplete="off"
                spellCheck={false}
                value={row.name}
                onChange={(event) => change(index, { name: event.target.value })}
              />
              <Input
                isMono
                aria-label={`Header ${index + 1} value`}
                autoComplete="off"
                spellCheck={false}
                value={row.value}
                onChange={(event) => change(index, { value: event.target.value })}
              />
              <IconButton
                icon="x"
                label={`Remove header ${index + 1}`}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              />
            </div>
          ))}
          <div>
            <Button size="sm" icon="plus" onClick={() => onChange([...rows, { name: "", value: "" }])}>
              Header
            </Button>
          </div>
        </>
      )}
      {error && (
        <span role="alert" className="flex items-start gap-1.5 text-xs text-danger">
          <Icon name="circle-alert" size={14} className="mt-0.75" />
          {error}
        </span>
      )}
    </fieldset>
  );
}
