import type { Problem } from "../../problem/Problem.ts";
import type { StepGrid } from "./DecodeOptions.ts";
import type { SentDecoded } from "./transferDecoded.ts";

/** What the page and the decode worker say to each other. Moments are epoch milliseconds with fractions. */
export type ToWorker = RunMessage | { readonly type: "cancel"; readonly runId: string };

export interface RunMessage {
  readonly type: "run";
  readonly runId: string;
  /** Path on our own origin. */
  readonly url: string;
  /** The form, as `application/x-www-form-urlencoded` text. */
  readonly body: string;
  /** The plan's grid of a range query; absent for an instant query. */
  readonly grid?: StepGrid;
  readonly capBytes?: number;
}

export interface HeadMessage {
  readonly type: "head";
  readonly runId: string;
  readonly atMs: number;
  readonly status: number;
  readonly contentType: string;
  readonly requestId?: string;
  readonly serverTiming?: string;
}

export interface DoneMessage {
  readonly type: "done";
  readonly runId: string;
  readonly atMs: number;
  readonly decoded: SentDecoded;
  readonly bytesTransferred?: number;
}

export interface ProblemMessage {
  readonly type: "problem";
  readonly runId: string;
  readonly atMs: number;
  readonly problem: Problem;
  /** Body bytes read until then, after decompression. */
  readonly bytes: number;
}

export type FromWorker = HeadMessage | DoneMessage | ProblemMessage;
