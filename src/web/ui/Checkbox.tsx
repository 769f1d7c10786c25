import type { ComponentProps, ReactNode } from "react";
import { checkboxClass } from "./tickClass.ts";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "size"> {
  readonly children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <label className="inline-flex min-h-6 items-center gap-2">
      <input type="checkbox" className={checkboxClass} {...rest} />
      {children}
    </label>
  );
}
