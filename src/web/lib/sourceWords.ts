import type { SourceKind, SourceView } from "../../contract/sources.ts";

/** The kinds of sources as people call them. */
export const kindNames: Readonly<Record<SourceKind, string>> = {
  prometheus: "Prometheus",
  loki: "Loki",
  openmetrics: "OpenMetrics page",
};

/** What stands beside the name: the kind, or what it is that has no address. */
export function kindText({ kind, preset, url }: Pick<SourceView, "kind" | "preset" | "url">): string {
  if (preset === "demo") return "Demo data";
  if (preset === "self") return "Metrics of this process";
  return kind === "openmetrics" && url === "" ? "File of metrics" : kindNames[kind];
}

/** One quiet line that tells a source from others of its name: "Prometheus, observe.example.org". */
export function sourceNote(source: Pick<SourceView, "kind" | "preset" | "url">): string {
  const { url } = source;
  return url === "" ? kindText(source) : `${kindText(source)}, ${URL.parse(url)?.host ?? url}`;
}
