import { Field } from "../../ui/Field.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { TextField } from "../../ui/TextField.tsx";
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
      <TextField
        label="Client ID"
        error={errors.clientId}
        autoComplete="off"
        spellCheck={false}
        value={form.clientId}
        onChange={(clientId) => onChange({ clientId })}
      />
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
        <TextField
          label="Token URL"
          hint="Where tokens are fetched; the secret goes there alone."
          error={errors.tokenUrl}
          isMono
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://id.example.org/oauth2/token"
          value={form.tokenUrl}
          onChange={(tokenUrl) => onChange({ tokenUrl })}
        />
        <TextField
          label="Scopes"
          hint="Separated by spaces; empty if none are needed."
          isMono
          autoComplete="off"
          spellCheck={false}
          value={form.scopes}
          onChange={(scopes) => onChange({ scopes })}
        />
      </div>
    </>
  );
}
