import type { SourceQuestion, SourceView } from "../../../../contract/sources.ts";
import { formatClock, timeParts } from "../../../../domain/time/timeParts.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import { preferences, usePreferences } from "../../../lib/preferences.ts";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import type { IconName } from "../../../ui/icons.ts";
import type { Explore } from "../state/useExplore.ts";
import { askQuestion, isAsked } from "../../../lib/askQuestion.ts";

export interface QuestionStripProps {
  readonly explore: Explore;
  /** Of the focused query. */
  readonly source: SourceView | undefined;
  /** Before the run: everything is asked anew. */
  readonly onAsk: () => void;
}

/** More do not fit one line, and are no longer where to start. */
const SHOWN = 4;

/** What a question is about, by its query. */
function iconOf({ query }: SourceQuestion): IconName {
  if (/restart/.test(query)) return "rotate-ccw";
  return /histogram_(?:quantile|avg)/.test(query) ? "timer" : "activity";
}

/** "What broke at 14:20?" in the reader's zone. */
function titleOf({ title, timeMs }: SourceQuestion, zone: string): string {
  return timeMs === undefined ? title : title.replace("{time}", formatClock(timeParts(timeMs, zone)));
}

function runQuestion(explore: Explore, sourceId: string, question: SourceQuestion): void {
  const asked = { sourceId, question, nowMs: Date.now() };
  explore.run((draft) => askQuestion(draft, asked));
}

/** Questions that answer themselves with one click; dismissed, they come back from the badge. */
export function QuestionStrip({ explore, source, onAsk }: QuestionStripProps) {
  const { showsQuestions } = usePreferences();
  const questions = source?.questions?.slice(0, SHOWN) ?? [];
  if (!showsQuestions || !source || questions.length === 0) return null;
  const zone = zoneName(explore.state.zone);
  const ask = (question: SourceQuestion) => {
    onAsk();
    runQuestion(explore, source.id, question);
  };
  return (
    <div
      role="group"
      aria-label="Questions to start with"
      className="relative flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line-1 bg-surface-2 py-1.5 pr-11 pl-3 max-sm:grid max-sm:grid-cols-2 max-sm:gap-1.5 max-sm:px-3 max-sm:py-2"
    >
      <span className="text-xs text-fg-2 max-sm:col-span-2 max-sm:h-5">One click, one answer</span>
      {questions.map((question) => {
        const isOn = isAsked(explore.executed.state, question);
        return (
          <button
            key={question.title}
            type="button"
            aria-pressed={isOn}
            title={question.text}
            onClick={() => ask(question)}
            className={cx(
              "inline-flex h-7 items-center gap-2 rounded border px-2.5 text-left max-sm:h-9 max-sm:px-2 max-sm:text-xs max-sm:leading-4",
              isOn ? "border-accent-line bg-accent-bg" : "border-line-2 bg-surface-3 hover:ground-hover",
            )}
          >
            <Icon name={iconOf(question)} size={14} className="text-accent-fg" />
            {titleOf(question, zone)}
          </button>
        );
      })}
      <span className="absolute top-2.5 right-3 max-sm:top-1.5 max-sm:right-2">
        <IconButton
          size="sm"
          icon="x"
          label="Dismiss questions"
          onClick={() => preferences.set({ showsQuestions: false })}
        />
      </span>
    </div>
  );
}
