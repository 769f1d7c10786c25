import type { ComponentProps } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./buttonClass.ts";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import { Tooltip } from "./Tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  readonly icon: IconName;
  /** The accessible name, shown as tooltip too. */
  readonly label: string;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly isPressed?: boolean;
}

/** An icon alone: only for hide, menu, close, zoom, refresh, download, draw mode. */
export function IconButton({
  icon,
  label,
  variant = "ghost",
  size = "md",
  isPressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        className={cx(buttonClass({ variant, size, isSquare: true }), className)}
        {...rest}
      >
        <Icon name={icon} size={size === "sm" ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
