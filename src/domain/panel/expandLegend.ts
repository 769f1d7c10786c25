import { labelValue, type Labels } from "../frame/Frame.ts";

const PART = /\{\{\s*([\w.:-]+)\s*\}\}/g;

/**
 * What a series is called: "{{service}} calls" with its labels put in. Null where there are no words for it, or where
 * nothing would be left, so that it is named by its labels.
 */
export function expandLegend(legend: string, labels: Labels): string | null {
  const text = legend.replaceAll(PART, (_part, name: string) => labelValue(labels, name) ?? "").trim();
  return text === "" ? null : text;
}
