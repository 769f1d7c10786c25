import type { Dump, DumpSeries } from "./Dump.ts";

/** An OpenMetrics text with timestamps: `promtool tsdb create-blocks-from openmetrics` and our `file` source read it. */
export function writeOpenMetrics(dump: Dump): string {
  const lines: string[] = [];
  for (const metric of dump.metrics) {
    lines.push(`# TYPE ${nameText(metric.name)} unknown`);
    for (const series of metric.series) writeSeries(metric.name, series, lines);
  }
  return `${lines.join("\n")}\n# EOF\n`;
}

function writeSeries(name: string, series: DumpSeries, lines: string[]): void {
  const pairs = Object.entries(series.labels).map(([key, value]) => `${nameText(key)}=${quoted(value)}`);
  const head = isPlain(name) ? name : "";
  const inside = isPlain(name) ? pairs : [quoted(name), ...pairs];
  const labels = inside.length === 0 ? "" : `{${inside.join(",")}}`;
  for (const [index, timeMs] of series.timesMs.entries())
    lines.push(`${head}${labels} ${numberText(series.values[index] ?? 0)} ${secondsText(timeMs)}`);
}

const isPlain = (name: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
const nameText = (name: string): string => (isPlain(name) ? name : quoted(name));

const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;

export function numberText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "+Inf";
  if (value === -Infinity) return "-Inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** 1709157600.25; whole seconds without a fraction. */
export function secondsText(timeMs: number): string {
  return timeMs % 1000 === 0 ? String(timeMs / 1000) : (timeMs / 1000).toFixed(3);
}
