/** What was asked of the source for a query of a panel, as the header `X-Sightglass-Plan` tells. */
export interface PanelPlan {
  readonly startMs: number;
  readonly endMs: number;
  /** 0 for lines, and for one instant (then both ends are it). */
  readonly stepMs: number;
}

const PLAN = /^start=(\d{1,16})&end=(\d{1,16})&step=(\d{1,12})$/;

/** "start=…&end=…&step=…", milliseconds; null for anything else. */
export function readPlan(text: string | null): PanelPlan | null {
  const [, start, end, step] = PLAN.exec(text ?? "") ?? [];
  if (start === undefined) return null;
  const plan = { startMs: Number(start), endMs: Number(end), stepMs: Number(step) };
  return plan.endMs < plan.startMs ? null : plan;
}
