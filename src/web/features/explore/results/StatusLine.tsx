import type { ReactNode } from "react";
import { formatStep } from "../../../../domain/time/duration.ts";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import type { StatusFacts } from "./statusFacts.ts";

export interface StatusLineProps {
  readonly facts: StatusFacts;
  readonly isRunning: boolean;
  /** Names of the sources asked. */
  readonly sources: string;
  /** The step control; stands where the step is said. */
  readonly step: ReactNode;
  readonly onShowNotes: () => void;
  readonly tools: ReactNode;
}

const counted = (count: number, one: string) =>
  `${count.toLocaleString("en-GB")} ${one}${count === 1 ? "" : "s"}`;

/** "2 warnings, 1 note": what there is of both. */
const notesText = ({ warnings, infos }: StatusFacts) =>
  [
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
    ...(infos.length > 0 ? [counted(infos.length, "note")] : []),
  ].join(", ");

/** 184,320 → "184 kB": decimal, as browsers' network panels count. */
function formatBytes(bytes: number): { readonly value: string; readonly unit: string } {
  if (bytes < 1000) return { value: String(bytes), unit: "B" };
  if (bytes < 1e6) return { value: String(Math.round(bytes / 1000)), unit: "kB" };
  return { value: (bytes / 1e6).toFixed(1), unit: "MB" };
}

function Fact({ children, isLow = false }: { readonly children: ReactNode; readonly isLow?: boolean }) {
  return (
    <span
      className={`relative inline-flex shrink-0 items-center gap-1 px-2.5 first:pl-0 max-sm:px-2 [&+&]:before:absolute [&+&]:before:inset-y-1 [&+&]:before:left-0 [&+&]:before:w-px [&+&]:before:bg-line-2 ${isLow ? "max-sm:hidden" : ""}`}
    >
      {children}
    </span>
  );
}

const Value = ({ children }: { readonly children: ReactNode }) => (
  <b className="font-medium text-fg-1">{children}</b>
);

/** One line that says what is on screen: series, step, samples, bytes, time, source, warnings. */
export function StatusLine({ facts, isRunning, sources, step, onShowNotes, tools }: StatusLineProps) {
  const bytes = formatBytes(facts.bytes);
  const notes = facts.warnings.length + facts.infos.length;
  const steps = facts.stepsMs.map(formatStep).join(", ");
  return (
    <div className="flex h-status shrink-0 items-center border-b border-line-1 bg-surface-2 px-3 text-xs whitespace-nowrap text-fg-2 max-sm:h-auto max-sm:min-h-status">
      <div role="status" aria-busy={isRunning} className="num flex min-w-0 items-center overflow-x-auto">
        <Fact>
          {facts.failed > 0 ? (
            <Icon name="circle-alert" size={14} className="text-danger" />
          ) : (
            <Icon name="circle-check" size={14} className={facts.series > 0 ? "text-ok" : "text-fg-3"} />
          )}
          <Value>{facts.series.toLocaleString("en-GB")}</Value> series
        </Fact>
        <Fact>
          {step}
          {facts.stepsMs.length > 1 && <Value>{steps}</Value>}
        </Fact>
        <Fact isLow>
          <Value>{facts.samples.toLocaleString("en-GB")}</Value> samples
        </Fact>
        <Fact isLow>
          <Value>{bytes.value}</Value> {bytes.unit}
        </Fact>
        <Fact isLow={facts.failed > 0 || facts.isPartial || notes > 0}>
          <Value>{Math.round(facts.ms)}</Value> ms
        </Fact>
        <Fact isLow>
          <span className="max-w-60 cut">{sources}</span>
        </Fact>
        {facts.isPartial && (
          <Fact>
            <Icon name="triangle-alert" size={14} className="text-warn" />{" "}
            <span className="text-warn">Partial</span>
          </Fact>
        )}
        {facts.failed > 0 && (
          <Fact>
            <span className="text-danger">
              {counted(facts.failed, "query").replace("querys", "queries")} failed
            </span>
          </Fact>
        )}
      </div>
      {notes > 0 && (
        <Button variant="ghost" size="sm" icon="triangle-alert" onClick={onShowNotes} className="text-warn">
          {notesText(facts)}
        </Button>
      )}
      <div className="ml-auto flex items-center gap-1 pl-2 max-sm:-mr-2">{tools}</div>
    </div>
  );
}
