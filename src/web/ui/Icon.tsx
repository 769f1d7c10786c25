import { createElement } from "react";
import { cx } from "./cx.ts";
import { icons, type IconName, type IconShape } from "./icons.ts";

export interface IconProps {
  readonly name: IconName;
  /** Pixels: 16 default, 18 rail, 14 small controls and status, 12 badges and keys, 20 problem states. */
  readonly size?: 12 | 14 | 16 | 18 | 20;
  readonly className?: string;
}

/** The stroke is 1.5 px at every size; the drawing's unit is 1/24 of it. */
const STROKE_PX = 1.5;

/** Decorative: the name of the control says it. Takes the colour of the text around it. */
export function Icon({ name, size = 16, className }: IconProps) {
  const shapes: readonly IconShape[] = icons[name];
  return (
    <svg
      aria-hidden="true"
      className={cx("shrink-0", className)}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={(STROKE_PX * 24) / size}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {shapes.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  );
}
