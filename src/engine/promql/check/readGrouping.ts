import { quote } from "../../../domain/query/promql/goString.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import { valueOf } from "./readSelector.ts";
import { canNameLabel } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** `(a, "b.c",)` behind by, without, on, ignoring and group_x. */
export function readGrouping(tokens: TokenStream): readonly string[] {
  tokens.within("grouping opts", '"("', () => tokens.expect("("));
  const labels: string[] = [];
  for (;;) {
    if (tokens.accept(")")) return labels;
    labels.push(tokens.within("grouping opts", "label", () => readLabel(tokens)));
    tokens.within("grouping opts", '"," or ")"', () => {
      if (!tokens.is(")")) tokens.expect(",");
    });
  }
}

function readLabel(tokens: TokenStream): string {
  const token = tokens.peek();
  if (token.kind !== "string" && !canNameLabel(token)) tokens.unexpected();
  tokens.take();
  const label = token.kind === "string" ? valueOf(token) : token.text;
  if (token.kind === "metric identifier") tokens.standIn(token, quote(label));
  // Bytes that are no UTF-8 are kept as lone surrogates.
  if (label === "" || !label.isWellFormed())
    throw new ParseRefusal(token.from, `invalid label name for grouping: ${quote(label)}`);
  return label;
}
