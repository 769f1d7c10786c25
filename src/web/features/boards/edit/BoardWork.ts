/** What an open draft of the board takes from the menus of its panels. */
export interface BoardWork {
  /** After a panel came or went. */
  readonly run: () => Promise<void>;
  /** In columns, as the draft has it; undefined: it is not on it. */
  readonly widthOf: (panelId: string) => number | undefined;
  /** Not saved yet, like everything else in the draft. */
  readonly setWidth: (panelId: string, width: number) => void;
}
