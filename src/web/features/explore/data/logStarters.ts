import { quote } from "../../../../domain/query/promql/goString.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import type { Starter } from "./starters.ts";

/** Bytes of one label or value in the range, the largest first. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: number;
}

/** Labels that name what wrote the lines, the most telling first. */
const TELLING = ["app", "service_name", "service", "job", "namespace", "container", "host", "filename"];
const SHOWN_VALUES = 4;

/** The label to begin with: one that names applications, else the one with most bytes. */
export function firstLabel(labels: readonly NamedBytes[]): string | null {
  const known = TELLING.find((name) => labels.some((label) => label.name === name));
  return known ?? labels[0]?.name ?? null;
}

/** A few first queries made of the source's own labels. */
export function logStarters(label: string, values: readonly NamedBytes[]): readonly Starter[] {
  const shown = values.slice(0, SHOWN_VALUES);
  const [first] = shown;
  if (!first) return [];
  const lines = shown.map(({ name, bytes }) => ({
    title:
      bytes > 0 ? `Lines of ${name}, ${formatValueText(bytes, "bytes", { digits: 3 })}` : `Lines of ${name}`,
    expr: `{${label}=${quote(name)}}`,
  }));
  const selector = `{${label}=${quote(first.name)}}`;
  return [
    ...lines,
    { title: `Errors of ${first.name}`, expr: `${selector} | detected_level="error"` },
    {
      title: `Lines over time by ${label}`,
      expr: `sum by (${label}) (count_over_time({${label}=~".+"} [$__auto]))`,
    },
  ];
}
