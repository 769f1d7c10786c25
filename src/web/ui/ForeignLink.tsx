import type { ReactNode } from "react";

export interface ForeignLinkProps {
  /** http or https; whoever makes it has seen to that. */
  readonly href: string;
  readonly className?: string;
  /** A dialog puts the focus here first. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/** The one way to a page of somebody else (S18): beside ours, which it can neither reach nor learn the address of. */
export function ForeignLink({ href, className, takesFocus = false, children }: ForeignLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={className}
      {...(takesFocus && { "data-autofocus": true })}
    >
      {children}
    </a>
  );
}
