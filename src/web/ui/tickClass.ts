const box =
  "m-0 size-4 shrink-0 appearance-none border border-line-3 bg-surface-3 transition-colors disabled:border-line-2 disabled:bg-fill-1 disabled:before:bg-fg-3 forced-colors:appearance-auto";

/** A checkbox in the colours of the theme; where colours are forced, the system's own. */
export const checkboxClass = `${box} grid place-items-center rounded-sm before:size-2.5 before:scale-0 before:bg-on-accent before:[clip-path:polygon(14%_46%,0_62%,40%_100%,100%_22%,85%_8%,38%_68%)] checked:border-accent checked:bg-accent checked:before:scale-100 forced-colors:before:hidden`;

/** One of a group of radio buttons, likewise. */
export const radioClass = `${box} rounded-full checked:border-5 checked:border-accent forced-colors:checked:border`;
