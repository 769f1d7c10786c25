/**
 * So many parts may be added to a pattern by writing out its repetitions (`a{1000}` adds 999). Go allows some three
 * million, which RE2JS would take a minute and gigabytes for.
 */
const MOST_ADDED_PARTS = 10_000;

const REPETITION = /\{(\d+)(?:,(\d*))?\}/y;
const CLASS = /\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]/y;

/** Throws Go's error for a regular expression that is too large once its repetitions are written out. */
export function checkRegexSize(pattern: string): void {
  if (!pattern.includes("{") || addedParts(pattern) <= MOST_ADDED_PARTS) return;
  throw new Error(`error parsing regexp: expression too large: \`${pattern}\``);
}

/** On the safe side; whether the pattern is well formed is for others to judge. */
function addedParts(pattern: string): number {
  /** Parts of the groups around, from the outermost in. */
  const groups = [0];
  let added = 0;
  let last = 0;
  const add = (parts: number): void => {
    last = parts;
    groups.push((groups.pop() ?? 0) + parts);
  };
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const [repetition, least, most] = char === "{" ? matchAt(REPETITION, pattern, at) : [];
    if (repetition !== undefined) {
      const times = Math.max(1, Number(least), Number(most ?? 0));
      added += last * (times - 1);
      add(last * (times - 1));
      last *= times;
      at += repetition.length - 1;
    } else if (char === "(") groups.push(0);
    else if (char === ")" && groups.length > 1) add(groups.pop() ?? 0);
    else if (char === "[") {
      at += (matchAt(CLASS, pattern, at)[0]?.length ?? 1) - 1;
      add(1);
    } else if (char === "\\") {
      at++;
      add(1);
    } else if (char !== "*" && char !== "+" && char !== "?") add(1);
  }
  return added;
}

function matchAt(expression: RegExp, text: string, at: number): readonly string[] {
  expression.lastIndex = at;
  return expression.exec(text) ?? [];
}
