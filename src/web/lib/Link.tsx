import type { ComponentProps, MouseEvent } from "react";
import { withBase } from "./basePath.ts";
import { appLocation } from "./location.ts";

export interface LinkProps extends Omit<ComponentProps<"a">, "href"> {
  /** A path of this app: "/sources?add=1". */
  readonly to: string;
}

/** True for a plain left click, which stays in this page; Mod-click and the middle button open a tab as ever. */
function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export function Link({ to, onClick, children, ...rest }: LinkProps) {
  return (
    <a
      href={withBase(to)}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        appLocation.go(to);
      }}
      {...rest}
    >
      {children}
    </a>
  );
}
