import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from "@playwright/test";
import type { Page } from "@playwright/test";
import type { Watching } from "../pages/asked.ts";

/**
 * A place where what Explore claims of itself is tried: a source with what its metrics are called there and what they
 * must show. The claims are written once and hold on each ground.
 */
export interface Ground {
  readonly url: string;
  /** Its id, and how it is called in the list of sources. */
  readonly source: { readonly id: string; readonly name: string };
  /** The last instant of which everything is known, milliseconds. */
  readonly endMs: number;
  /** Explore's parameters for this source. */
  readonly search: (params?: Readonly<Record<string, string>>) => string;
  /** What is asked from now on. */
  readonly watch: (page: Page) => Watching;
  readonly steady: Steady;
  readonly counter: Counter;
  readonly histogram: Histogram;
  /** The node of the GPUs that `node_gpu_seconds_total` tells of, an example of the documentation. */
  readonly gpuNode: string;
  /** Two matchers that have series each, but none together; the metric may be left out. */
  readonly apart: {
    readonly metric: string;
    readonly label: string;
    readonly one: string;
    readonly other: string;
  };
  /** What an instant query of `up` has in its table. */
  readonly upJob: string;
}

/** A gauge that never changes: one series for each value of one label. */
export interface Steady {
  readonly metric: string;
  readonly label: string;
  /** Values of the label: one to hide, one to find by its first three letters, one that neither touches. */
  readonly hidden: string;
  readonly found: string;
  readonly other: string;
  /** What each series is, exactly, by value of the label. */
  readonly values: Readonly<Record<string, string>>;
  /** What each is as the chart says it. */
  readonly spoken: RegExp;
  /** All labels of `other`, as they are copied. */
  readonly selector: string;
  /** A matcher that all series meet, and one of `other` misspelt: the label and the value. */
  readonly common: string;
  readonly misspelt: { readonly label: string; readonly value: string };
}

/** A label with one of its values, and how many series have that. */
export interface Label {
  readonly name: string;
  readonly values: number;
  readonly one: string;
  readonly series: number;
}

/** A counter with the same samples all the time: one series for each pair of values of two labels, or several. */
export interface Counter {
  readonly metric: string;
  readonly series: number;
  readonly misspelt: string;
  /** Words that find it before any other metric. */
  readonly words: string;
  /** The labels by which a sum leaves every series apart. */
  readonly by: readonly string[];
  readonly first: Label;
  readonly second: Label & {
    /** Two more of its values; the first of them begins as no other does. */
    readonly others: readonly [string, string];
    /** Series with `first.one` and neither `one` nor the first of the others. */
    readonly rest: number;
  };
  /** What a legend says once. */
  readonly common: string;
}

/** A classic histogram of seconds, one series for each bucket. */
export interface Histogram {
  /** The name up to `_bucket`. */
  readonly name: string;
  readonly buckets: number;
  /** Words that find its sum before any other metric; the first stands in the name. */
  readonly words: string;
  /** What is asked of the sum: a source that knows its type asks for the rate. */
  readonly sumAsked: string;
}

export const sizeOf = ({ values }: Steady): number => Object.keys(values).length;

/** The rate of every series of the ground's counter. */
export const rateOfEach = ({ metric, by }: Counter, window = "5m"): string =>
  `sum by (${by.join(", ")}) (rate(${metric}[${window}]))`;

/** One hour on the grid of a minute, so that shares of the plot are shares of the data. */
export const hourOf = ({ endMs }: Ground): Readonly<Record<"from" | "to" | "step", string>> => {
  const to = Math.floor(endMs / 60_000) * 60_000;
  return { from: String(to - 3_600_000), to: String(to), step: "1m" };
};

/** The page's own clock, which stands still on the demo. */
export const nowOf = (page: Page): Promise<number> => page.evaluate(() => Date.now());

type TestArgs = PlaywrightTestArgs & PlaywrightTestOptions;
type WorkerArgs = PlaywrightWorkerArgs & PlaywrightWorkerOptions;

/** Playwright's `test` with a ground; `watched` is a page whose every answer is searched for the token. */
export type GroundTest = TestType<TestArgs & { readonly ground: Ground; readonly watched: Page }, WorkerArgs>;
