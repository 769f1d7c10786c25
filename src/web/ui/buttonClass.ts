import { cx } from "./cx.ts";

export type ButtonVariant = "default" | "primary" | "ghost" | "danger";
/** 24, 28 and 32 px high. */
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  default: "border-line-2 bg-surface-3 text-fg-1 font-medium hover:ground-hover active:ground-press",
  primary: "border-transparent bg-accent text-on-accent font-medium hover:bg-accent-hover",
  ghost:
    "border-transparent text-fg-2 hover:bg-fill-1 hover:text-fg-1 aria-pressed:bg-fill-2 aria-pressed:text-fg-1 aria-expanded:bg-fill-2 aria-expanded:text-fg-1",
  danger: "border-line-2 bg-surface-3 text-danger font-medium hover:ground-hover active:ground-press",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-6 gap-1.25 text-xs",
  md: "h-7 gap-1.5 max-sm:h-8",
  lg: "h-8 gap-1.5",
};

const paddings: Record<ButtonSize, string> = { sm: "px-2", md: "px-2.5", lg: "px-3.5" };
const squares: Record<ButtonSize, string> = { sm: "w-6", md: "w-7 max-sm:w-8", lg: "w-8" };

export interface ButtonLook {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** An icon alone, as wide as it is high. */
  readonly isSquare?: boolean;
}

/** The look of a button, for buttons and for links that act as one. */
export function buttonClass({ variant = "default", size = "md", isSquare = false }: ButtonLook): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center rounded border whitespace-nowrap no-underline transition-colors",
    "disabled:border-transparent disabled:bg-fill-1 disabled:text-fg-3 aria-disabled:border-transparent aria-disabled:bg-fill-1 aria-disabled:text-fg-3",
    // aria-pressed alone says "on"; the false value must not look so.
    "aria-[pressed=false]:bg-transparent aria-[expanded=false]:bg-transparent",
    sizes[size],
    isSquare ? squares[size] : paddings[size],
    variants[variant],
  );
}
