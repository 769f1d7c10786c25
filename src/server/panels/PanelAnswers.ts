import type { Panel } from "../../domain/panel/Panel.ts";
import type { VariableValues } from "../../domain/panel/Board.ts";

/** What is asked of one query of a panel, already judged: who may ask it is not decided here. */
export interface PanelQuestion {
  readonly panel: Panel;
  readonly letter: string;
  /** As chosen; checked against the board's variables before. */
  readonly variables: VariableValues;
  /** Epoch milliseconds, clamped before. */
  readonly startMs: number;
  readonly endMs: number;
  readonly plotPx: number;
  /** "UTC" or an IANA name. */
  readonly zone: string;
  /** Who waits, for fairness. */
  readonly owner: string;
  readonly signal?: AbortSignal;
}

export interface PanelAnswer {
  readonly contentType: string;
  /** The source's JSON without its `warnings` and `infos`. */
  readonly body: Buffer;
  /** "start=…&end=…&step=…", milliseconds: the header X-Sightglass-Plan. */
  readonly plan: string;
  /** What the source warned of; may tell the query, so it is for those who may read it. */
  readonly notes: readonly string[];
}

/** Renders, plans and asks queries of panels; the one way in which readers, links and snapshots get data. */
export interface PanelAnswers {
  ask(question: PanelQuestion): Promise<PanelAnswer>;
}
