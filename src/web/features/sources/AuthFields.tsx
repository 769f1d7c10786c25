import { useId } from "react";
import { Field } from "../../ui/Field.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { OAuth2Fields } from "./OAuth2Fields.tsx";
import type { AuthType, FormErrors, SourceForm } from "./sourceForm.ts";

export interface AuthFieldsProps {
  readonly form: SourceForm;
  readonly errors: FormErrors;
  /** The way to sign in whose secret is stored; leaving that field empty keeps it. */
  readonly storedAuth: AuthType | undefined;
  readonly onChange: (fields: Partial<SourceForm>) => void;
}

const ways = [
  { value: "none", label: "Nothing" },
  { value: "bearer", label: "Token" },
  { value: "basic", label: "Name and password" },
  { value: "oauth2", label: "OAuth2 client" },
] as const;

const KEPT = "Kept as it is; type to replace it";
const STAYS = "Stays on this server in a file only it can read. It never reaches a browser.";

export function AuthFields({ form, errors, storedAuth, onChange }: AuthFieldsProps) {
  const labelId = useId();
  return (
    <>
      <div className="flex flex-col gap-1">
        <span id={labelId} className="font-medium">
          Sign in with
        </span>
        <Segmented
          label="Sign in with"
          labelledBy={labelId}
          segments={ways}
          value={form.authType}
          onChange={(authType) => onChange({ authType })}
        />
      </div>
      {form.authType === "bearer" && (
        <Field label="Token" hint={STAYS} error={errors.token}>
          {(control) => (
            <PasswordInput
              {...control}
              isWriteOnly
              placeholder={storedAuth === "bearer" ? KEPT : ""}
              value={form.token}
              onChange={(event) => onChange({ token: event.target.value })}
            />
          )}
        </Field>
      )}
      {form.authType === "basic" && (
        <>
          <TextField
            label="Name"
            hint="Some systems call it client ID."
            error={errors.username}
            autoComplete="off"
            spellCheck={false}
            value={form.username}
            onChange={(username) => onChange({ username })}
          />
          <Field label="Password" hint={STAYS} error={errors.password}>
            {(control) => (
              <PasswordInput
                {...control}
                isWriteOnly
                placeholder={storedAuth === "basic" ? KEPT : ""}
                value={form.password}
                onChange={(event) => onChange({ password: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {form.authType === "oauth2" && (
        <OAuth2Fields
          {...{ form, errors, onChange }}
          hint={STAYS}
          placeholder={storedAuth === "oauth2" ? KEPT : ""}
        />
      )}
    </>
  );
}
