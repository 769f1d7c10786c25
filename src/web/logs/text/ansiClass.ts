import type { AnsiSpan } from "../../../domain/frame/logs/ansi.ts";

/**
 * The 16 named colours of a terminal as tokens, so that any line is readable in both themes; the 256-colour cube and
 * its greys go to the nearest of them. A background is a tint of the same token.
 */
const BLACK = 0;
const WHITE = 7;
const BRIGHT_BLACK = 8;
const CUBE_FROM = 16;
const GREY_FROM = 232;
const CUBE_SIDE = 6;

/** The base colour (0–7: black, red, green, yellow, blue, magenta, cyan, white; 8: grey) of a colour index 0–255. */
function baseColor(index: number): number {
  if (index < BRIGHT_BLACK) return index;
  if (index === BRIGHT_BLACK) return BRIGHT_BLACK;
  if (index < CUBE_FROM) return index - BRIGHT_BLACK;
  if (index >= GREY_FROM) return index - GREY_FROM < 12 ? BRIGHT_BLACK : WHITE;
  const at = index - CUBE_FROM;
  const channels = [
    Math.floor(at / CUBE_SIDE / CUBE_SIDE),
    Math.floor(at / CUBE_SIDE) % CUBE_SIDE,
    at % CUBE_SIDE,
  ];
  const most = Math.max(...channels);
  if (most === 0) return BLACK;
  if (most - Math.min(...channels) < 2) return most < 3 ? BRIGHT_BLACK : WHITE;
  // A channel counts where it is at least half of the strongest: bit 0 red, 1 green, 2 blue, as terminals number them.
  return channels.reduce((bits, channel, bit) => bits | (channel * 2 > most ? 1 << bit : 0), 0);
}

/** The classes of a run of text; "" for none. They stand in logs.css. */
export function ansiClass(style: Omit<AnsiSpan, "text" | "from">): string {
  return [
    style.fg !== undefined && `sg-ansi-fg-${baseColor(style.fg)}`,
    style.bg !== undefined && `sg-ansi-bg-${baseColor(style.bg)}`,
    style.bold && "font-semibold",
    style.italic && "italic",
    style.dim && style.fg === undefined && "text-fg-3",
    style.underline && "underline",
    style.strike && "line-through",
  ]
    .filter(Boolean)
    .join(" ");
}
