import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import type { FormErrors, SourceForm } from "./sourceForm.ts";

export interface OAuth2FieldsProps {
  readonly form: SourceForm;
  readonly errors: FormErrors;
  /** Under the secret: where it goes. */
  readonly hint: string;
  /** In the empty secret field, where one is stored. */
  readonly placeholder: string;
  readonly onChange: (fields: Partial<SourceForm>) => void;
}

/** Client credentials: the server fetches a token with them, and renews it before it ends. */
export function OAuth2Fields({ form, errors, hint, placeholder, onChange }: OAuth2FieldsProps) {
  return (
    <>
      <Field label="Client ID" error={errors.clientId}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={form.clientId}
            onChange={(event) => onChange({ clientId: event.target.value })}
          />
        )}
      </Field>
      <Field label="Client secret" hint={hint} error={errors.clientSecret}>
        {(control) => (
          <PasswordInput
            {...control}
            isWriteOnly
            placeholder={placeholder}
            value={form.clientSecret}
            onChange={(event) => onChange({ clientSecret: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-4 max-md:grid-cols-1">
        <Field
          label="Token URL"
          hint="Where tokens are fetched; the secret goes there alone."
          error={errors.tokenUrl}
        >
          {(control) => (
            <Input
              {...control}
              isMono
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://id.example.org/oauth2/token"
              value={form.tokenUrl}
              onChange={(event) => onChange({ tokenUrl: event.target.value })}
            />
          )}
        </Field>
        <Field label="Scopes" hint="Separated by spaces; empty if none are needed.">
          {(control) => (
            <Input
              {...control}
              isMono
              autoComplete="off"
              spellCheck={false}
              value={form.scopes}
              onChange={(event) => onChange({ scopes: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
