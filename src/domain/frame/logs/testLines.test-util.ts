import type { Labels } from "../Frame.ts";
import { labelsKey } from "../../format/seriesKey.ts";
import type { LogLine } from "./LogPage.ts";

/** A line of a test: a text, and whatever else matters. */
export function lineOf(text: string, more: Partial<LogLine> & { readonly labels?: Labels } = {}): LogLine {
  const { labels = { app: "shop" }, ...rest } = more;
  return { ns: "1748304000123456789", stream: { key: labelsKey(labels), labels }, text, copy: 0, ...rest };
}
