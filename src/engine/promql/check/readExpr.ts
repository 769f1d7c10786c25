import { ParseRefusal } from "./ParseRefusal.ts";
import type { BinaryModifiersNode, CheckNode } from "./CheckNode.ts";
import { readAggregate, readCall } from "./readCall.ts";
import { readBinaryModifiers } from "./readBinaryModifiers.ts";
import { readNumber } from "./readNumber.ts";
import { readSelector, valueOf } from "./readSelector.ts";
import { readTimeModifiers } from "./readTimeModifiers.ts";
import { canNameMetric, isAggregation, isPreprocessor, type Token, type TokenKind } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** Higher binds tighter; a sign binds like a product, offset, @ and brackets tightest. */
const PRECEDENCE: ReadonlyMap<TokenKind, number> = new Map<TokenKind, number>([
  ["or", 1],
  ["and", 2],
  ["unless", 2],
  ...(["==", ">=", ">", "<", "<=", "!=", "</", ">/"] as const).map((sign) => [sign, 3] as const),
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["%", 5],
  ["atan2", 5],
  ["^", 6],
]);
const ABOVE_SIGN = 6;

/** The whole query. */
export function readQuery(tokens: TokenStream): CheckNode {
  if (tokens.is("end of input")) throw new ParseRefusal(0, "no expression found in input");
  const expr = readExpr(tokens);
  tokens.expect("end of input");
  return expr;
}

/** An expression up to the token that cannot belong to it. */
function readExpr(tokens: TokenStream): CheckNode {
  return continueExpr(tokens, readOperand(tokens), 1);
}

function continueExpr(tokens: TokenStream, first: CheckNode, minPrecedence: number): CheckNode {
  let lhs = first;
  for (;;) {
    const precedence = PRECEDENCE.get(tokens.peek().kind) ?? 0;
    if (precedence < minPrecedence) return lhs;
    const operator = tokens.take();
    const modifiers = readBinaryModifiers(tokens);
    const next = operator.kind === "^" ? precedence : precedence + 1;
    const rhs = continueExpr(tokens, readOperand(tokens), next);
    lhs = binary({ lhs, rhs, operator, modifiers });
  }
}

interface BinaryParts {
  readonly lhs: CheckNode;
  readonly rhs: CheckNode;
  readonly operator: Token;
  readonly modifiers: BinaryModifiersNode;
}

function binary({ lhs, rhs, operator, modifiers }: BinaryParts): CheckNode {
  if (modifiers.hasFill)
    throw new ParseRefusal(lhs.from, "binop fill modifiers are experimental and not enabled");
  const kind = lhs.kind === "scalar" && rhs.kind === "scalar" ? "scalar" : "vector";
  return {
    type: "binary",
    kind,
    from: lhs.from,
    to: rhs.to,
    operator: operator.kind,
    lhs,
    rhs,
    ...modifiers,
  };
}

function readOperand(tokens: TokenStream): CheckNode {
  return tokens.nested(() => readSigned(tokens));
}

function readSigned(tokens: TokenStream): CheckNode {
  const sign = tokens.accept("+") ?? tokens.accept("-");
  if (!sign) return readTimeModifiers(tokens, readPrimary(tokens));
  const expr = continueExpr(tokens, readOperand(tokens), ABOVE_SIGN);
  if (expr.type === "number") return { ...expr, from: sign.from };
  return { type: "unary", kind: expr.kind, from: sign.from, to: expr.to, expr };
}

function readPrimary(tokens: TokenStream): CheckNode {
  const { kind } = tokens.peek();
  switch (kind) {
    case "number":
    case "duration": {
      const { from } = tokens.peek();
      readNumber(tokens);
      return { type: "number", kind: "scalar", from, to: tokens.takenTo };
    }
    case "string": {
      const token = tokens.take();
      valueOf(token);
      return { type: "string", kind: "string", from: token.from, to: token.to };
    }
    case "(": {
      const open = tokens.take();
      const expr = readExpr(tokens);
      const close = tokens.expect(")");
      return { type: "paren", kind: expr.kind, from: open.from, to: close.to, expr };
    }
    case "{":
      return readSelector(tokens, null);
    default:
      return readNamed(tokens);
  }
}

function readNamed(tokens: TokenStream): CheckNode {
  if (!canNameMetric(tokens.peek())) tokens.unexpected();
  const name = tokens.take();
  const next = tokens.peek().kind;
  if (isAggregation(name.kind) && (next === "(" || next === "by" || next === "without"))
    return tokens.within("aggregation", "", () => readAggregate(tokens, name, readExpr));
  if (next === "(" && (name.kind === "identifier" || isPreprocessor(name.kind))) {
    if (name.kind === "min_of" || name.kind === "max_of") tokens.standIn(name, "scalar", name.text);
    return readCall(tokens, name, readExpr);
  }
  if (name.kind === "offset") tokens.standIn(name, "stand_in", name.text);
  return readSelector(tokens, name);
}
