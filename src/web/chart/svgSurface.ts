import { DASH } from "./surface.ts";
import type { Box, Surface } from "./surface.ts";
import type { Pen } from "../../domain/chart/traceLine.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeText = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? "");
/** A hundredth of a pixel; keeps the file small. */
const round = (x: number) => String(Math.round(x * 100) / 100);

function pathOf(trace: (pen: Pen) => void, isClosed: boolean): string {
  const parts: string[] = [];
  trace({
    moveTo: (x, y) => {
      if (isClosed && parts.length > 0) parts.push("Z");
      parts.push(`M${round(x)} ${round(y)}`);
    },
    lineTo: (x, y) => parts.push(`L${round(x)} ${round(y)}`),
  });
  if (isClosed && parts.length > 0) parts.push("Z");
  return parts.join("");
}

/** Collects a drawing as SVG text, with real vector lines. */
export function svgSurface(fonts: { readonly sans: string; readonly mono: string }): Surface & {
  finish(size: { readonly width: number; readonly height: number; readonly title: string }): string;
} {
  const parts: string[] = [];
  let clips = 0;
  const family = (isMono: boolean | undefined) => escapeText(isMono ? fonts.mono : fonts.sans);
  return {
    stroke(trace, style) {
      const path = pathOf(trace, false);
      if (path === "") return;
      const dash = style.isDashed ? ` stroke-dasharray="${DASH.join(" ")}"` : "";
      parts.push(
        `<path d="${path}" fill="none" stroke="${style.colour}" stroke-width="${style.width}" stroke-linejoin="round" stroke-linecap="round"${dash}/>`,
      );
    },
    fill(trace, style) {
      const path = pathOf(trace, true);
      if (path === "") return;
      const alpha = style.alpha === undefined ? "" : ` fill-opacity="${style.alpha}"`;
      parts.push(`<path d="${path}" fill="${style.colour}"${alpha}/>`);
    },
    dots({ xs, ys, radius }, colour) {
      const circles = xs.map((x, i) => `<circle cx="${round(x)}" cy="${round(ys[i] ?? 0)}" r="${radius}"/>`);
      if (circles.length > 0) parts.push(`<g fill="${colour}">${circles.join("")}</g>`);
    },
    text(text, style) {
      const weight = style.isStrong ? ' font-weight="500"' : "";
      parts.push(
        `<text x="${round(style.x)}" y="${round(style.y)}" font-size="${style.sizePx ?? 11}" font-family="${family(style.isMono)}"${weight} fill="${style.colour}" text-anchor="${style.anchor ?? "start"}">${escapeText(text)}</text>`,
      );
    },
    inside(box: Box, draw) {
      const id = `clip-${(clips += 1)}`;
      const { left, top, width, height } = box;
      parts.push(
        `<clipPath id="${id}"><rect width="${round(width)}" height="${round(height)}"/></clipPath><g transform="translate(${round(left)} ${round(top)})"><g clip-path="url(#${id})">`,
      );
      draw();
      parts.push("</g></g>");
    },
    finish: ({ width, height, title }) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escapeText(title)}</title>${parts.join("")}</svg>\n`,
  };
}
