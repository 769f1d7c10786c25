import type { SourceCheck } from "../../../contract/sources.ts";
import { parseProblem } from "../../../domain/problem/parseProblem.ts";
import { cx } from "../../ui/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { IconName } from "../../ui/icons.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

const looks: Record<
  "ok" | "warn" | "fail",
  { readonly icon: IconName; readonly text: string; readonly word: string }
> = {
  ok: { icon: "check", text: "text-ok", word: "fine" },
  warn: { icon: "triangle-alert", text: "text-warn", word: "warning" },
  fail: { icon: "x", text: "text-danger", word: "failed" },
};

export interface TestResultProps {
  readonly check: SourceCheck;
  /** The form has changed since. */
  readonly isOld?: boolean;
}

/** What a test found, step by step; a failed one says why and what to do. */
export function TestResult({ check, isOld = false }: TestResultProps) {
  const problem = parseProblem(check.problem);
  const hasWarning = check.steps.some((step) => step.state === "warn");
  const title = check.ok ? (hasWarning ? "Works, with a warning" : "Works") : "Does not work yet";
  return (
    <section
      role="status"
      aria-label="Test result"
      className={cx("overflow-hidden rounded border border-line-1", isOld && "opacity-60")}
    >
      <div
        className={cx(
          "grid min-h-7.5 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2.5 px-3 py-1 text-xs",
          check.ok ? "bg-ok-bg text-ok" : "bg-danger-bg text-danger",
        )}
      >
        <Icon name={check.ok ? "circle-check" : "circle-alert"} />
        <span className="min-w-0 cut">
          <span className="font-medium">{title}</span>
          {check.server !== undefined && ` · ${check.server}`}
        </span>
        <span className="num">
          {isOld
            ? "changed since this test"
            : `tested just now, ${Math.round(check.ms).toLocaleString("en")} ms`}
        </span>
      </div>
      {check.steps.map((step) => (
        <div
          key={step.name}
          className="grid min-h-7.5 grid-cols-[16px_172px_minmax(0,1fr)] items-center gap-x-2.5 border-t border-line-1 px-3 py-1 text-xs max-sm:grid-cols-[16px_minmax(0,1fr)]"
        >
          <span className={cx("flex", looks[step.state].text)} role="img" aria-label={looks[step.state].word}>
            <Icon name={looks[step.state].icon} size={14} />
          </span>
          <span>{step.name}</span>
          {/* What failed is told below, with what to do. */}
          {!(step.state === "fail" && problem) && (
            <span className="num text-fg-2 [overflow-wrap:anywhere] max-sm:col-start-2">{step.text}</span>
          )}
        </div>
      ))}
      {problem && <ProblemNotice problem={problem} className="border-t border-line-1" />}
    </section>
  );
}
