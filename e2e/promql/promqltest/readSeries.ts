import { parseGoNumber } from "../../../src/domain/query/promql/goNumber.ts";
import { Labels } from "../../../src/engine/labels/Labels.ts";
import { readSelector } from "../../../src/engine/promql/check/readSelector.ts";
import { TokenStream } from "../../../src/engine/promql/check/TokenStream.ts";
import type { Point, SeriesLine } from "./Script.ts";

/** `metric{a="b"} 1 2+3x4 _ stale {{sum:5}}x2` */
export function readSeries(line: string): SeriesLine {
  const end = endOfLabels(line);
  return { labels: readLabels(line.slice(0, end)), points: readPoints(line.slice(end)) };
}

/** The first space that stands outside of braces and quotes. */
export function endOfLabels(line: string): number {
  const labels = /^(?:[^\s{"'`]|\{(?:[^}"'`]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)*\})*/.exec(line);
  return labels?.[0].length ?? 0;
}

export function readLabels(text: string): Labels {
  const tokens = new TokenStream(text);
  const name = tokens.is("{") ? null : tokens.take();
  const { matchers } = readSelector(tokens, name);
  const entries = matchers.map((matcher): [string, string] => [matcher.name, matcher.value]);
  return Labels.of(name ? [["__name__", name.text], ...entries] : entries);
}

const NUMBER = String.raw`(?:\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[iI]nf|[nN]a[nN])`;
const ITEM = new RegExp(`^([+-]?)(${NUMBER})(?:([+-])(${NUMBER}))?(?:x(\\d+))?$`);
const HISTOGRAMS = /\{\{.*?\}\}(?:[+-]\{\{.*?\}\})?(?:x(\d+))?/g;

function readPoints(text: string): Point[] {
  // A histogram holds spaces; it becomes a word of its own first.
  const words = text.replaceAll(HISTOGRAMS, (_, times: string | undefined) => ` histogramx${times ?? "0"} `);
  return words.split(/\s+/).flatMap(readItem);
}

function readItem(word: string): Point[] {
  if (word === "") return [];
  const [, kind, times] = /^(_|stale|histogram)(?:x(\d+))?$/.exec(word) ?? [];
  if (kind === "_") return Array.from({ length: Number(times ?? "1") }, () => "none");
  const point = kind === "stale" || kind === "histogram" ? kind : null;
  if (point) return Array.from({ length: Number(times ?? "0") + 1 }, () => point);
  const [item, sign, first = "", stepSign, step = "0", count = "0"] = ITEM.exec(word) ?? [];
  if (item === undefined) throw new Error(`not a series value: ${word}`);
  return steps(signed(sign, first), signed(stepSign, step), Number(count) + 1);
}

function signed(sign: string | undefined, text: string): number {
  const value = parseGoNumber(text);
  if (value === null) throw new Error(`not a number: ${text}`);
  return sign === "-" ? -value : value;
}

/** By adding up, as the original does. */
function steps(first: number, step: number, count: number): number[] {
  const values: number[] = [];
  for (let value = first; values.length < count; value += step) values.push(value);
  return values;
}
