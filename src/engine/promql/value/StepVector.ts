import type { Labels } from "../../labels/Labels.ts";

/** The evaluation times firstMs, firstMs + stepMs, …: `count` of them; one for an instant query. */
export interface Steps {
  readonly firstMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/**
 * An instant vector at every step: a row of `count` cells per series. Whoever made it may reuse its arrays only where
 * nobody else holds it.
 */
export interface StepVector {
  readonly steps: Steps;
  readonly labels: readonly Labels[];
  /** labels.length × steps.count, row by row. */
  readonly values: Float64Array;
  /** 1 where the series has a sample at that step, else 0. Same length as `values`. */
  readonly has: Uint8Array;
}

/** A scalar at every step. */
export interface StepScalar {
  readonly steps: Steps;
  readonly values: Float64Array;
}
