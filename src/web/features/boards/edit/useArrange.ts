import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { BOARD_LIMITS, type BoardItem } from "../../../../domain/panel/Board.ts";
import { arrangeByKey, clampSize, moveItem, placeWords, sizeItem, sizeWords } from "./placeItems.ts";

/** What is held, and where it would go. */
export interface Held {
  readonly panelId: string;
  readonly targetId: string | null;
}

export interface Arrange {
  readonly held: Held | null;
  /** What a screen reader hears of the last step. */
  readonly said: string;
  /** For the grip of a panel: drag moves, arrow keys move and size. */
  readonly grip: (panelId: string, name: string) => GripHandlers;
  /** For the corner of a panel: drag sizes. */
  readonly corner: (panelId: string) => { onPointerDown: (event: PointerEvent<HTMLElement>) => void };
}

export interface GripHandlers {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

const ITEM = "[data-panel-id]";
/** A hairline between rows. */
const ROW_PX = BOARD_LIMITS.rowPx + 1;

const itemAt = ({ clientX, clientY }: PointerEvent) =>
  document
    .elementsFromPoint(clientX, clientY)
    .map((one) => one.closest<HTMLElement>(ITEM))
    .find((one) => one !== null)?.dataset["panelId"] ?? null;

/** Places and sizes by mouse, finger and keyboard. */
export function useArrange(
  items: readonly BoardItem[],
  onChange: (items: readonly BoardItem[]) => void,
): Arrange {
  const [held, setHeld] = useState<Held | null>(null);
  const [said, setSaid] = useState("");
  const placeOf = (panelId: string) => items.findIndex((item) => item.panelId === panelId);
  const drop = () => {
    const from = placeOf(held?.panelId ?? "");
    const to = placeOf(held?.targetId ?? "");
    setHeld(null);
    if (from < 0 || to < 0 || from === to) return;
    const next = moveItem(items, from, to);
    onChange(next);
    setSaid(placeWords(next, to));
  };
  const corner: Arrange["corner"] = (panelId) => ({
    onPointerDown: (event) =>
      startSizing(event, {
        size: (size) => onChange(sizeItem(items, placeOf(panelId), size)),
        done: (size) => setSaid(sizeWords(clampSize(size))),
      }),
  });
  return {
    held,
    said,
    corner,
    grip: (panelId, name) => ({
      onKeyDown: (event) => {
        const arranged = arrangeByKey(items, placeOf(panelId), event);
        if (!arranged) return;
        event.preventDefault();
        if (arranged.items !== items) onChange(arranged.items);
        setSaid(`${name}: ${arranged.words}`);
      },
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld({ panelId, targetId: null });
      },
      onPointerMove: (event) => {
        if (held === null) return;
        const targetId = itemAt(event);
        if (targetId !== held.targetId) setHeld({ ...held, targetId });
      },
      onPointerUp: drop,
      onPointerCancel: () => setHeld(null),
    }),
  };
}

interface Sizing {
  readonly size: (size: { width: number; height: number }) => void;
  readonly done: (size: { width: number; height: number }) => void;
}

/** Follows the pointer in whole columns and rows until it is let go. */
function startSizing(event: PointerEvent<HTMLElement>, { size, done }: Sizing): void {
  const corner = event.currentTarget;
  const item = corner.closest<HTMLElement>(ITEM);
  const board = item?.parentElement;
  if (!item || !board || event.button !== 0) return;
  event.preventDefault();
  const columnPx = board.clientWidth / BOARD_LIMITS.columns;
  const { left, top } = item.getBoundingClientRect();
  const ending = new AbortController();
  const at = (move: { clientX: number; clientY: number }) =>
    clampSize({ width: (move.clientX - left) / columnPx, height: (move.clientY - top) / ROW_PX });
  let last = at(event);
  corner.setPointerCapture(event.pointerId);
  const { signal } = ending;
  const follow = (move: globalThis.PointerEvent) => {
    const next = at(move);
    if (next.width === last.width && next.height === last.height) return;
    last = next;
    size(next);
  };
  corner.addEventListener("pointermove", follow, { signal });
  const end = () => {
    ending.abort();
    done(last);
  };
  corner.addEventListener("pointerup", end, { signal });
  corner.addEventListener("pointercancel", end, { signal });
}
