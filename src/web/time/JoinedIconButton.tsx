import type { ComponentProps } from "react";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.ts";
import { Tooltip } from "../ui/Tooltip.tsx";
import { joinedButtonClass } from "./joinedClass.ts";

export interface JoinedIconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  readonly icon: IconName;
  /** The accessible name, shown as tooltip too. */
  readonly label: string;
}

/** An icon button inside a joined group. */
export function JoinedIconButton({ icon, label, ...rest }: JoinedIconButtonProps) {
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} className={joinedButtonClass(true)} {...rest}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}
