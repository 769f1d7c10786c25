import type { ReactNode } from "react";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { formatStep } from "../../../../domain/time/duration.ts";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { hasAnswers, type StatusFacts } from "./statusFacts.ts";

export interface StatusLineProps {
  readonly facts: StatusFacts;
  readonly isRunning: boolean;
  /** Names of what was asked; "" before the first run. */
  readonly sources: string;
  /** The step control; stands where the step is said. */
  readonly step: ReactNode;
  /** Lines that are loaded; null where no row brings lines. */
  readonly lines: number | null;
  /** Lines the whole range holds, where known: "1,000 of ~48k lines". */
  readonly lineTotal?: LineTotal | undefined;
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

/** 4,175 → "4.2 s": to a tenth, as a wait is felt. */
function formatWait(ms: number): { readonly value: string; readonly unit: string } {
  return ms < 999.5
    ? { value: String(Math.round(ms)), unit: "ms" }
    : { value: (ms / 1000).toFixed(1), unit: "s" };
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

export interface LineTotal {
  readonly count: number;
  /** An estimate of the index, not a count. */
  readonly isRough: boolean;
}

/** "1,000 of ~48k lines" (B5); of a whole range only how many. */
function LinesText({
  lines: shown,
  total,
}: {
  readonly lines: number;
  readonly total: LineTotal | undefined;
}) {
  const isMore = total !== undefined && total.count > shown;
  return (
    <>
      <Value>{shown.toLocaleString("en-GB")}</Value>
      {isMore && ` of ${total.isRough ? "~" : ""}${shortCount(total.count)}`}{" "}
      {shown === 1 && !isMore ? "line" : "lines"}
    </>
  );
}

const shortCount = (count: number) =>
  count < 10_000 ? Math.round(count).toLocaleString("en-GB") : formatValueText(count, "none", { digits: 3 });

const Value = ({ children }: { readonly children: ReactNode }) => (
  <b className="font-medium text-fg-1">{children}</b>
);

/** How much came, how fine, how long it took and from where. */
function Amounts({ facts, sources, step, lines, lineTotal }: StatusLineProps) {
  const hasLines = lines !== null;
  const hasSeries = facts.stepsMs.length > 0;
  const hasData = facts.series > 0 || (lines ?? 0) > 0;
  const bytes = formatBytes(facts.bytes);
  const wait = formatWait(facts.ms);
  const steps = facts.stepsMs.map(formatStep).join(", ");
  const isNoted = facts.isPartial || facts.warnings.length + facts.infos.length > 0;
  return (
    <>
      <Fact>
        {facts.failed > 0 ? (
          <Icon name="circle-alert" size={14} className="text-danger" />
        ) : (
          <Icon name="circle-check" size={14} className={hasData ? "text-ok" : "text-fg-3"} />
        )}
        {hasLines && <LinesText lines={lines} total={lineTotal} />}
        {!hasLines && (
          <>
            <Value>{facts.series.toLocaleString("en-GB")}</Value> series
          </>
        )}
      </Fact>
      {hasLines && facts.readBytes > 0 && (
        <Fact isLow>
          <Value>{formatValueText(facts.readBytes, "bytes", { digits: 3 })}</Value> read
        </Fact>
      )}
      {hasLines && hasSeries && (
        <Fact>
          <Value>{facts.series.toLocaleString("en-GB")}</Value> series
        </Fact>
      )}
      {(!hasLines || hasSeries) && (
        <>
          <Fact>
            {/* Its own padding is for the hand; the distances between facts are alike. */}
            <span className="-mx-1.5">{step}</span>
            {facts.stepsMs.length > 1 && <Value>{steps}</Value>}
          </Fact>
          <Fact isLow>
            <Value>{facts.samples.toLocaleString("en-GB")}</Value> samples
          </Fact>
        </>
      )}
      <Fact isLow>
        <Value>{bytes.value}</Value> {bytes.unit}
      </Fact>
      <Fact isLow={facts.failed > 0 || isNoted}>
        <Value>{wait.value}</Value> {wait.unit}
      </Fact>
      <Fact isLow>
        <span className="max-w-60 cut">{sources}</span>
      </Fact>
    </>
  );
}

/** One line that says what is on screen: series, step, samples, bytes, time, source, warnings. */
export function StatusLine(props: StatusLineProps) {
  const { facts, isRunning, sources, step, onShowNotes, tools } = props;
  const notes = facts.warnings.length + facts.infos.length;
  return (
    <div className="flex h-status shrink-0 items-center border-b border-line-1 bg-surface-2 px-3 text-xs whitespace-nowrap text-fg-2 max-sm:h-auto max-sm:min-h-status">
      <div role="status" aria-busy={isRunning} className="num flex min-w-0 items-center overflow-x-auto">
        {sources === "" || (isRunning && !hasAnswers(facts)) ? (
          <>
            <Fact>{sources === "" ? "Nothing asked yet" : "Asked"}</Fact>
            <Fact>
              <span className="-mx-1.5">{step}</span>
            </Fact>
            {sources !== "" && <Fact isLow>{sources}</Fact>}
          </>
        ) : (
          <Amounts {...props} />
        )}
        {facts.isPartial && (
          <Fact>
            <Icon name="triangle-alert" size={14} className="text-warn" />{" "}
            <span className="text-warn">Partial</span>
          </Fact>
        )}
        {facts.failed > 0 && (
          <Fact>
            <span className="text-danger">
              {facts.failed.toLocaleString("en-GB")}{" "}
              <span className="max-sm:sr-only">{facts.failed === 1 ? "query" : "queries"} </span>
              failed
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
