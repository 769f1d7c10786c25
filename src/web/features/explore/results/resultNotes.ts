import type { ResultMeta } from "../../../../domain/frame/Frame.ts";

/** What a source says beside the data of an answer, series or lines. */
type SaidOfAnswer = Pick<ResultMeta, "isPartial" | "warnings" | "infos">;

/** Something the source said about its own answer. */
export interface ResultNote {
  readonly kind: "partial" | "warning" | "info";
  readonly text: string;
}

/** How a note is called on the page and in a CSV. */
export const noteTitles: Readonly<Record<ResultNote["kind"], string>> = {
  partial: "Partial data",
  warning: "Warning",
  info: "Note",
};

const PARTIAL = "Some of what was asked is missing, so sums are too low.";

/** Every note of one answer, each once: what makes the numbers wrong first. */
export function resultNotes({ isPartial, warnings, infos }: SaidOfAnswer): readonly ResultNote[] {
  const notes = (kind: ResultNote["kind"], texts: readonly string[]) =>
    [...new Set(texts)].map((text) => ({ kind, text }));
  return [
    ...notes("partial", isPartial ? [PARTIAL] : []),
    ...notes("warning", warnings),
    ...notes("info", infos),
  ];
}
