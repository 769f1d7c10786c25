import { copyText } from "../../lib/clipboard.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { showToast } from "../../ui/toasts.ts";

export interface CopyRowProps {
  readonly label: string;
  readonly hint?: string;
  readonly text: string;
  readonly button: string;
  readonly isPrimary: boolean;
  /** It came in the place of the button that was pressed, and takes the focus over from it. */
  readonly takesFocus?: boolean;
}

/** Text to take along, with a button that does. */
export function CopyRow({ label, hint, text, button, isPrimary, takesFocus = false }: CopyRowProps) {
  const copy = async () => {
    const isCopied = await copyText(text);
    showToast(isCopied ? "Link copied" : "The browser did not allow copying; select the link and copy it");
  };
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <div className="flex items-center gap-2">
          <Input {...control} readOnly isMono value={text} onFocus={(event) => event.target.select()} />
          <Button
            variant={isPrimary ? "primary" : "default"}
            icon="copy"
            size="lg"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- see takesFocus
            autoFocus={takesFocus}
            onClick={() => void copy()}
          >
            {button}
          </Button>
        </div>
      )}
    </Field>
  );
}
