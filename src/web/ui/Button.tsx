import type { ComponentProps, ReactNode } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./buttonClass.ts";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

export interface ButtonProps extends ComponentProps<"button"> {
  /** One primary button per view. */
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: IconName;
  /** An icon after the text: a chevron for what opens. */
  readonly endIcon?: IconName;
  /** A toggle; leave it out for a plain button. */
  readonly isPressed?: boolean;
  readonly children: ReactNode;
}

export function Button({
  variant,
  size,
  icon,
  endIcon,
  isPressed,
  className,
  children,
  ...rest
}: ButtonProps) {
  const look = { ...(variant && { variant }), ...(size && { size }) };
  const iconClass = variant === "primary" || variant === "ghost" ? "" : "text-fg-2";
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      data-primary={variant === "primary" || undefined}
      className={cx(buttonClass(look), className)}
      {...rest}
    >
      {icon && (
        <Icon name={icon} size={size === "sm" || variant === "primary" ? 14 : 16} className={iconClass} />
      )}
      {children}
      {endIcon && <Icon name={endIcon} size={14} className={iconClass} />}
    </button>
  );
}
