import { useId, useRef, useState } from "react";
import { chooseStep } from "../../domain/time/chooseStep.ts";
import { formatStep } from "../../domain/time/duration.ts";
import { cx } from "../ui/cx.ts";
import { Popover } from "../ui/Popover.tsx";
import { StepPanel } from "./StepPanel.tsx";

export interface StepPickerProps {
  /** "auto" or milliseconds. */
  readonly step: "auto" | number;
  /** Width of the range that is asked for. */
  readonly rangeMs: number;
  /** Width of the plot in CSS pixels. */
  readonly plotPx: number;
  /** The source's scrape interval; auto never goes below. */
  readonly minStepMs: number;
  /** On a phone without the word behind it: something else needs the room. */
  readonly isShort?: boolean;
  readonly onChange: (step: "auto" | number) => void;
}

/** The effective step, always in sight ("Step 10 min auto"); opens the dialog "Step". A step that is too small is shown as refused. */
export function StepPicker({ step, rangeMs, plotPx, minStepMs, isShort = false, onChange }: StepPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const request = { rangeMs, plotPx, minStepMs };
  const choice = chooseStep({ ...request, step });
  const stepMs = choice.kind === "ok" ? choice.stepMs : step === "auto" ? 0 : step;
  const note = choice.kind === "refused" ? "too small" : choice.isAuto ? "auto" : "fixed";
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        className="num inline-flex h-6 items-center gap-1 rounded px-1.5 text-xs whitespace-nowrap text-fg-2 hover:bg-fill-1 aria-expanded:bg-fill-2"
      >
        Step <span className="font-medium text-fg-1">{formatStep(stepMs)}</span>{" "}
        <span
          className={cx(choice.kind === "refused" ? "text-danger" : "text-fg-3", isShort && "max-sm:sr-only")}
        >
          {note}
        </span>
      </button>
      {isOpen && (
        <Popover id={id} anchor={anchor} label="Step" onClose={close}>
          <StepPanel
            step={step}
            request={request}
            onApply={(next) => {
              close();
              onChange(next);
            }}
          />
        </Popover>
      )}
    </>
  );
}
