import { type KeyboardEvent, useEffect, useState } from "react";
import { FIT } from "../../../domain/browse/nameSearch.ts";
import { nextIndex } from "../../ui/menuFocus.ts";
import type { PaletteItem } from "./PaletteTypes.ts";
import type { PaletteSection } from "./rankItems.ts";

export interface ChoiceOptions {
  readonly typed: string;
  readonly sections: readonly PaletteSection[];
  readonly isPending: boolean;
  readonly onChoose: (item: PaletteItem, isOther: boolean) => void;
}

interface Held {
  readonly typed: string;
  /** The row the reader moved to; null: whatever is best. */
  readonly id: string | null;
  /** Enter was pressed before the names were here: the best is chosen once they are. */
  readonly isWaiting: boolean;
}

/**
 * The row that Enter chooses. It is the best one until the reader moves, and then that row wherever later results put
 * it; more typing begins anew.
 */
export function usePaletteChoice({ typed, sections, isPending, onChoose }: ChoiceOptions) {
  const [kept, setHeld] = useState<Held>({ typed, id: null, isWaiting: false });
  const held = kept.typed === typed ? kept : { typed, id: null, isWaiting: false };
  const rows = sections.flatMap((section) => section.rows);
  const moved = rows.findIndex(({ item }) => item.id === held.id);
  const active = Math.max(0, moved);
  const row = rows[active];

  const best = rows[0];
  const isReady = held.isWaiting && !isPending;
  useEffect(() => {
    if (isReady && best) onChoose(best.item, false);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the names have come
  }, [isReady]);

  const go = (index: number) => setHeld({ typed, id: rows[index]?.item.id ?? null, isWaiting: false });
  const enter = (isOther: boolean) => {
    // A name that is still to come can only be better than what fits somewhere inside.
    const isSure = !isPending || moved >= 0 || (row !== undefined && row.rank <= FIT.prefix);
    if (!isSure) setHeld({ typed, id: null, isWaiting: true });
    else if (row) onChoose(row.item, isOther);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      enter(event.shiftKey);
      return;
    }
    // Home and End belong to the text.
    const to = event.key.startsWith("Arrow") ? nextIndex(event.key, active, rows.length) : null;
    if (to === null) return;
    event.preventDefault();
    go(to);
  };
  return { active, row, count: rows.length, isWaiting: held.isWaiting, go, onKeyDown };
}
