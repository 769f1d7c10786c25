import type { PanelPlan } from "../../panel/readPlan.ts";
import type { Problem } from "../../problem/Problem.ts";
import type { LogDirection } from "../logs/LogPage.ts";
import type { SentLines, SentPage } from "../logs/transferLogs.ts";
import type { StepGrid } from "./DecodeOptions.ts";
import type { SentDecoded } from "./transferDecoded.ts";

/** What the page and the decode worker say to each other. Moments are epoch milliseconds with fractions. */
export type ToWorker = AskMessage | { readonly type: "cancel"; readonly runId: string };

/** Anything that is asked of the source. */
export type AskMessage = RunMessage | LogsMessage;

interface Ask {
  readonly runId: string;
  /** Path on our own origin. */
  readonly url: string;
  /** The form, as `application/x-www-form-urlencoded` text; for a panel, JSON. */
  readonly body: string;
  /** A query of a saved panel: only its answer's head tells what was planned. */
  readonly isPanel?: true;
  readonly capBytes?: number;
  /** The reader has agreed to a query over the source's budget. */
  readonly isConfirmed?: true;
}

export interface RunMessage extends Ask {
  readonly type: "run";
  /** The plan's grid of a range query; absent for an instant query. */
  readonly grid?: StepGrid;
}

/** One page of log lines. */
export interface LogsMessage extends Ask {
  readonly type: "logs";
  readonly direction: LogDirection;
  readonly limit: number;
}

export interface HeadMessage {
  readonly type: "head";
  readonly runId: string;
  readonly atMs: number;
  readonly status: number;
  readonly contentType: string;
  readonly requestId?: string;
  readonly serverTiming?: string;
  /** Of a panel's query. */
  readonly plan?: PanelPlan;
  /** How many warnings came with the answer to a panel's query; their words are not for readers. */
  readonly warnings?: number;
}

export interface DoneMessage {
  readonly type: "done";
  readonly runId: string;
  readonly atMs: number;
  readonly decoded: SentDecoded;
  readonly bytesTransferred?: number;
}

/** Some lines of a page, in its order; all of them come before the page's own message. */
export interface LinesMessage {
  readonly type: "lines";
  readonly runId: string;
  readonly lines: SentLines;
}

export interface PageMessage {
  readonly type: "page";
  readonly runId: string;
  readonly atMs: number;
  readonly page: SentPage;
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

export type FromWorker = HeadMessage | DoneMessage | LinesMessage | PageMessage | ProblemMessage;
