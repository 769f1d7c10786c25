import type { Board } from "../../../../domain/panel/Board.ts";

/** One's own changes on a newer version in which panels came or went: those stand at the end, or are left out. */
export function rebaseBoard(mine: Board, newer: Board): Board {
  const there = new Set(newer.items.map(({ panelId }) => panelId));
  const kept = mine.items.filter(({ panelId }) => there.has(panelId));
  const known = new Set(kept.map(({ panelId }) => panelId));
  return { ...mine, items: [...kept, ...newer.items.filter(({ panelId }) => !known.has(panelId))] };
}
