import { type ReactNode, useCallback, useRef } from "react";
import type { QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { Narrowing } from "../../../../domain/query/narrow.ts";
import type { Hint } from "../../../../domain/query/promql/hints.ts";
import type { EditorHandle, EditorLanguageProps, TextPosition } from "../../../editor/EditorTypes.ts";
import { QueryInput } from "../../../editor/QueryInput.tsx";
import { cspNonce } from "../../../lib/cspNonce.ts";
import { rawAnswerUrl } from "../../../lib/runner/rawAnswer.ts";
import { cx } from "../../../ui/cx.ts";
import { IconButton } from "../../../ui/IconButton.tsx";
import { LetterBadge } from "../../../ui/LetterBadge.tsx";
import { Menu } from "../../../ui/Menu.tsx";
import type { RowRun } from "../run/useRuns.ts";
import { QueryWords } from "./QueryWords.tsx";
import { HintList } from "./HintList.tsx";
import { RowProblem } from "./RowProblem.tsx";
import type { RowActions } from "./rowActions.ts";
import { rowMenuItems } from "./rowMenuItems.ts";
import { RunButton } from "./RunButton.tsx";

export interface QueryRowViewProps {
  readonly row: QueryRow;
  /** 1–12: the colour of the letter, `--color-series-N`. */
  readonly colorIndex: number;
  readonly run: RowRun | undefined;
  readonly isFocused: boolean;
  /** Shown when the rows ask different sources. */
  readonly sourceName: string | undefined;
  /** The language of the row with the names it knows. */
  readonly language: EditorLanguageProps;
  readonly actions: RowActions;
  /** Where the source saw a mistake, in the text as typed. */
  readonly mistake: (TextPosition & { readonly message: string }) | null;
  readonly hints: readonly Hint[];
  /** What the query will read, for sources that tell. */
  readonly cost?: ReactNode;
  /** What it asks, in plain words, where somebody wrote them down. */
  readonly words?: string | undefined;
  /** Ways to a smaller answer; empty unless it was too much. */
  readonly narrowings: readonly Narrowing[];
  /** What the other kind of source would add: logs to metrics, metrics to logs; null where there is none. */
  readonly other: "logs" | "metrics" | null;
  readonly canAdd: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One query: letter, editor, eye, menu, Run; its hints and its own failure under it. */
export function QueryRowView(props: QueryRowViewProps) {
  const { row, colorIndex, run, isFocused, sourceName, language, actions, mistake } = props;
  const editor = useRef<EditorHandle>(null);
  const runButton = useRef<HTMLButtonElement>(null);
  const { letter } = row;
  const { register } = actions;
  const setEditor = useCallback(
    (handle: EditorHandle | null) => {
      editor.current = handle;
      register(letter, handle);
    },
    [register, letter],
  );
  const problemId = `query-${letter}-problem`;
  return (
    // The row follows the focus of its controls; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={`Query ${letter} row`}
      onFocus={() => actions.focus(letter)}
      className={cx(
        "relative grid grid-cols-[44px_minmax(0,1fr)_auto] border-b border-line-1",
        "max-sm:grid-cols-[44px_minmax(0,1fr)]",
        isFocused && "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent",
      )}
    >
      <LetterBadge {...{ letter, colorIndex }} isOff={row.isHidden} className="mt-2 ml-3 size-5" />
      <div className="min-w-0 max-sm:col-span-2 max-sm:row-start-2 max-sm:px-3">
        <QueryInput
          ref={setEditor}
          label={`Query ${letter}`}
          value={row.expr}
          onChange={(text) => actions.edit(letter, text)}
          onRun={(text) => actions.run(letter, text)}
          onLeave={() => runButton.current?.focus()}
          onHistory={(direction) => actions.walkHistory(letter, direction)}
          onFormat={(text) => actions.format(letter, text)}
          {...language}
          serverError={mistake}
          isHidden={row.isHidden}
          cspNonce={cspNonce()}
          describedBy={run?.problem ? problemId : undefined}
          // The first thing to do on an empty page is to type.
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- only in an empty query
          autoFocus={isFocused && row.expr === ""}
        />
      </div>
      <div className="flex items-start gap-1 px-3 py-1 max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end">
        {sourceName !== undefined && (
          <span className="mono mt-1 max-w-40 cut rounded-sm bg-fill-1 px-1.5 text-2xs text-fg-2">
            {sourceName}
          </span>
        )}
        <IconButton
          icon={row.isHidden ? "eye-off" : "eye"}
          label={row.isHidden ? `Show query ${letter}` : `Hide query ${letter}`}
          isPressed={row.isHidden}
          onClick={() => actions.toggle(letter)}
        />
        <Menu label={`Query ${letter} menu`} items={rowMenuItems(props)} />
        <RunButton
          ref={runButton}
          letter={letter}
          isFocused={isFocused}
          isRunning={run?.isRunning ?? false}
          onRun={() => actions.run(letter, editor.current?.getValue() ?? row.expr)}
          onCancel={() => actions.cancel(letter)}
        />
      </div>
      <div className="col-span-full empty:hidden">
        {run?.problem && (
          <RowProblem
            id={problemId}
            problem={run.problem}
            mistake={mistake}
            onGoTo={(position) => editor.current?.goTo(position)}
            onRetry={() => actions.run(letter, row.expr)}
            onConfirm={() => actions.confirm(letter)}
            narrowings={props.narrowings}
            onNarrow={(narrowing) => actions.narrow(letter, narrowing)}
            rawUrl={run.problem.code === "TOO_LARGE" && run.request ? rawAnswerUrl(run.request) : undefined}
          />
        )}
        {props.words !== undefined && <QueryWords text={props.words} />}
        {props.cost}
        <HintList hints={props.hints} onApply={(text) => actions.run(letter, text)} />
      </div>
    </section>
  );
}
