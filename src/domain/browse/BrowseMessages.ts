import type { ExemplarAnswer } from "../exemplar/Exemplar.ts";
import type { Problem } from "../problem/Problem.ts";
import type { ResolvedRange } from "../time/TimeRange.ts";
import type { MetricMetadata } from "../query/promql/metricType.ts";
import type { MetricKind } from "./metricKind.ts";
import type { RankedName } from "./nameIndex.ts";
import type { SeriesFacts } from "./seriesFacts.ts";
import type { TreeRow } from "./treeView.ts";

/** Where to ask: a source, its address on our own server, and the API it speaks. */
export interface BrowseSource {
  readonly id: string;
  /** "/prefix/api/sources/prod". */
  readonly baseUrl: string;
  readonly kind: "prometheus" | "loki";
}

/** What an answer is of: `match` is a selector, "" for everything; the range is rounded by the worker. */
export interface BrowseScope {
  readonly source: BrowseSource;
  readonly range: ResolvedRange;
  readonly match: string;
}

export interface ViewAsk extends BrowseScope {
  readonly typed: string;
  readonly kind: MetricKind | "all";
  /** Groups the reader opened or closed. */
  readonly toggled: readonly (readonly [id: string, isOpen: boolean])[];
  /** The metric whose groups are open by themselves; "" for the best hit of a search. */
  readonly revealed: string;
}

export interface ViewAnswer {
  readonly viewId: number;
  /** What was searched for. */
  readonly typed: string;
  /** Names in the scope, and those of them that were found. */
  readonly total: number;
  readonly hits: number;
  /** Found names by kind, before the kind filter. */
  readonly kinds: Readonly<Record<MetricKind, number>>;
  /** Rows of the tree, and the first of them. */
  readonly count: number;
  readonly rows: readonly TreeRow[];
  /** The best hit of a search, and its row (-1: not on show). */
  readonly best: string | null;
  readonly bestRow: number;
  /** Row of `revealed`; -1 where it is none. */
  readonly revealedRow: number;
  /** The list of names was cut: it is longer than what was read. */
  readonly isCut: boolean;
}

/** A list that may be longer than what was sent. */
export interface NameList {
  readonly names: readonly string[];
  readonly isCut: boolean;
}

export interface FoundName extends RankedName {
  readonly kind: MetricKind;
}

export interface MetricWords {
  readonly kind: MetricKind;
  /** "" where the source tells none. */
  readonly help: string;
  readonly unit: string;
  /** Entries of the metric and of its family, by name, for presets. */
  readonly families: readonly (readonly [string, MetricMetadata])[];
}

/** Bytes of logs by label name, or by value of one label. */
export interface Volume {
  readonly name: string;
  readonly bytes: number;
}

/** Each question and its answer. */
export interface BrowseCalls {
  /** The names and how the tree shows them. */
  readonly view: { readonly ask: ViewAsk; readonly answer: ViewAnswer };
  /** Rows of an earlier view, `from` to `to` (exclusive); [] once it is forgotten. */
  readonly rows: {
    readonly ask: { readonly viewId: number; readonly from: number; readonly to: number };
    readonly answer: readonly TreeRow[];
  };
  /** The best names for a text, for the palette and for completion. */
  readonly find: {
    readonly ask: BrowseScope & { readonly typed: string; readonly limit: number };
    readonly answer: readonly FoundName[];
  };
  /** How many names there are. */
  readonly count: {
    readonly ask: BrowseScope;
    readonly answer: { readonly names: number; readonly isCut: boolean };
  };
  /** The name that a metric which does not exist most likely stands for, of how many there are. */
  readonly nearest: {
    readonly ask: BrowseScope & { readonly name: string };
    readonly answer: { readonly names: number; readonly near: string | null };
  };
  /** Whether any series fits the selector, in exactly that range; without a selector whether there is anything. */
  readonly has: { readonly ask: BrowseScope; readonly answer: boolean };
  readonly related: {
    readonly ask: BrowseScope & { readonly name: string };
    readonly answer: readonly string[];
  };
  /** Reads the source's metadata, once a day; how many families it has. */
  readonly families: { readonly ask: { readonly source: BrowseSource }; readonly answer: number };
  readonly words: {
    readonly ask: { readonly source: BrowseSource; readonly name: string };
    readonly answer: MetricWords;
  };
  readonly series: { readonly ask: BrowseScope; readonly answer: SeriesFacts };
  readonly labels: { readonly ask: BrowseScope; readonly answer: NameList };
  readonly values: {
    /** `typed` narrows on the server; needed only where the list was cut. */
    readonly ask: BrowseScope & { readonly label: string; readonly typed: string };
    readonly answer: NameList;
  };
  /** The exemplars of a query in exactly that range, thinned to its steps. */
  readonly exemplars: {
    readonly ask: {
      readonly source: BrowseSource;
      readonly range: ResolvedRange;
      readonly query: string;
      readonly stepMs: number;
    };
    readonly answer: ExemplarAnswer;
  };
  /** Logs only: by label, or by value of `label`. */
  readonly volumes: {
    readonly ask: BrowseScope & { readonly label: string | null };
    readonly answer: readonly Volume[];
  };
}

export type BrowseCall = keyof BrowseCalls;

export type ToBrowseWorker =
  | {
      [Name in BrowseCall]: {
        readonly call: Name;
        readonly id: number;
        readonly ask: BrowseCalls[Name]["ask"];
      };
    }[BrowseCall]
  | { readonly call: "cancel"; readonly id: number };

export type FromBrowseWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: Problem };
