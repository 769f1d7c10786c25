import type { Labels } from "../../../src/engine/labels/Labels.ts";

/** A point of a series in Prometheus' test language: no point, a stale marker, a native histogram, or a value. */
export type Point = "none" | "stale" | "histogram" | number;

export interface SeriesLine {
  readonly labels: Labels;
  readonly points: readonly Point[];
}

export interface LoadCommand {
  readonly type: "load";
  readonly stepMs: number;
  readonly series: readonly SeriesLine[];
  /** Classic histograms are loaded as native ones, too. */
  readonly isWithNative: boolean;
  /** Labels of the series whose samples carry a start timestamp. */
  readonly started: readonly Labels[];
}

export type ExpectationType = "ordered" | "fail" | "warn" | "no_warn" | "info" | "no_info";

export interface Expectation {
  readonly type: ExpectationType;
  /** The whole text, or a pattern found in it; null takes any. */
  readonly message: string | RegExp | null;
}

export interface EvalCommand {
  readonly type: "eval";
  /** From 1, in the file. */
  readonly line: number;
  readonly query: string;
  readonly isInstant: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly expectations: readonly Expectation[];
  readonly series: readonly SeriesLine[];
  readonly scalar: number | null;
  readonly text: string | null;
  /** The times of the samples that an instant query of a range finds. */
  readonly range: { readonly startMs: number; readonly stepMs: number } | null;
}

export type Command = { readonly type: "clear" } | LoadCommand | EvalCommand;
