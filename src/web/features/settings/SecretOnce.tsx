import { copyText } from "../../lib/clipboard.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { showToast } from "../../ui/toasts.ts";

/** A secret that is seen this once. */
export function SecretOnce({ label, text }: { readonly label: string; readonly text: string }) {
  const copy = async () =>
    showToast(
      (await copyText(text)) ? `${label} copied` : "The browser did not allow copying; select it and copy it",
    );
  return (
    <Field label={label} hint="Copy it now: it cannot be shown again.">
      {(control) => (
        <div className="flex items-center gap-2">
          <Input
            {...control}
            readOnly
            isMono
            value={text}
            shown={text}
            onFocus={(event) => event.target.select()}
          />
          <Button
            variant="primary"
            size="lg"
            icon="copy"
            // It comes in the place of the button that was pressed, and takes the focus over from it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            onClick={() => void copy()}
          >
            Copy
          </Button>
        </div>
      )}
    </Field>
  );
}
