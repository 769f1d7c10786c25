import type { MetricMetadata } from "../store/MetricStore.ts";
import { LineProblem, quoteBit } from "./ExpositionError.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";
import { unescapeText } from "./seriesText.ts";

const TYPES: Readonly<Record<ExpositionFormat, ReadonlyMap<string, string>>> = {
  openmetrics: new Map(
    ["counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset", "unknown"].map(
      (type) => [type, type],
    ),
  ),
  text: new Map([
    ["counter", "counter"],
    ["gauge", "gauge"],
    ["histogram", "histogram"],
    ["summary", "summary"],
    ["untyped", "unknown"],
  ]),
};

const KEYWORD: Readonly<Record<ExpositionFormat, RegExp>> = {
  openmetrics: /^# (HELP|TYPE|UNIT) /,
  text: /^[ \t]*#[ \t]+(HELP|TYPE)[ \t]+/,
};
const FAMILY = /"(?:\\.|[^\\"])*"|[a-zA-Z_:][a-zA-Z0-9_:]*/y;

/** What a line that begins with # says; undefined for a comment, which only the text format has. */
export interface MetadataLine {
  readonly family: string;
  readonly field: keyof MetricMetadata;
  readonly text: string;
}

export function parseMetadataLine(line: string, format: ExpositionFormat): MetadataLine | undefined {
  const [opening, keyword] = KEYWORD[format].exec(line) ?? [];
  if (opening === undefined) {
    if (format === "text") return undefined;
    throw new LineProblem(`expected HELP, TYPE, UNIT or EOF, got ${quoteBit(line)}`);
  }
  FAMILY.lastIndex = opening.length;
  const [quoted] = FAMILY.exec(line) ?? [];
  if (quoted === undefined)
    throw new LineProblem(
      `expected a metric name after ${keyword}, got ${quoteBit(line.slice(opening.length))}`,
    );
  const family = quoted.startsWith('"') ? quoted.slice(1, -1) : quoted;
  const rest = line.slice(opening.length + quoted.length);
  if (format === "openmetrics" && !rest.startsWith(" "))
    throw new LineProblem(`expected text after ${keyword} ${quoteBit(family)}, got ${quoteBit(rest)}`);
  // One separator; further blanks are text, unless there is nothing else.
  const text = format === "text" && /^[ \t]*$/.test(rest) ? "" : rest.slice(1);
  if (keyword === "HELP") return { family, field: "help", text: unescapeHelp(text, format) };
  if (keyword === "TYPE") return { family, field: "type", text: typeOf(text, format) };
  return { family, field: "unit", text: unitOf(text, family) };
}

function typeOf(text: string, format: ExpositionFormat): string {
  const type = TYPES[format].get(text);
  if (type === undefined) throw new LineProblem(`invalid metric type ${quoteBit(text)}`);
  return type;
}

function unitOf(unit: string, family: string): string {
  if (unit !== "" && !family.endsWith(`_${unit}`))
    throw new LineProblem(`unit ${quoteBit(unit)} is not a suffix of metric ${quoteBit(family)}`);
  return unit;
}

/** The text format has no escaped quote in HELP. */
const unescapeHelp = (text: string, format: ExpositionFormat): string =>
  format === "openmetrics"
    ? unescapeText(text)
    : text.replaceAll(/\\([\\n])/g, (_, character: string) => (character === "n" ? "\n" : character));
