/** As the server rounds them: a window a little wider asks for the same answer. */
const WIDTHS_PX = [240, 480, 960, 1920] as const;
const WIDEST_PX = 1920;

export function panelWidth(widthPx: number): number {
  return WIDTHS_PX.find((one) => widthPx <= one) ?? WIDEST_PX;
}
