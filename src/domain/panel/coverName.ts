import { labelValue, type Labels } from "../frame/Frame.ts";

/**
 * The label that readers get in place of a metric's name, which is query text (T6). Its value tells series of different
 * metrics apart and nothing else; labels of this form are reserved, so no source sends it by itself.
 */
export const COVER_LABEL = "__series__";

const NAME = "__name__";

export interface NameWords {
  /** Of the only metric of an answer, in a legend that asks for its name. */
  readonly lone: string;
  /** In front of the number of each metric where there are several. */
  readonly each: string;
}

/** Series of one answer as they are spoken of. */
export interface SpokenLabels {
  /** With a name where that tells series apart. */
  readonly own: Labels;
  /** With a name in any case: for a legend that asks for it. */
  readonly inLegend: Labels;
}

/** Puts words where a cover stands: "Series 1", "Series 2" in the order of the covers. Real names stay as they are. */
export function speakCovers(all: readonly Labels[], { lone, each }: NameWords): readonly SpokenLabels[] {
  const covers = [...new Set(all.map((labels) => labelValue(labels, COVER_LABEL)))]
    .filter((cover) => cover !== undefined)
    .toSorted();
  if (covers.length === 0) return all.map((own) => ({ own, inLegend: own }));
  return all.map((labels) => {
    const cover = labelValue(labels, COVER_LABEL);
    const others = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== COVER_LABEL));
    if (cover === undefined) return { own: others, inLegend: others };
    const word = covers.length === 1 ? lone : `${each}${covers.indexOf(cover) + 1}`;
    const named = { [NAME]: word, ...others };
    return { own: covers.length === 1 ? others : named, inLegend: named };
  });
}
