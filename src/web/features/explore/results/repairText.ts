import type { DecodeNotes } from "../../../../domain/frame/Frame.ts";
import type { RowRun } from "../run/useRuns.ts";

const words: readonly (readonly [keyof DecodeNotes, string])[] = [
  ["duplicateSamples", "duplicate samples dropped"],
  ["unsortedSamples", "samples put in order"],
  ["offStepSamples", "samples off the step"],
  ["duplicateSeries", "duplicate series merged"],
  ["invalidUtf8Series", "series contain invalid bytes"],
];

/** What was repaired while decoding, counted over all rows; "" when nothing was. */
export function repairText(runs: readonly RowRun[]): string {
  const notes = runs.flatMap(({ shown }) => {
    const result = shown?.outcome.decoded.result;
    return result && "notes" in result ? [result.notes] : [];
  });
  return words
    .map(([name, text]) => [notes.reduce((sum, note) => sum + note[name], 0), text] as const)
    .filter(([count]) => count > 0)
    .map(([count, text]) => `${count.toLocaleString("en-GB")} ${text}`)
    .join(" · ");
}
