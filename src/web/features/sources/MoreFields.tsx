import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextAreaField, TextField } from "../../ui/TextField.tsx";
import { cleanAddress, nameOfAddress } from "./cleanAddress.ts";
import { HeaderFields } from "./HeaderFields.tsx";
import type { FormErrors, SourceForm } from "./sourceForm.ts";

export interface MoreFieldsProps {
  readonly form: SourceForm;
  readonly errors: FormErrors;
  /** Names of the stored headers, whose values are never shown. */
  readonly storedHeaders: readonly string[];
  readonly isOpen: boolean;
  readonly onChange: (fields: Partial<SourceForm>) => void;
}

/** What few need: another name, a budget, extra headers, an own certificate authority. */
export function MoreFields({ form, errors, storedHeaders, isOpen, onChange }: MoreFieldsProps) {
  const fallbackName = nameOfAddress(cleanAddress(form.url, form.kind).url);
  return (
    <details open={isOpen || undefined} className="group">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1.5 rounded text-fg-2 hover:text-fg-1">
        <Icon name="chevron-right" size={14} className="group-open:rotate-90" />
        {form.kind === "loki" ? "Name, budget, headers, certificate" : "Name, headers, certificate"}
      </summary>
      <div className="mt-3 flex flex-col gap-4">
        <TextField
          label="Shown as"
          hint="The name in the source picker."
          autoComplete="off"
          maxLength={80}
          placeholder={fallbackName}
          value={form.name}
          onChange={(name) => onChange({ name })}
        />
        {form.kind === "loki" && (
          <TextField
            label="Query budget"
            hint="A query that would read more asks first. A size, or off; 10 GiB unless you say otherwise."
            error={errors.budget}
            autoComplete="off"
            placeholder="10 GiB"
            value={form.budget}
            onChange={(budget) => onChange({ budget })}
          />
        )}
        <HeaderFields
          rows={form.headers}
          storedNames={storedHeaders}
          error={errors.headers}
          onChange={(headers) => onChange({ headers })}
        />
        {form.caPem === null ? (
          <div className="flex flex-wrap items-center gap-2">
            <span className="font-medium">Certificate authority</span>
            <span className="text-xs text-fg-2">A stored one is trusted for this source.</span>
            <Button size="sm" onClick={() => onChange({ caPem: "" })}>
              Replace
            </Button>
          </div>
        ) : (
          <TextAreaField
            label="Certificate authority"
            aside="PEM"
            hint="Only for a server whose certificate is signed by your own authority."
            error={errors.caPem}
            isMono
            rows={3}
            spellCheck={false}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={form.caPem ?? ""}
            onChange={(caPem) => onChange({ caPem })}
          />
        )}
      </div>
    </details>
  );
}
