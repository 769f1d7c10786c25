import type { LogLine } from "../../domain/frame/logs/LogPage.ts";

// Stand-ins with the agreed names, until domain/frame/logs has them.

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "unknown";
export interface LineField {
  readonly name: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}
export interface LineFields {
  readonly parser: "json" | "logfmt" | null;
  readonly fields: readonly LineField[];
}
export interface AnsiSpan {
  readonly text: string;
  readonly fg?: number;
  readonly bg?: number;
  readonly isBold?: boolean;
  readonly isUnderlined?: boolean;
}
export type DedupMode = "none" | "exact" | "numbers" | "signature";
export interface LineGroup {
  readonly lines: readonly LogLine[];
}

export function fieldsOf(text: string): LineFields {
  if (text.startsWith("{")) {
    const fields = [...text.matchAll(/"([a-zA-Z_]+)":("(?:[^"\\]|\\.)*"|[^,{}\s]+)/g)].map((m) => {
      const from = (m.index ?? 0) + (m[1] ?? "").length + 3;
      const raw = m[2] ?? "";
      return { name: m[1] ?? "", value: raw.replaceAll('"', ""), from, to: from + raw.length };
    });
    return { parser: "json", fields };
  }
  const fields = [...text.matchAll(/([a-z_]+)=("[^"]*"|\S+)/g)].map((m) => {
    const from = (m.index ?? 0) + (m[1] ?? "").length + 1;
    const raw = m[2] ?? "";
    return { name: m[1] ?? "", value: raw.replaceAll('"', ""), from, to: from + raw.length };
  });
  return { parser: fields.length > 1 ? "logfmt" : null, fields: fields.length > 1 ? fields : [] };
}

export function ansiSpans(text: string): readonly AnsiSpan[] {
  const spans: AnsiSpan[] = [];
  let at = 0;
  let fg: number | undefined;
  // oxlint-disable-next-line no-control-regex
  for (const m of text.matchAll(/\u001b\[([0-9;]*)m/g)) {
    if (m.index > at) spans.push({ text: text.slice(at, m.index), ...(fg !== undefined && { fg }) });
    const code = Number(m[1]);
    fg = code >= 30 && code < 38 ? code - 30 : undefined;
    at = m.index + m[0].length;
  }
  if (at < text.length) spans.push({ text: text.slice(at), ...(fg !== undefined && { fg }) });
  return spans;
}

export function levelOf(line: LogLine): LogLevel {
  const m = /\b(fatal|error|warn|info|debug|trace)\b/.exec(
    line.stream.labels["level"] ?? line.text.slice(0, 200),
  );
  return (m?.[1] as LogLevel | undefined) ?? "unknown";
}

export function foldAdjacent(lines: readonly LogLine[], mode: DedupMode): readonly LineGroup[] {
  const key = (text: string) =>
    mode === "exact" ? text : mode === "numbers" ? text.replaceAll(/\d+/g, "0") : text.replaceAll(/\w+/g, "");
  const groups: { lines: LogLine[] }[] = [];
  let last = "";
  for (const line of lines) {
    const own = key(line.text);
    const group = groups.at(-1);
    if (group && own === last && mode !== "none") group.lines.push(line);
    else groups.push({ lines: [line] });
    last = own;
  }
  return groups;
}
