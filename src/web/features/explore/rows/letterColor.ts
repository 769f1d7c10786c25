import { letters } from "../../../../domain/link/ExploreState.ts";

/** 1–12: the colour of a query's letter, the same however rows are ordered. */
export function chartSlotOf(letter: string): number {
  return letters.findIndex((one) => one === letter) + 1;
}
