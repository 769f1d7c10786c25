import type { Labels } from "../../domain/frame/Frame.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";

export function seriesKey(letter: string, labels: Labels): string {
  return `${letter}:${JSON.stringify(Object.entries(labels).toSorted())}`;
}
export function seriesColor(
  labels: readonly { letter: string; labels: Labels }[],
): { index: number; isDashed: boolean }[] {
  return labels.map((_, i) => ({ index: (i % 12) + 1, isDashed: i % 24 >= 12 }));
}
export function seriesName(labels: Labels, varying: readonly string[]): string {
  const parts = varying.map((name) => labels[name]).filter(Boolean);
  return parts.join(" · ") || JSON.stringify(labels);
}
export interface ValueTicks {
  ticks: { value: number; text: string }[];
  low: number;
  high: number;
  unitText: string;
}
export function valueTicks(
  low: number,
  high: number,
  o: { unit: string; count: number; isLog: boolean },
): ValueTicks {
  if (o.isLog) {
    const a = Math.floor(Math.log10(low));
    const b = Math.max(a + 1, Math.ceil(Math.log10(high)));
    const ticks = Array.from({ length: b - a + 1 }, (_, i) => ({
      value: 10 ** (a + i),
      text: String(10 ** (a + i)),
    }));
    return { ticks, low: 10 ** a, high: 10 ** b, unitText: o.unit };
  }
  const raw = (high - low) / o.count || 1;
  const mag = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * mag).find((m) => m >= raw) ?? mag;
  const a = Math.floor(low / step) * step;
  const b = Math.ceil(high / step) * step;
  const ticks = [];
  for (let v = a; v <= b + step / 2; v += step)
    ticks.push({ value: +v.toPrecision(12), text: String(+v.toPrecision(12)) });
  return { ticks, low: a, high: b, unitText: o.unit };
}
export function timeTicks(
  range: ResolvedRange,
  _zone: string,
  count: number,
): { timeMs: number; text: string; isDay: boolean }[] {
  const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1440].map((m) => m * 60e3);
  const step = steps.find((s) => s >= (range.endMs - range.startMs) / count) ?? 864e5;
  const out = [];
  for (let t = Math.ceil(range.startMs / step) * step; t <= range.endMs; t += step) {
    const isDay = t % 864e5 === 0;
    out.push({
      timeMs: t,
      text: isDay ? new Date(t).toISOString().slice(5, 10) : new Date(t).toISOString().slice(11, 16),
      isDay,
    });
  }
  return out;
}
export function formatValue(value: number, unit: string): string {
  return `${value.toFixed(2)}${unit ? ` ${unit}` : ""}`;
}
