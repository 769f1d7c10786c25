import type { Board, BoardVariable, VariableChoice } from "../Board.ts";
import { DEFAULT_PANEL_OPTIONS, EMPTY_PANEL } from "../defaultPanel.ts";
import type { Panel, PanelOptions, PanelView, Threshold } from "../Panel.ts";

/** What a starter board is made for. */
export interface StarterSource {
  readonly id: string;
  /** In whose series a machine has the label `node`; elsewhere it is known by `instance`. */
  readonly isDemo: boolean;
}

export interface PlannedPanel {
  /** Unique on its board; part of its id. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly panel: Panel;
}

/** A board that comes with Sightglass, as data: what it shows, and the metric without which it shows nothing. */
export interface StarterPlan {
  readonly key: string;
  readonly metric: string;
  /** Made of series that only the demo has. */
  readonly isOfDemo: boolean;
  readonly make: (source: StarterSource) => {
    readonly board: Pick<Board, "name" | "description" | "variables">;
    readonly panels: readonly PlannedPanel[];
  };
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

interface PanelWords extends Partial<
  Pick<Panel, "help" | "note" | "thresholds" | "normal" | "compareMs" | "range">
> {
  readonly name: string;
  readonly unit?: string;
  readonly options?: Partial<PanelOptions>;
}

/** Query and what its series are called. */
type Asked = readonly [expr: string, legend?: string];

export type Size = readonly [width: number, height: number];

type Place = readonly [key: string, view: PanelView, size: Size];

/** Makes panels that ask one source, each in one call: `asked` are its queries A, B, C. */
export function panelsOf(
  source: StarterSource,
): (place: Place, words: PanelWords, ...asked: readonly Asked[]) => PlannedPanel {
  return (place, words, ...asked) => planPanel({ source, place, asked }, words);
}

function planPanel(
  { source, place, asked }: { source: StarterSource; place: Place; asked: readonly Asked[] },
  { unit = "", options = {}, ...words }: PanelWords,
): PlannedPanel {
  const [key, view, [width, height]] = place;
  const queries = asked.map(([expr, legend = ""], at) => ({
    letter: "ABC"[at] ?? "A",
    sourceId: source.id,
    expr,
    isHidden: false,
    legend,
  }));
  return {
    key,
    width,
    height,
    panel: {
      ...EMPTY_PANEL,
      ...words,
      view,
      queries,
      options: { ...DEFAULT_PANEL_OPTIONS, unit, ...options },
    },
  };
}

export const note = (key: string, size: Size, text: string): PlannedPanel => ({
  key,
  width: size[0],
  height: size[1],
  panel: { ...EMPTY_PANEL, name: "What to do", view: "note", note: text },
});

/** Any of its values, several or all; all at first. */
export function choose(name: string, label: string, choice: VariableChoice): BoardVariable {
  return { name, label, choice, isMulti: true, initial: [] };
}

export const below = (value: number, level: Threshold["level"], words = ""): Threshold => ({
  value,
  side: "below",
  level,
  words,
});

export const above = (value: number, level: Threshold["level"], words = ""): Threshold => ({
  value,
  side: "above",
  level,
  words,
});
