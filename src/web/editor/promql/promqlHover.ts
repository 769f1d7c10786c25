import { metadataOf } from "../../../domain/browse/metricKind.ts";
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { Tooltip } from "@codemirror/view";
import { functionDocs } from "../../../domain/query/promql/functionDocs.ts";
import type { CompletionClient } from "../EditorTypes.ts";
import { docPanel, hoverBox } from "../completion/infoPanel.ts";
import { AGGREGATIONS } from "./promqlWords.ts";
import { literalText } from "../completion/quoting.ts";
import { metricPanel } from "./remoteOptions.ts";

const HOVER_DELAY_MS = 350;

/** What stands at a position, as far as there is help for it. */
export type Subject = {
  readonly kind: "function" | "metric";
  readonly name: string;
  readonly from: number;
  readonly to: number;
} | null;

/** Documentation of the function, aggregation or metric under the pointer. */
export function promqlHover(clientOf: () => CompletionClient | undefined): Extension {
  return hoverTooltip(
    async ({ state }, pos): Promise<Tooltip | null> => {
      const subject = subjectAt(state, pos);
      if (subject === null) return null;
      const dom =
        subject.kind === "function"
          ? functionPanel(subject.name)
          : await metricHelp(clientOf(), subject.name);
      if (dom === null) return null;
      const { from, to } = subject;
      return { pos: from, end: to, create: () => ({ dom: hoverBox(dom) }) };
    },
    { hoverTime: HOVER_DELAY_MS, hideOnChange: true },
  );
}

/** Reads the syntax tree, so names inside strings and comments are no subjects. Exported for tests. */
export function subjectAt(state: EditorState, pos: number): Subject {
  const node = syntaxTree(state).resolveInner(pos, 1);
  const parent = node.parent?.name ?? "";
  const { from, to } = node;
  const text = state.sliceDoc(from, to);
  if (parent === "FunctionIdentifier" || parent === "AggregateOp")
    return { kind: "function", name: text, from, to };
  if (node.name === "Identifier" && parent === "VectorSelector")
    return { kind: "metric", name: text, from, to };
  const isQuotedName = node.name === "StringLiteral" && parent === "QuotedLabelName";
  if (isQuotedName && node.parent?.parent?.name === "LabelMatchers") {
    return { kind: "metric", name: literalText(text), from, to };
  }
  return null;
}

function functionPanel(name: string): HTMLElement | null {
  const docs = functionDocs.get(name);
  if (docs === undefined) return null;
  return docPanel(docs, AGGREGATIONS.has(name) ? "aggregation" : "function");
}

async function metricHelp(client: CompletionClient | undefined, name: string): Promise<HTMLElement | null> {
  if (client === undefined) return null;
  const { signal } = new AbortController();
  const found = await client
    .metadata({ signal })
    .then((all) => metadataOf(name, all))
    .then(async (own) => own ?? metadataOf(name, await client.metadata({ metric: name, signal })))
    .catch(() => null);
  return metricPanel(name, found);
}
