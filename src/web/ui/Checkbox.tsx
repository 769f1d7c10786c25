import type { ComponentProps, ReactNode } from "react";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "size"> {
  readonly children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <label className="inline-flex min-h-6 items-center gap-2">
      <input type="checkbox" className="size-4 shrink-0 accent-accent" {...rest} />
      {children}
    </label>
  );
}
