import type { AnswerRequest } from "../cache/Answers.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import type { VariableValues } from "../../domain/panel/Board.ts";

/** What is asked of one query of a panel, already judged: who may ask it is not decided here. */
export interface PanelQuestion {
  readonly panel: Panel;
  readonly letter: string;
  /** Of every variable of the board, as `checkChoices` completes what was chosen. */
  readonly variables: VariableValues;
  /** Epoch milliseconds, as asked for: `ask` bounds them, and the width. */
  readonly startMs: number;
  readonly endMs: number;
  readonly plotPx: number;
  /** This long before the range. */
  readonly beforeMs?: number | undefined;
  /** "UTC" or an IANA name. */
  readonly zone: string;
  /** Who waits, for fairness. */
  readonly owner: string;
  readonly signal?: AbortSignal;
  readonly onAsked?: AnswerRequest["onAsked"];
}

export interface PanelAnswer {
  readonly contentType: string;
  /** The source's JSON without its `warnings` and `infos`; readers get it with its names covered (`CoverNames`). */
  readonly body: Buffer;
  /** "start=…&end=…&step=…", milliseconds: the header X-Sightglass-Plan. */
  readonly plan: string;
  /** How many times the source warned that something is missing or wrong. */
  readonly warnings: number;
  /** What it warned of and noted; may tell the query, so it is for those who may read it. */
  readonly notes: readonly string[];
}

/** Renders, plans and asks queries of panels; the one way in which readers, links and snapshots get data. */
export interface PanelAnswers {
  ask(question: PanelQuestion): Promise<PanelAnswer>;
}
