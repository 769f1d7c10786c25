/**
 * Whether a regular expression of Go's RE2, anchored at both ends, matches the empty text. Read from its syntax, in
 * linear time: handing a reader's pattern to JavaScript's own engine could take for ever, and its syntax is another.
 * Null where the pattern is no RE2: a bracket not closed, or a repetition of nothing.
 */
export function matchesEmpty(pattern: string): boolean | null {
  const groups: Group[] = [{ isAnyEmpty: false, isSoFarEmpty: true }];
  let last: Last = null;
  let at = 0;
  while (at < pattern.length) {
    const group = groups.at(-1);
    if (!group) return null;
    const token = readToken(pattern, at);
    if (!token) return null;
    at = token.to;
    switch (token.kind) {
      case "open":
        close(group, last);
        groups.push({ isAnyEmpty: false, isSoFarEmpty: true });
        last = null;
        break;
      case "close":
        close(group, last);
        groups.pop();
        if (groups.length === 0) return null;
        last = { isEmpty: group.isAnyEmpty || group.isSoFarEmpty };
        break;
      case "or":
        close(group, last);
        group.isAnyEmpty ||= group.isSoFarEmpty;
        group.isSoFarEmpty = true;
        last = null;
        break;
      case "repeat":
        if (!last || last.isRepeated) return null;
        last = { isEmpty: last.isEmpty || token.isEmpty, isRepeated: true };
        break;
      default:
        close(group, last);
        last = { isEmpty: token.isEmpty };
    }
  }
  const [group] = groups;
  if (!group || groups.length > 1) return null;
  close(group, last);
  return group.isAnyEmpty || group.isSoFarEmpty;
}

interface Group {
  /** An alternative before this one matches the empty text. */
  isAnyEmpty: boolean;
  /** All of this alternative up to here does. */
  isSoFarEmpty: boolean;
}

/** The element a repetition would apply to. */
type Last = { readonly isEmpty: boolean; readonly isRepeated?: boolean } | null;

function close(group: Group, last: Last): void {
  if (last && !last.isEmpty) group.isSoFarEmpty = false;
}

interface Token {
  readonly kind: "open" | "close" | "or" | "repeat" | "element";
  /** For elements: matches the empty text. For repetitions: none at all is allowed. */
  readonly isEmpty: boolean;
  readonly to: number;
}

/** A question mark behind makes it lazy, which changes nothing here. */
const REPEAT = /(?:[*?+]|\{\d{1,4}(?:,\d{0,4})?\})\??/y;
const GROUP_HEAD = /\(\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:)/y;
const FLAGS = /\(\?[imsU]*(?:-[imsU]+)?\)/y;
/** Inside a class a bracket may come first, and `[:alpha:]` has its own. */
const CLASS = /\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[^]|[^\]\\])*\]/y;
const QUOTED = /\\Q[^]*?(?:\\E|$)/y;
const ESCAPE = /\\(?:[pP](?:\{\^?\w+\}|\w)|x(?:\{[0-9a-fA-F]+\}|[0-9a-fA-F]{2})|[0-7]{1,3}|[^])/y;
/** Places, not characters; `\b` is none in an empty text. */
const EMPTY_ESCAPES: ReadonlySet<string> = new Set(["\\A", "\\z", "\\B"]);

function readToken(pattern: string, at: number): Token | null {
  const match = (expression: RegExp): string | null => {
    expression.lastIndex = at;
    return expression.exec(pattern)?.[0] ?? null;
  };
  const token = (kind: Token["kind"], length: number, isEmpty = false): Token => ({
    kind,
    isEmpty,
    to: at + length,
  });
  switch (pattern[at]) {
    case "(": {
      const flags = match(FLAGS);
      if (flags !== null) return token("element", flags.length, true);
      const head = match(GROUP_HEAD);
      if (head === null && pattern[at + 1] === "?") return null;
      return token("open", head?.length ?? 1);
    }
    case ")":
      return token("close", 1);
    case "|":
      return token("or", 1);
    case "*":
    case "?":
    case "+":
    case "{": {
      const repeat = match(REPEAT);
      return repeat === null
        ? token("element", 1)
        : token("repeat", repeat.length, /^(?:[*?]|\{0+\D)/.test(repeat));
    }
    case "[": {
      const characters = match(CLASS);
      return characters === null ? null : token("element", characters.length);
    }
    case "^":
    case "$":
      return token("element", 1, true);
    case "\\": {
      const escape = match(QUOTED) ?? match(ESCAPE);
      if (escape === null) return null;
      return token("element", escape.length, escape === "\\Q\\E" || EMPTY_ESCAPES.has(escape));
    }
    default:
      return token("element", 1);
  }
}
