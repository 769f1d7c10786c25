import { quote } from "../../../../domain/query/promql/goString.ts";
import { printLabelName } from "../../../../domain/query/promql/print.ts";
import { matcherOf, selectorOf } from "../../../../domain/browse/selectorOf.ts";
import { activePicks, type Selection } from "../../../../domain/browse/Selection.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { copyText } from "../../../lib/clipboard.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { type BrowserContext, isLoki } from "../BrowserTypes.ts";
import type { useLabelLists } from "./useLabelLists.ts";

export interface SelectorFooterProps {
  readonly context: BrowserContext;
  readonly selection: Selection;
  readonly lists: ReturnType<typeof useLabelLists>;
}

/** The selector as text, how many series it has now, and what to do with it. */
export function SelectorFooter({ context, selection, lists }: SelectorFooterProps) {
  const selector = selectorOf(selection);
  const copy = async () => {
    const isCopied = await copyText(selector);
    showToast(isCopied ? "Selector copied" : "The browser did not allow copying");
  };
  return (
    <section
      aria-label="Selector"
      className="flex shrink-0 flex-col gap-2 border-t border-line-2 bg-surface-1 p-3"
    >
      <p className="flex h-4 items-center justify-between text-2xs text-fg-2">
        Selector<span className="text-fg-3">narrowed in any order</span>
      </p>
      <p className="mono max-h-27 overflow-y-auto text-xs leading-4.5 [overflow-wrap:anywhere]">
        {selector === "" ? (
          <span className="text-fg-3">Choose a label and its values</span>
        ) : (
          <Colored {...{ selection }} />
        )}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <span aria-live="polite" className="num min-w-0 text-xs text-fg-2">
          <CountText {...{ context, selector, lists }} />
        </span>
        <span className="grow" />
        <Button size="sm" icon="copy" disabled={selector === ""} onClick={() => void copy()}>
          Copy
        </Button>
        <Button
          size="sm"
          variant="primary"
          disabled={!lists.canAsk}
          onClick={() => context.onUseQuery(selector)}
        >
          Use as query
        </Button>
      </div>
    </section>
  );
}

interface CountTextProps {
  readonly context: BrowserContext;
  readonly selector: string;
  readonly lists: ReturnType<typeof useLabelLists>;
}

function CountText({ context, selector, lists }: CountTextProps) {
  const { canAsk, facts, series } = lists;
  if (selector === "") return null;
  if (!canAsk) return "Choose at least one value that is not empty: a selector may not fit everything.";
  if (series.isError) return `Not counted: ${toProblem(series.error).title}`;
  if (!facts) return "Counting";
  const word = isLoki(context.source) ? (facts.series === 1 ? "stream" : "streams") : "series";
  return (
    <>
      {facts.isCut && "more than "}
      <b className="font-semibold text-fg-1">{facts.series.toLocaleString("en-GB")}</b> {word}
    </>
  );
}

/** The selector in the editor's colours. */
function Colored({ selection }: { readonly selection: Selection }) {
  const matchers = activePicks(selection).map(matcherOf);
  const { metric } = selection;
  const [before, after] = selectorOf({ metric, picks: [] }).split("}");
  if (matchers.length === 0) return visibleText(selectorOf(selection));
  const open = after === undefined ? `${before ?? ""}{` : metric === "" ? "{" : `${before ?? ""}, `;
  return (
    <>
      {visibleText(open)}
      {matchers.map(({ name, operator, value }, at) => (
        <span key={name}>
          {at > 0 && ", "}
          <span className="text-syn-label">{visibleText(printLabelName(name))}</span>
          <span className="text-syn-op">{operator}</span>
          <span className="text-syn-string">{visibleText(quote(value))}</span>
        </span>
      ))}
      {"}"}
    </>
  );
}
