/**
 * So many parts may be added to a pattern by writing out its repetitions (`a{1000}` adds 999). Go allows some three
 * million, which RE2JS would take a minute and gigabytes for.
 */
const MOST_ADDED_PARTS = 10_000;
/** What a class such as `\pL` adds, which is hundreds of ranges. */
const UNICODE_CLASS_PARTS = 10;

/** Throws Go's error for a regular expression that is too large once its repetitions are written out. */
export function checkRegexSize(pattern: string): void {
  if (addedParts(pattern) + UNICODE_CLASS_PARTS * unicodeClasses(pattern) <= MOST_ADDED_PARTS) return;
  throw new Error(`error parsing regexp: expression too large: \`${pattern}\``);
}

const unicodeClasses = (pattern: string): number => pattern.match(/\\p/gi)?.length ?? 0;

/** What RE2 lets repetitions within each other come to; it refuses more by itself, in words of its own. */
const MOST_TIMES = 1_000;

interface Part {
  /** How many there are once repetitions are written out. */
  readonly count: number;
  /** What the repetitions within come to. */
  readonly times: number;
}

const ONE: Part = { count: 1, times: 1 };

/** On the safe side; whether the pattern is well formed is for others to judge. */
function addedParts(pattern: string): number {
  const groups = [{ count: 0, times: 1 }];
  let added = 0;
  let last: Part = { count: 0, times: 1 };
  const add = (part: Part): void => {
    last = part;
    const group = groups.at(-1);
    if (group === undefined) return;
    group.count += part.count;
    group.times = Math.max(group.times, part.times);
  };
  for (let at = 0; at < pattern.length; at++) {
    const [text = "", least, most] = tokenAt(pattern, at);
    at += text.length - 1;
    if (least !== undefined) {
      const repeated = Math.max(1, Number(least), Number(most ?? 0));
      const { count, times } = last;
      if (times * repeated > MOST_TIMES) return 0;
      added += count * (repeated - 1);
      add({ count: count * (repeated - 1), times: times * repeated });
      last = { count: count * repeated, times: times * repeated };
    } else if (text === "(") groups.push({ count: 0, times: 1 });
    else if (text === ")" && groups.length > 1) add(groups.pop() ?? ONE);
    else if (!/^[*+?]$/.test(text)) add(ONE);
  }
  return added;
}

/** A repetition with its bounds, an escape, a class, or a character. */
const TOKEN = /\{(\d+)(?:,(\d*))?\}|\\[xpP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|./suy;

function tokenAt(pattern: string, at: number): readonly (string | undefined)[] {
  TOKEN.lastIndex = at;
  return TOKEN.exec(pattern) ?? [pattern[at]];
}
