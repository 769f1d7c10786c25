import { copyText } from "../../lib/clipboard.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, type FieldControl } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { showToast } from "../../ui/toasts.ts";

export interface CopyRowProps {
  readonly label: string;
  readonly hint?: string;
  /** An address on this server. */
  readonly text: string;
  readonly button: string;
  readonly isPrimary: boolean;
  /** It came in the place of the button that was pressed: takes the focus over from it, and needs no label to be seen. */
  readonly isAnswer?: boolean;
}

/** An address to take along, with a button that does. */
export function CopyRow({ label, hint, isAnswer = false, ...rest }: CopyRowProps) {
  if (isAnswer) return <CopyField {...rest} isAnswer control={{ "aria-label": label }} />;
  return (
    <Field label={label} hint={hint}>
      {(control) => <CopyField {...rest} isAnswer={false} control={control} />}
    </Field>
  );
}

interface CopyFieldProps extends Pick<CopyRowProps, "text" | "button" | "isPrimary"> {
  readonly isAnswer: boolean;
  readonly control: FieldControl | { readonly "aria-label": string };
}

function CopyField({ text, button, isPrimary, isAnswer, control }: CopyFieldProps) {
  const { origin } = window.location;
  const copy = async () => {
    const isCopied = await copyText(text);
    showToast(isCopied ? "Link copied" : "The browser did not allow copying; select the link and copy it");
  };
  return (
    <Input
      {...control}
      readOnly
      isMono
      value={text}
      title={text}
      // Every address of this server begins alike.
      shown={text.startsWith(origin) ? text.slice(origin.length) : text}
      onFocus={(event) => event.target.select()}
      className="min-h-9 pr-1! max-sm:min-h-10"
      end={
        <Button
          variant={isPrimary ? "primary" : "default"}
          icon="copy"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- see isAnswer
          autoFocus={isAnswer}
          onClick={() => void copy()}
        >
          {button}
        </Button>
      }
    />
  );
}
