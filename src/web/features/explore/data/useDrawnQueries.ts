import { useState } from "react";
import type { RowRun } from "../run/useRuns.ts";
import type { AskedQuery } from "./queryUnits.ts";

const isSame = (a: readonly AskedQuery[], b: readonly AskedQuery[]) =>
  a.length === b.length &&
  a.every(({ letter, sourceId, expr }, index) => {
    const other = b[index];
    return letter === other?.letter && sourceId === other.sourceId && expr === other.expr;
  });

/**
 * The queries whose answers are on screen: while a new one runs, or after it failed, what is drawn still has the unit
 * of the old one. Before the first answer, those asked. The same reference while nothing changed.
 */
export function useDrawnQueries(
  runs: readonly RowRun[],
  asked: readonly AskedQuery[],
): readonly AskedQuery[] {
  const drawn = runs.flatMap(({ letter, shown }) =>
    shown ? [{ letter, sourceId: shown.request.sourceId, expr: shown.request.expr }] : [],
  );
  const next = drawn.length > 0 ? drawn : asked;
  const [held, setHeld] = useState(next);
  if (held === next || isSame(held, next)) return held;
  setHeld(next);
  return next;
}
