/** How many related metrics are offered. */
export const RELATED_LIMIT = 20;

/** Words that say how a metric is kept or measured, not what it is about. */
const KEPT = new Set([
  "total",
  "sum",
  "count",
  "bucket",
  "created",
  "info",
  "seconds",
  "bytes",
  "ratio",
  "avg",
  "max",
  "min",
]);

const POINTS = {
  /** `x_sum` beside `x_bucket`: the same thing counted otherwise. */
  sameBase: 100,
  /** Each leading word in common: the same exporter, the same subsystem. */
  leadingWord: 10,
  /** Each further word of what it is about, anywhere: `instance:node_cpu_utilisation` beside `node_cpu_seconds`. */
  sharedWord: 7,
} as const;

const tokensOf = (name: string) => name.toLowerCase().split(/[_:.\-/]/);

/** A name without what says how it is kept: `http_request_duration` of `http_request_duration_seconds_bucket`. */
function baseOf(tokens: readonly string[]): string {
  let end = tokens.length;
  while (end > 1 && KEPT.has(tokens[end - 1] ?? "")) end -= 1;
  return tokens.slice(0, end).join("_");
}

/** Names that are about the same thing, the nearest first, at most 20: the same base name, then the same prefix. */
export function relatedNames(names: readonly string[], name: string): readonly string[] {
  const tokens = tokensOf(name);
  const base = baseOf(tokens);
  const about = new Set(tokens.filter((token) => token.length > 2 && !KEPT.has(token)));
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const other of names) {
    // Most names share no word at all; this is cheaper than taking them apart.
    if (other === name || ![...about].some((word) => other.toLowerCase().includes(word))) continue;
    const score = scoreOf(tokensOf(other), { tokens, base, about });
    if (score > 0) scored.push({ name: other, score });
  }
  return scored
    .toSorted((a, b) => b.score - a.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, RELATED_LIMIT)
    .map((one) => one.name);
}

interface Wanted {
  readonly tokens: readonly string[];
  readonly base: string;
  readonly about: ReadonlySet<string>;
}

function scoreOf(others: readonly string[], { tokens, base, about }: Wanted): number {
  let leading = 0;
  while (leading < tokens.length && tokens[leading] === others[leading]) leading += 1;
  const shared = new Set(others.slice(leading).filter((token) => about.has(token)));
  const sameBase = baseOf(others) === base ? POINTS.sameBase : 0;
  return sameBase + leading * POINTS.leadingWord + shared.size * POINTS.sharedWord;
}
