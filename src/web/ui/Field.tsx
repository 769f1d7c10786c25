import { useId, type ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** What a control inside a Field must carry, so that label, hint and error are read with it. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps {
  readonly label: string;
  /** Quiet text beside the label. */
  readonly aside?: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and what would be right; replaces the hint. */
  readonly error?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

export function Field({ label, aside, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(error || hint);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="flex items-center gap-2 font-medium">
        {label}
        {aside && <span className="text-xs font-normal text-fg-3">{aside}</span>}
      </label>
      {children({
        id,
        "aria-describedby": hasNote ? noteId : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hasNote && (
        <span
          id={noteId}
          className={error ? "flex items-start gap-1.5 text-xs text-danger" : "text-xs text-fg-3"}
        >
          {error && <Icon name="circle-alert" size={14} className="mt-0.75" />}
          {error || hint}
        </span>
      )}
    </div>
  );
}
