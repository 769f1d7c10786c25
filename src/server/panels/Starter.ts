import type { Board } from "../../domain/panel/Board.ts";
import type { Panel } from "../../domain/panel/Panel.ts";

/** A board that comes with Sightglass, made for one source. */
export interface Starter {
  readonly id: string;
  readonly board: Board;
  readonly panels: readonly { readonly id: string; readonly panel: Panel }[];
}

/** The starter boards that answer now. Never rejects. */
export interface StarterShelf {
  list(): Promise<readonly Starter[]>;
  /** The id of today for one of a board or panel that was made under a key before; any other id as it is. */
  idToday(id: string): string;
}

/** Ids of the store are random; none is expected to begin so. */
export const isStarterId = (id: string): boolean => id.startsWith("starter-");
