import type { Board } from "../Board.ts";
import type { Panel } from "../Panel.ts";
import { DEFAULT_RANGE } from "../../time/TimeRange.ts";
import type { StarterPlan, StarterSource } from "./StarterPlan.ts";

export interface StarterNames {
  /** Makes the ids unique where several sources have the same board; tells nothing of the source. "" for the demo. */
  readonly suffix: string;
  /** Of the source, where several have the same board; else "". */
  readonly sourceName: string;
}

/** The board and panels of a plan, for one source. The same source has the same ids for ever: links carry them. */
export function makeStarter(
  plan: StarterPlan,
  source: StarterSource,
  { suffix, sourceName }: StarterNames,
): {
  readonly id: string;
  readonly board: Board;
  readonly panels: readonly { readonly id: string; readonly panel: Panel }[];
} {
  const { board, panels } = plan.make(source);
  const id = `starter-${plan.key}${suffix === "" ? "" : `-${suffix}`}`;
  const idOf = (key: string): string => `${id}--${key}`;
  return {
    id,
    board: {
      ...board,
      name: sourceName === "" ? board.name : `${board.name} · ${sourceName}`,
      folder: "Starter boards",
      items: panels.map(({ key, width, height }) => ({ panelId: idOf(key), width, height })),
      range: DEFAULT_RANGE,
      zone: "browser",
      refreshMs: 60_000,
    },
    panels: panels.map(({ key, panel }) => ({ id: idOf(key), panel })),
  };
}
