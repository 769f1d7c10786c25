let context: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();
const KEPT = 2000;

/** Width of a tick label in pixels, in the font of the axes. */
export function measureLabel(fontFamily: string): (text: string) => number {
  context ??= document.createElement("canvas").getContext("2d");
  const font = `400 11px ${fontFamily}`;
  return (text) => {
    const key = `${font} ${text}`;
    const before = widths.get(key);
    if (before !== undefined) return before;
    if (!context) return text.length * 6;
    context.font = font;
    const { width } = context.measureText(text);
    if (widths.size >= KEPT) widths.clear();
    widths.set(key, width);
    return width;
  };
}
