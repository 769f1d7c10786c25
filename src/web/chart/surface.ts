import type { Pen } from "../../domain/chart/traceLine.ts";

export interface StrokeStyle {
  readonly colour: string;
  readonly width: number;
  /** Second round of colours: 5 on, 3.5 off. */
  readonly isDashed?: boolean;
}

export interface FillStyle {
  readonly colour: string;
  readonly alpha?: number;
}

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly isStrong?: boolean;
  readonly isMono?: boolean;
  /** Default 11. */
  readonly sizePx?: number;
}

export interface Dots {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly radius: number;
}

/** What a chart is drawn on: the canvas of the page, the canvas of a PNG, the text of an SVG. One drawing, three places. */
export interface Surface {
  stroke(trace: (pen: Pen) => void, style: StrokeStyle): void;
  /** Subpaths are closed. */
  fill(trace: (pen: Pen) => void, style: FillStyle): void;
  dots(dots: Dots, colour: string): void;
  text(text: string, style: TextStyle): void;
  /** Draws with the origin moved and everything outside the box cut off. */
  inside(box: Box, draw: () => void): void;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const DASH: readonly [on: number, off: number] = [5, 3.5];

/** A rectangle as a subpath. */
export function traceBox(pen: Pen, { left, top, width, height }: Box): void {
  pen.moveTo(left, top);
  pen.lineTo(left + width, top);
  pen.lineTo(left + width, top + height);
  pen.lineTo(left, top + height);
}
