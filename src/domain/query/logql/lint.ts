import { MAX_QUERY_LENGTH } from "../boundedParse.ts";
import { toAst } from "./buildAst.ts";
import type { LogqlMistake } from "./buildContext.ts";
import { checkMeaning } from "./checkMeaning.ts";
import { checkNames } from "./checkNames.ts";
import { describeSyntaxError } from "./describeSyntaxError.ts";
import { isVariants } from "./kind.ts";
import { errorNodes, nodesNamed, parseLogql, textOf } from "./parse.ts";
import { unknownReferences } from "./variables.ts";

export type { LogqlMistake } from "./buildContext.ts";

/** Beyond this many, marks hide more than they show. */
const MAX_MISTAKES = 20;

/**
 * What Loki would refuse in a query as typed, in plain words, first to last; without a network. Offsets are half-open
 * and inside the text. Empty for an empty text, for one beyond the parser's limits, and for `variants(…) of (…)`, which
 * the grammar does not read. Of syntax errors the first one only: the others mostly follow from it.
 */
export function lintLogql(text: string): readonly LogqlMistake[] {
  if (text.trim() === "" || text.length > MAX_QUERY_LENGTH || isVariants(text)) return [];
  const parse = parseLogql(text);
  if (parse.isTooComplex) return [];
  const unknown = unknownVariables(text, parse.tree);
  if (unknown.length > 0) return unknown.slice(0, MAX_MISTAKES);
  const [error] = errorNodes(parse.tree);
  if (error) return [describeSyntaxError(error, text)];
  const parsed = toAst(parse, text);
  if (!parsed.ok) return [];
  const mistakes = [...parsed.mistakes, ...checkNames(parse.tree, text), ...checkMeaning(parsed.expr)];
  return mistakes.toSorted((a, b) => a.from - b.from).slice(0, MAX_MISTAKES);
}

type Tree = ReturnType<typeof parseLogql>["tree"];

/** In strings a dollar sign is text (`|= "$5"`, templates), but for the values of a selector's matchers. */
function unknownVariables(text: string, tree: Tree): readonly LogqlMistake[] {
  const unknown = unknownReferences(text);
  if (unknown.length === 0) return [];
  const opaque = ["String", "LineComment"].flatMap((name) => nodesNamed(tree, name));
  opaque.sort((a, b) => a.from - b.from);
  let at = 0;
  return unknown.flatMap(({ name, from, to }) => {
    for (let next = opaque[at]; next && next.to <= from; next = opaque[at]) at++;
    const around = opaque[at];
    const isInside = around !== undefined && around.from < from;
    const isValue = around?.parent?.name === "Matcher" && around.parent.parent?.name === "Matchers";
    if (isInside && !(isValue && textOf(text, { from, to }).startsWith("$"))) return [];
    return [{ from, to, message: `Nothing here gives ${name} a value.` }];
  });
}
