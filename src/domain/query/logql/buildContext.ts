import type { SyntaxNode } from "@lezer/common";
import { unquote } from "../promql/goString.ts";

export interface LogqlMistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Carried through one build: the typed text, what the tree leaves out, and what Loki would refuse. */
export interface BuildContext {
  readonly text: string;
  readonly hiddenOffsets: readonly { readonly from: number; readonly to: number }[];
  readonly mistakes: LogqlMistake[];
}

/** Notes a refusal; building goes on with a stand-in so that no builder has to unwind. */
export function refuse(
  context: BuildContext,
  { from, to }: { readonly from: number; readonly to: number },
  message: string,
): void {
  context.mistakes.push({ from, to, message });
}

export function readText(context: BuildContext, node: SyntaxNode | null | undefined): string {
  return node ? context.text.slice(node.from, node.to) : "";
}

/** The value of a String node. */
export function readString(context: BuildContext, node: SyntaxNode | null | undefined): string {
  if (!node) return "";
  const value = unquote(readText(context, node));
  if (value === null)
    refuse(context, node, "This string has an escape that Loki does not know, or no closing quote.");
  return value ?? "";
}

/** The variable a token was masked for; null for an ordinary token. */
export function readVariable(context: BuildContext, node: SyntaxNode | null | undefined): string | null {
  const text = readText(context, node);
  return /[$[]/.test(text) ? text : null;
}
