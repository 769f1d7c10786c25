import type { CheckedMatcher } from "./CheckNode.ts";
import { refused } from "./parseChecked.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import { readSelector } from "./readSelector.ts";
import { canNameMetric } from "./Token.ts";
import { TokenStream } from "./TokenStream.ts";

/**
 * The conditions of a `match[]` parameter, the metric's name last, as Prometheus has them. Throws an EngineError
 * "bad_data" with its words and place: `1:5: parse error: …`.
 */
export function parseSelector(text: string): readonly CheckedMatcher[] {
  try {
    return readMatchers(new TokenStream(text));
  } catch (error) {
    throw error instanceof ParseRefusal ? refused(text, error) : error;
  }
}

function readMatchers(tokens: TokenStream): readonly CheckedMatcher[] {
  const name = tokens.is("{") ? null : tokens.peek();
  if (name && !canNameMetric(name)) tokens.unexpected();
  const selector = readSelector(tokens, name && tokens.take());
  tokens.expect("end of input");
  if (selector.name === "") return selector.matchers;
  return [...selector.matchers, { name: "__name__", operator: "=", value: selector.name }];
}
