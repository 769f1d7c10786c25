import type { ExemplarState } from "./useExemplars.ts";

const count = (value: number) => value.toLocaleString("en-GB");

/** What the Response tab says of the exemplars of a query. */
export function exemplarWords({ answer, problem }: ExemplarState): string {
  if (problem) return `None: ${problem.title}. ${problem.code}`;
  if (!answer) return "Asked for after the chart";
  const { exemplars, total, isCut } = answer;
  if (total === 0) return "None in this range";
  const kept = exemplars.length < total ? `${count(exemplars.length)} of ${count(total)} sent` : count(total);
  return `${kept}${isCut ? "; the answer was longer than what was read" : ""}`;
}
