/** Offsets into the text; syntax nodes are spans too. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Carried through one build: the text, and the first thing found that Prometheus would refuse. */
export interface BuildContext {
  readonly text: string;
  error: { readonly from: number; readonly to: number; readonly message: string } | null;
}

/** Notes the first refusal; building goes on with a stand-in so that no builder has to unwind. */
export function refuse(context: BuildContext, node: Span, message: string): void {
  context.error ??= { from: node.from, to: node.to, message };
}

export function textOf(context: BuildContext, node: Span): string {
  return context.text.slice(node.from, node.to);
}
