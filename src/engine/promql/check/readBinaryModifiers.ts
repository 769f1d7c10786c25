import type { BinaryModifiersNode } from "./CheckNode.ts";
import { readGrouping } from "./readGrouping.ts";
import { readNumber } from "./readNumber.ts";
import { canBeginExpr, type Token } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** What may stand between an operator and its right side: bool, on or ignoring, group_x, fill_x, in this order. */
export function readBinaryModifiers(tokens: TokenStream): BinaryModifiersNode {
  const isBool = tokens.accept("bool") !== null;
  const matching = tokens.accept("on") ?? tokens.accept("ignoring");
  const labels = matching ? readGrouping(tokens) : [];
  const group = matching && (tokens.accept("group_left") ?? tokens.accept("group_right"));
  const include = group ? readInclude(tokens) : [];
  const hasFill = readFill(tokens);
  return { isBool, isOn: matching?.kind === "on", labels, isGrouped: group !== null, include, hasFill };
}

/** Labels behind group_x may be left out, where an operand or fill follows. */
function readInclude(tokens: TokenStream): readonly string[] {
  const next = tokens.peek();
  const isLeftOut = next.kind !== "(" && (canBeginExpr(next) || isFill(next));
  return isLeftOut ? [] : readGrouping(tokens);
}

const isFill = ({ kind }: Token): boolean => kind === "fill" || kind === "fill_left" || kind === "fill_right";

function readFill(tokens: TokenStream): boolean {
  if (!isFill(tokens.peek())) return false;
  const { kind } = tokens.take();
  readFillValue(tokens);
  const other = kind === "fill_left" ? "fill_right" : "fill_left";
  if (kind !== "fill" && tokens.accept(other)) readFillValue(tokens);
  return true;
}

function readFillValue(tokens: TokenStream): void {
  tokens.expect("(");
  if (!tokens.accept("+")) tokens.accept("-");
  readNumber(tokens);
  tokens.expect(")");
}
