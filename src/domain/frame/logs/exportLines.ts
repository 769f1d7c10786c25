import { textCell } from "../csvText.ts";
import type { Labels } from "../Frame.ts";
import { withoutAnsi } from "./ansi.ts";
import { fieldsOf, fieldValue } from "./fields.ts";
import { formatNs } from "./formatNs.ts";
import type { LogLine } from "./LogPage.ts";
import { nsToIso } from "./ns.ts";

/** "text": time and line; "jsonl": as `logcli query --output=jsonl`; "csv": a row per line. */
export type ExportFormat = "text" | "jsonl" | "csv";

export interface ExportOptions {
  readonly format: ExportFormat;
  /** IANA zone of the times in text; JSON lines and CSV are in UTC. */
  readonly zone: string;
  /** Labels or fields that get a column of their own in CSV. */
  readonly columns?: readonly string[];
}

/** Extension and type of the file. */
export const EXPORT_FILES: Readonly<
  Record<ExportFormat, { readonly ending: string; readonly type: string }>
> = {
  text: { ending: "log", type: "text/plain;charset=utf-8" },
  jsonl: { ending: "jsonl", type: "application/x-ndjson" },
  csv: { ending: "csv", type: "text/csv;charset=utf-8" },
};

/** What stands before the first line. */
export function exportHead({ format, columns = [] }: ExportOptions): string {
  if (format !== "csv") return "";
  return `${["time", "timestamp_ns", ...columns.map(textCell), "labels", "line"].join(",")}\r\n`;
}

/** Some lines in the order given; pieces of one file follow each other without anything between them. */
export function exportLines(lines: readonly LogLine[], options: ExportOptions): string {
  const write = WRITERS[options.format];
  return lines.map((line) => write(line, options)).join("");
}

const WRITERS: Readonly<Record<ExportFormat, (line: LogLine, options: ExportOptions) => string>> = {
  // Colours would be control characters in a text file that nobody expects to hold any.
  text: (line, { zone }) => `${formatNs(line.ns, zone, "ns")} ${withoutAnsi(line.text).replace(/\n$/, "")}\n`,
  jsonl: (line) =>
    `${goJson({ labels: sortedLabels(line), line: line.text, timestamp: nsToIso(line.ns) })}\n`,
  csv: (line, { columns = [] }) => {
    const fields = columns.length > 0 ? fieldsOf(line.text) : undefined;
    const labels = sortedLabels(line);
    const cells = columns.map((name) => labels.get(name) ?? (fields && fieldValue(fields, name)) ?? "");
    const row = [
      nsToIso(line.ns),
      line.ns,
      ...cells.map(textCell),
      textCell(goJson(labels)),
      textCell(line.text),
    ];
    return `${row.join(",")}\r\n`;
  },
};

/** All labels of a line, of whatever kind, as Loki gives them when it does not tell the kinds apart. */
function sortedLabels({ stream, metadata = {}, parsed = {} }: LogLine): Map<string, string> {
  const all = [stream.labels, metadata, parsed].flatMap((labels: Labels) => Object.entries(labels));
  return new Map([...new Map(all)].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON as Go writes it: these five characters escaped, so that files can be compared byte by byte. */
function goJson(
  value: Map<string, string> | { labels: Map<string, string>; line: string; timestamp: string },
): string {
  if (value instanceof Map) {
    return `{${[...value].map(([name, text]) => `${goText(name)}:${goText(text)}`).join(",")}}`;
  }
  const { labels, line, timestamp } = value;
  return `{"labels":${goJson(labels)},"line":${goText(line)},"timestamp":${goText(timestamp)}}`;
}

function goText(text: string): string {
  return JSON.stringify(text).replaceAll(/[<>&\u2028\u2029\u007f]/g, (character) =>
    character === "\u007f" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
