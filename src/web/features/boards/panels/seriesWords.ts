import type { PanelReading } from "../../../../contract/panels.ts";
import type { Labels } from "../../../../domain/frame/Frame.ts";
import { legendNames } from "../../../../domain/format/seriesName.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { type NameWords, speakCovers } from "../../../../domain/panel/coverName.ts";
import { expandLegend } from "../../../../domain/panel/expandLegend.ts";

/** What metrics are called where their names are not told: after the panel, or their query where there are several. */
export function nameWords(
  { name, letters }: Pick<PanelReading, "name" | "letters">,
  letter: string,
): NameWords {
  if (letters.length > 1) return { lone: `Series ${letter}`, each: `Series ${letter}` };
  return { lone: name === "" ? "Value" : name, each: "Series " };
}

/** What series of one query are called: by the words of its legend, else by what tells them apart. */
export function seriesWords(legend: string, all: readonly Labels[], words: NameWords): readonly string[] {
  const spoken = speakCovers(all, words);
  const names = legendNames(spoken.map(({ own }) => own)).names;
  return spoken.map(({ inLegend }, index) => {
    const own = expandLegend(legend, inLegend);
    if (own !== null) return visibleText(own);
    const name = visibleText(names[index] ?? "");
    // A lone series without labels has no name of its own.
    return name === "{}" ? "Value" : name;
  });
}

/** A label's name as the head of a column: "host_name" → "Host name". */
export function labelWords(name: string): string {
  const words = name.replaceAll(/[_.]+/g, " ").trim();
  return words === "" ? name : words[0]?.toUpperCase() + words.slice(1);
}

/** With a full stop, unless it ends by itself. */
export const asSentence = (text: string) => (text === "" || /[.!?]$/.test(text) ? text : `${text}.`);
