import { quote } from "../../../domain/query/promql/goString.ts";
import { promFunctions } from "../functions/promFunctions.ts";
import type { AggregateNode, CallNode, CheckNode } from "./CheckNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import { readGrouping } from "./readGrouping.ts";
import { canBeginExpr, type Token } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** Arguments are expressions, which have calls in them; the caller hands the way to read them. */
type ReadExpr = (tokens: TokenStream) => CheckNode;

/** A function call; its name has been taken. */
export function readCall(tokens: TokenStream, name: Token, readExpr: ReadExpr): CallNode {
  const { args, to } = readArguments(tokens, readExpr);
  const signature = promFunctions.get(name.text)?.signature;
  if (!signature) throw new ParseRefusal(name.from, `unknown function with name ${quote(name.text)}`);
  return { type: "call", kind: signature.returns, from: name.from, to, name: name.text, args };
}

/** Aggregations with a parameter before the vector. */
const WITH_PARAMETER: ReadonlySet<string> = new Set([
  "bottomk",
  "count_values",
  "limit_ratio",
  "limitk",
  "quantile",
  "topk",
]);

/** An aggregation; its name has been taken. */
export function readAggregate(tokens: TokenStream, name: Token, readExpr: ReadExpr): AggregateNode {
  const isModifiedFirst = readModifier(tokens);
  const { args, to } = readArguments(tokens, readExpr);
  if (!isModifiedFirst) readModifier(tokens);
  const expected = WITH_PARAMETER.has(name.kind) ? 2 : 1;
  const expr = args[expected - 1];
  if (args.length === 0) throw new ParseRefusal(name.from, "no arguments for aggregate expression provided");
  if (args.length !== expected || !expr) {
    const counts = `expected ${expected}, got ${args.length}`;
    const message = `wrong number of arguments for aggregate expression provided, ${counts}`;
    throw new ParseRefusal(name.from, message);
  }
  const param = expected === 2 ? (args[0] ?? null) : null;
  return { type: "aggregate", kind: "vector", from: name.from, to, operator: name.kind, param, expr };
}

function readModifier(tokens: TokenStream): boolean {
  if (!tokens.accept("by") && !tokens.accept("without")) return false;
  readGrouping(tokens);
  return true;
}

function readArguments(tokens: TokenStream, readExpr: ReadExpr): { args: readonly CheckNode[]; to: number } {
  tokens.expect("(");
  const args: CheckNode[] = [];
  const empty = tokens.accept(")");
  if (empty) return { args, to: empty.to };
  for (;;) {
    args.push(readExpr(tokens));
    const comma = tokens.accept(",");
    if (!comma) return { args, to: tokens.expect(")").to };
    if (!canBeginExpr(tokens.peek())) {
      throw new ParseRefusal(comma.from, "trailing commas not allowed in function call args");
    }
  }
}
