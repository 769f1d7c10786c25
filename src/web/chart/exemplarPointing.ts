import type { ChartEvents } from "./ChartTypes.ts";
import type { ChartView } from "./chartView.ts";
import type { ShownExemplar } from "./exemplarPlaces.ts";
import { exemplarSpoken } from "./exemplarTip.ts";
import type { Interaction } from "./interaction.ts";
import { pointAtTime, snapTime } from "./pointAt.ts";
import type { Pointed } from "./Pointed.ts";
import type { Place } from "./pointerPlace.ts";

export interface ExemplarPointing {
  /** The mouse is there: lights the diamond under it. */
  hover(place: Place | null): void;
  /** A click or tap there: opens the diamond. Returns whether there is one. */
  press(place: Place, isTouch: boolean): boolean;
  /** Opens the diamond that is lit. */
  open(): boolean;
  /** `d` and Shift-d light the next and the previous diamond; every other key lights none. */
  step(
    view: ChartView,
    from: Pointed | null,
    key: { readonly name: string; readonly isShift: boolean },
  ): { readonly target: Pointed; readonly spoken: string } | null;
}

/** Pointing at diamonds, by mouse, finger and keys. */
export function createExemplarPointing(
  shield: HTMLElement,
  { exemplars }: Interaction,
  events: () => ChartEvents,
): ExemplarPointing {
  const light = (one: ShownExemplar | null) => {
    if (exemplars.lit() === one) return;
    exemplars.light(one);
    shield.toggleAttribute("data-on-exemplar", one !== null);
  };
  const open = () => {
    const one = exemplars.lit();
    const { onOpenExemplar } = events();
    if (one) onOpenExemplar?.(one.exemplar);
    return one !== null && onOpenExemplar !== undefined;
  };
  return {
    hover: (place) => light(exemplars.at(place, "mouse")),
    press(place, isTouch) {
      light(exemplars.at(place, isTouch ? "touch" : "mouse"));
      return open();
    },
    open,
    step(view, from, { name, isShift }) {
      const all = exemplars.all();
      const next =
        name.toLowerCase() === "d" ? neighbour(all, exemplars.lit() ?? from, isShift ? -1 : 1) : null;
      light(next);
      if (!next) return null;
      const count = `${all.indexOf(next) + 1} of ${all.length}`;
      return {
        target: pointAtTime(view, snapTime(view, next.stepTimeMs), next.y),
        spoken: exemplarSpoken(next, view.content.zone, count),
      };
    },
  };
}

/** The diamond beside the lit one, or beside the moment pointed at; from nowhere the first, or the last. */
function neighbour(
  all: readonly ShownExemplar[],
  from: ShownExemplar | Pointed | null,
  by: -1 | 1,
): ShownExemplar | null {
  return all[Math.min(all.length - 1, Math.max(0, indexBeside(all, from, by)))] ?? null;
}

function indexBeside(
  all: readonly ShownExemplar[],
  from: ShownExemplar | Pointed | null,
  by: -1 | 1,
): number {
  if (from === null) return by > 0 ? 0 : all.length - 1;
  if ("exemplar" in from) return all.indexOf(from) + by;
  const isBeyond = ({ stepTimeMs }: ShownExemplar) => stepTimeMs * by > from.timeMs * by;
  return by > 0 ? (all.findIndex(isBeyond) + all.length) % all.length : all.findLastIndex(isBeyond);
}
