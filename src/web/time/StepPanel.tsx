import { useRef, useState, type KeyboardEvent, type SyntheticEvent } from "react";
import {
  chooseStep,
  smallestStepMs,
  STEP_LADDER_MS,
  type StepRequest,
} from "../../domain/time/chooseStep.ts";
import { formatDuration, formatStep } from "../../domain/time/duration.ts";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { nextIndex } from "../ui/menuFocus.ts";
import { TextField } from "../ui/TextField.tsx";
import { readStep } from "./readStep.ts";

export interface StepPanelProps {
  readonly step: "auto" | number;
  readonly request: Omit<StepRequest, "step">;
  readonly onApply: (step: "auto" | number) => void;
}

/** The inside of the dialog "Step": auto, the steps this range allows, and a field for any other. */
export function StepPanel({ step, request, onApply }: StepPanelProps) {
  const [text, setText] = useState(step === "auto" ? "" : formatDuration(step));
  const [problem, setProblem] = useState("");
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const read = readStep(text, request);
    if ("step" in read) onApply(read.step);
    else setProblem(read.problem);
  };
  return (
    <div className="w-70 max-w-full">
      <StepList step={step} request={request} onChoose={onApply} />
      <form noValidate onSubmit={apply} className="flex flex-col gap-2 border-t border-line-1 p-3">
        <TextField
          label="Other step"
          error={problem}
          hint={`${formatStep(smallestStepMs(request.rangeMs))} or more: at most 11,000 points per series.`}
          className="num"
          autoComplete="off"
          spellCheck={false}
          placeholder="45s"
          value={text}
          onChange={(next) => {
            setText(next);
            setProblem("");
          }}
          end={
            <Button type="submit" variant="primary" size="sm" className="-mr-1.5">
              Apply
            </Button>
          }
        />
      </form>
    </div>
  );
}

function StepList({
  step,
  request,
  onChoose,
}: Omit<StepPanelProps, "onApply"> & { readonly onChoose: StepPanelProps["onApply"] }) {
  const list = useRef<HTMLDivElement>(null);
  const auto = chooseStep({ ...request, step: "auto" });
  const smallestMs = smallestStepMs(request.rangeMs);
  const useful = STEP_LADDER_MS.filter((stepMs) => stepMs >= smallestMs && stepMs <= request.rangeMs);
  const options: readonly ("auto" | number)[] = ["auto", ...useful];
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
    const index = rows.findIndex((row) => row === document.activeElement);
    const chosen = options[index];
    if (chosen !== undefined && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      onChoose(chosen);
      return;
    }
    const to = nextIndex(event.key, index, rows.length);
    if (to === null) return;
    event.preventDefault();
    rows[to]?.focus();
  };
  const hasSelected = options.includes(step);
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Steps"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="grid max-h-80 grid-cols-2 overflow-auto p-1"
    >
      {options.map((option, index) => {
        const isSelected = option === step;
        const isAuto = option === "auto";
        return (
          // The list's own key handler chooses; a row only takes the pointer.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option}
            role="option"
            aria-selected={isSelected}
            tabIndex={isSelected || (!hasSelected && index === 0) ? 0 : -1}
            data-autofocus={isSelected ? "" : undefined}
            onClick={() => onChoose(option)}
            className={cx(
              "num h-6.5 cursor-pointer rounded-sm px-2 text-xs leading-6.5 hover:bg-fill-1 focus-visible:-outline-offset-2 max-sm:h-8 max-sm:leading-8",
              isAuto && "col-span-2",
              isSelected && "bg-accent-bg font-medium text-accent-fg",
            )}
          >
            {isAuto ? `Auto (${auto.kind === "ok" ? formatStep(auto.stepMs) : ""})` : formatStep(option)}
          </div>
        );
      })}
    </div>
  );
}
