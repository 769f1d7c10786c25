import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

export interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  readonly icon?: IconName;
  /** After the text: a badge, a button. */
  readonly end?: ReactNode;
  /** 24 and 32 px high. */
  readonly size?: "sm" | "lg";
  readonly isMono?: boolean;
  /** The part of the value that tells: seen in its place until it has the focus. Read and copied is the value. */
  readonly shown?: string;
}

/** The box around a text control: edge, focus and error state. */
function inputBoxClass(size: "sm" | "lg"): string {
  return cx(
    "flex w-full min-w-0 items-center gap-2 rounded border bg-surface-3 has-aria-invalid:border-danger",
    "has-[input:focus,textarea:focus]:border-focus has-[input:focus,textarea:focus]:outline-2 has-[input:focus,textarea:focus]:-outline-offset-1 has-[input:focus,textarea:focus]:outline-focus",
    size === "sm" ? "h-6 border-line-2 px-2 text-xs max-sm:h-8" : "min-h-8 border-line-3 px-2.5",
  );
}

export function Input(props: InputProps) {
  const { icon, end, size = "lg", isMono = false, shown, className, ...rest } = props;
  const control = (
    <input
      className={cx("min-w-0 grow self-stretch bg-transparent outline-none", isMono && "mono text-xs")}
      {...rest}
    />
  );
  return (
    <div className={cx(inputBoxClass(size), className)}>
      {icon && <Icon name={icon} size={size === "sm" ? 14 : 16} className="text-fg-3" />}
      {shown === undefined ? (
        control
      ) : (
        <span className="group relative flex min-w-0 grow self-stretch">
          {control}
          <span
            aria-hidden="true"
            className={cx(
              "cut pointer-events-none absolute inset-x-0 top-1/2 -translate-y-1/2 bg-surface-3 group-focus-within:hidden",
              isMono && "mono text-xs",
            )}
          >
            {shown}
          </span>
        </span>
      )}
      {end}
    </div>
  );
}

export interface TextAreaProps extends ComponentProps<"textarea"> {
  readonly isMono?: boolean;
}

export function TextArea({ isMono = false, className, ...rest }: TextAreaProps) {
  return (
    <div className={cx(inputBoxClass("lg"), className)}>
      <textarea
        className={cx(
          "min-h-16 w-full resize-y bg-transparent py-1.5 outline-none",
          isMono && "mono text-xs",
        )}
        {...rest}
      />
    </div>
  );
}
