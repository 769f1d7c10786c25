import { type PersonView, role as roles } from "../../../contract/session.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { PersonForm } from "./PersonDialog.tsx";
import { roleWords } from "./roleWords.ts";
import { SourceChoice } from "./SourceChoice.tsx";

export interface PersonFieldsProps {
  readonly form: PersonForm;
  readonly person: PersonView | null;
  readonly isJudged: boolean;
  readonly onChange: (form: PersonForm) => void;
}

const NAME_LENGTH = 200;

export function PersonFields({ form, person, isJudged, onChange }: PersonFieldsProps) {
  const change = (fields: Partial<PersonForm>) => onChange({ ...form, ...fields });
  // Name and role of somebody who signs in elsewhere come from there.
  const isForeign = person !== null && person.origin !== "password";
  return (
    <>
      {isForeign ? (
        <p className="text-fg-2">
          {person.name} is {roleWords[person.role].name.toLowerCase()}: name and role come from where they
          sign in.
        </p>
      ) : (
        <>
          <TextField
            label="Name"
            error={isJudged && form.name.trim() === "" ? "Give a name." : undefined}
            data-autofocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={NAME_LENGTH}
            value={form.name}
            onChange={(name) => change({ name })}
          />
          <div className="flex flex-col gap-1">
            <span className="font-medium">Role</span>
            <Segmented
              label="Role"
              segments={roles.options.map((value) => ({ value, label: roleWords[value].name }))}
              value={form.role}
              onChange={(role) => change({ role })}
            />
            <span className="text-xs text-fg-3">{roleWords[form.role].may}</span>
          </div>
        </>
      )}
      {form.role === "editor" && (
        <SourceChoice
          label="May explore"
          allText="All sources"
          value={form.sources}
          onChange={(sources) => change({ sources })}
        />
      )}
      {person && (
        <Checkbox
          checked={form.isDisabled}
          onChange={(event) => change({ isDisabled: event.target.checked })}
        >
          Switched off: cannot sign in, and tokens stop working
        </Checkbox>
      )}
    </>
  );
}
