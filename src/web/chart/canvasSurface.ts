import { DASH } from "./surface.ts";
import type { Surface, TextStyle } from "./surface.ts";

export interface Fonts {
  readonly sans: string;
  readonly mono: string;
}

function fontOf(style: TextStyle, fonts: Fonts): string {
  return `${style.isStrong ? 500 : 400} ${style.sizePx ?? 11}px ${style.isMono ? fonts.mono : fonts.sans}`;
}

export function canvasSurface(context: CanvasRenderingContext2D, fonts: Fonts): Surface {
  context.lineJoin = "round";
  context.lineCap = "round";
  return {
    stroke(trace, style) {
      context.strokeStyle = style.colour;
      context.lineWidth = style.width;
      if (style.isDashed) context.setLineDash([...DASH]);
      context.beginPath();
      trace(context);
      context.stroke();
      if (style.isDashed) context.setLineDash([]);
    },
    fill(trace, style) {
      context.globalAlpha = style.alpha ?? 1;
      context.fillStyle = style.colour;
      context.beginPath();
      trace(context);
      context.fill();
      context.globalAlpha = 1;
    },
    dots({ xs, ys, radius }, colour) {
      context.fillStyle = colour;
      context.beginPath();
      for (let i = 0; i < xs.length; i++) {
        const x = xs[i] ?? 0;
        const y = ys[i] ?? 0;
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      }
      context.fill();
    },
    text(text, style) {
      context.font = fontOf(style, fonts);
      context.fillStyle = style.colour;
      context.textAlign = style.anchor === "middle" ? "center" : (style.anchor ?? "start");
      context.fillText(text, style.x, style.y);
    },
    inside(box, draw) {
      context.save();
      context.beginPath();
      context.rect(box.left, box.top, box.width, box.height);
      context.clip();
      context.translate(box.left, box.top);
      draw();
      context.restore();
    },
  };
}
