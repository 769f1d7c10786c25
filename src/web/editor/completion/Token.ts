export type TokenKind =
  | "word"
  | "string"
  | "number"
  | "variable"
  | "operator"
  | "bracket"
  | "comma"
  | "colon"
  | "flag"
  | "comment"
  | "other";

/** One token of a query; `from` and `to` are UTF-16 offsets, `to` exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
