import type { Panel } from "../panel/Panel.ts";

export interface SharedPanel {
  readonly id: string;
  readonly panel: Panel;
}

/** One answer that a view needs. */
export interface LinkQuestion extends SharedPanel {
  readonly letter: string;
  /** This long before the range; 0 = the range itself. */
  readonly beforeMs: number;
}

/** Everything that the panels of a view ask, in their order; what a stat compares with comes after what it shows. */
export function linkQuestions(panels: readonly SharedPanel[]): readonly LinkQuestion[] {
  return panels.flatMap(({ id, panel }) =>
    panel.queries
      .filter(({ isHidden }) => !isHidden)
      .flatMap(({ letter }) =>
        momentsOf(panel).map((beforeMs): LinkQuestion => ({ id, panel, letter, beforeMs })),
      ),
  );
}

function momentsOf({ compareMs }: Pick<Panel, "compareMs">): readonly number[] {
  return compareMs > 0 ? [0, compareMs] : [0];
}

/** Under what an answer is kept beside those of other queries: "A", and "A before" for what it is compared with. */
export function keptLetter({ letter, beforeMs }: Pick<LinkQuestion, "letter" | "beforeMs">): string {
  return beforeMs === 0 ? letter : `${letter} before`;
}

/** The query of that letter, if readers may ask it, and at that moment. */
export function findQuestion(
  { id, panel }: SharedPanel,
  { letter, beforeMs }: Pick<LinkQuestion, "letter" | "beforeMs">,
): LinkQuestion | undefined {
  return linkQuestions([{ id, panel }]).find((one) => one.letter === letter && one.beforeMs === beforeMs);
}
