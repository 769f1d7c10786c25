/** `$customer` or `${customer}` in a text. */
export interface VariableMention {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** False for `${customer:regex}`: how a value is written is decided by where it stands. */
  readonly isPlain: boolean;
}

const MENTION = /\$\{(\w+)(:\w+)?\}|\$(\w+)/g;
/** As `boardVariable` of the contract has it, so `$1`, `$__range` and `$UPPER` are none of ours. */
const NAME = /^[a-z][a-z0-9_]{0,30}$/;

/** Everything in a text that may be a variable of a board, in text order. */
export function findVariables(text: string): readonly VariableMention[] {
  if (!text.includes("$")) return [];
  return [...text.matchAll(MENTION)].flatMap((match) => {
    const name = match[1] ?? match[3] ?? "";
    if (!NAME.test(name)) return [];
    return [{ name, from: match.index, to: match.index + match[0].length, isPlain: match[2] === undefined }];
  });
}
