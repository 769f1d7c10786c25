import { quote, unquote } from "../../../domain/query/promql/goString.ts";
import { createMatcher } from "../../labels/LabelMatcher.ts";
import type { CheckedMatcher, VectorNode } from "./CheckNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import type { Token } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** A selector without range: `name`, where there is one, has been taken. */
export function readSelector(tokens: TokenStream, name: Token | null): VectorNode {
  const open = tokens.accept("{");
  const braces = open ? readMatchers(tokens) : null;
  const from = name?.from ?? open?.from ?? 0;
  const to = braces?.to ?? name?.to ?? from;
  const matchers = braces?.matchers ?? [];
  return {
    type: "vector",
    kind: "vector",
    from,
    to,
    name: name?.text ?? "",
    matchers,
    offset: null,
    hasAt: false,
  };
}

function readMatchers(tokens: TokenStream): { matchers: CheckedMatcher[]; to: number } {
  const matchers: CheckedMatcher[] = [];
  for (;;) {
    const close = tokens.accept("}");
    if (close) return { matchers, to: close.to };
    matchers.push(tokens.within("label matching", 'identifier or "}"', () => readMatcher(tokens)));
    tokens.within("label matching", '"," or "}"', () => {
      if (!tokens.is("}")) tokens.expect(",");
    });
  }
}

function readMatcher(tokens: TokenStream): CheckedMatcher {
  const label = tokens.accept("string") ?? tokens.expect("identifier");
  const isQuoted = label.kind === "string";
  const name = isQuoted ? valueOf(label) : label.text;
  const { kind } = tokens.peek();
  if (kind !== "=" && kind !== "!=" && kind !== "=~" && kind !== "!~") {
    if (isQuoted) return { name: "__name__", operator: "=", value: name };
    return tokens.within("label matching", "label matching operator", () => tokens.unexpected());
  }
  tokens.take();
  const literal = tokens.within("label matching", "string", () => tokens.expect("string"));
  const value = valueOf(literal);
  refuseBadRegex({ name, operator: kind, value }, label.from);
  return { name, operator: kind, value };
}

function refuseBadRegex({ name, operator, value }: CheckedMatcher, offset: number): void {
  if (operator === "=" || operator === "!=") return;
  try {
    createMatcher(name, operator, value);
  } catch (error) {
    throw new ParseRefusal(offset, messageOf(error));
  }
}

/** RE2JS says what Go says, but for one message that Go ends with the empty rest of the pattern. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "error parsing regexp";
  return message.endsWith("trailing backslash at end of expression") ? `${message}: \`\`` : message;
}

/** The value of a string literal. */
export function valueOf({ text, from }: Token): string {
  const value = unquote(text);
  if (value === null) throw new ParseRefusal(from, `error unquoting string ${quote(text)}: invalid syntax`);
  return value;
}
