import { problem, type Problem } from "../problem/Problem.ts";
import { formatStep } from "./duration.ts";

/** Prometheus and Loki refuse more points per series (prometheus/prometheus:web/api/v1/api.go). */
export const POINT_LIMIT = 11_000;

/** Steps people think in; the one ladder of the auto step and of the step list. */
export const STEP_LADDER_MS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  86_400_000,
  604_800_000,
];

export interface StepRequest {
  readonly rangeMs: number;
  /** Width of the plot area in CSS pixels. */
  readonly plotPx: number;
  /** The source's scrape interval: auto never goes below. */
  readonly minStepMs: number;
  readonly step: "auto" | number;
}

export type StepChoice =
  | { readonly kind: "ok"; readonly stepMs: number; readonly isAuto: boolean }
  /** Refused before sending; `smallestMs` would be accepted. */
  | { readonly kind: "refused"; readonly problem: Problem; readonly smallestMs: number };

/** The step to ask with. Auto aims at one point per two pixels; a step that makes too many points is refused, not changed silently. */
export function chooseStep(request: StepRequest): StepChoice {
  if (request.step === "auto") return { kind: "ok", stepMs: autoStepMs(request), isAuto: true };
  const stepMs = request.step;
  if (stepMs > 0 && isWithinLimit(request.rangeMs, stepMs)) return { kind: "ok", stepMs, isAuto: false };
  const smallestMs = smallestStepMs(request.rangeMs);
  const points = Math.floor(request.rangeMs / Math.max(stepMs, 1)) + 1;
  const detail = `A step of ${formatStep(stepMs)} makes ${points.toLocaleString("en-US")} points per series; the limit is 11,000.`;
  const hint = `Use a step of ${formatStep(smallestMs)} or more, or a shorter range.`;
  return { kind: "refused", problem: problem("TOO_MANY_POINTS", { detail, hint }), smallestMs };
}

/** The smallest step of the ladder that a range allows; whole weeks beyond it. */
export function smallestStepMs(rangeMs: number): number {
  const weekMs = 604_800_000;
  return (
    STEP_LADDER_MS.find((stepMs) => isWithinLimit(rangeMs, stepMs)) ??
    Math.ceil(rangeMs / (POINT_LIMIT - 1) / weekMs) * weekMs
  );
}

function autoStepMs({ rangeMs, plotPx, minStepMs }: StepRequest): number {
  const wantedMs = rangeMs / Math.max(1, plotPx / 2);
  const nice = Math.max(nearestNiceMs(wantedMs), minStepMs);
  return isWithinLimit(rangeMs, nice) ? nice : Math.max(smallestStepMs(rangeMs), minStepMs);
}

/** Nearest on the ladder: 345 s becomes 5 min, 460 s becomes 10 min. */
function nearestNiceMs(wantedMs: number): number {
  const nearer = STEP_LADDER_MS.find((stepMs, index) => {
    const next = STEP_LADDER_MS[index + 1] ?? Number.POSITIVE_INFINITY;
    return wantedMs < (stepMs + next) / 2;
  });
  return nearer ?? 604_800_000;
}

/** Flooring both ends to the grid can add one step, hence the strict comparison. */
function isWithinLimit(rangeMs: number, stepMs: number): boolean {
  return Math.floor(rangeMs / stepMs) + 1 <= POINT_LIMIT;
}
