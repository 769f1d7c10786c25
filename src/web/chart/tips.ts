import { timeToX } from "../../domain/chart/valueScale.ts";
import { createTooltipList, type TipContent } from "./chartTooltip.ts";
import type { PinnedSample } from "./ChartTypes.ts";
import type { ChartView } from "./chartView.ts";
import { comparisonTip } from "./comparisonTip.ts";
import type { ShownExemplar } from "./exemplarPlaces.ts";
import { exemplarTip } from "./exemplarTip.ts";
import type { Interaction } from "./interaction.ts";
import type { Pointed } from "./Pointed.ts";
import { createPaced, WORDS_MS } from "./paced.ts";
import { placePins } from "./pins.ts";
import { pointAtTime } from "./pointAt.ts";
import { hide, moveTo } from "./stage.ts";
import { listContent, type TipOptions } from "./tipContent.ts";

const TIP_PX = 316;
const GAP_PX = 16;
const DROP_PX = 20;

export interface TipState {
  readonly pointed: Pointed | null;
  readonly pins: readonly PinnedSample[];
  readonly showsAll: boolean;
}

/** The one tooltip: two pins compare, else the moment pointed at, else the one pinned moment, else nothing. */
export function createTips({ stage, view, exemplars }: Interaction): {
  update(state: TipState): void;
  dispose(): void;
} {
  const list = createTooltipList();
  const paced = createPaced(WORDS_MS);
  let compared: { view: ChartView; pins: readonly PinnedSample[] } | null = null;
  const docked = matchMedia("(max-width: 640px)");
  const place = (anchorX: number, isCentred: boolean) => {
    const current = view();
    if (!current) return;
    moveTo(stage.tip, tipLeft(current, anchorX, isCentred), current.picture.plot.top + DROP_PX);
  };
  const showList = (pointed: Pointed, state: TipState) => {
    const current = view();
    if (!current) return;
    const options = { showsAll: state.showsAll, isDocked: docked.matches, pinCount: state.pins.length };
    if (stage.tip.firstChild !== list.root) stage.tip.replaceChildren(list.root);
    const lit = exemplars.lit();
    paced.run(() => list.show(tipContent(current, { pointed, lit }, options)));
    const { plot, time } = current.picture;
    place(plot.left + (lit ? lit.x : timeToX(time, plot.width, pointed.timeMs)), false);
  };
  return {
    update(state) {
      const current = view();
      const placed = current ? placePins(current, state.pins) : [];
      const [first, second] = placed;
      if (current && first && second) {
        // It stands still while the crosshair moves on.
        if (compared?.view === current && compared.pins === state.pins) return;
        compared = { view: current, pins: state.pins };
        paced.reset();
        stage.tip.replaceChildren(comparisonTip(current, placed));
        place((first.x + second.x) / 2, true);
        return;
      }
      compared = null;
      if (current && state.pointed && current.grids.length > 0) {
        showList(state.pointed, state);
      } else if (current && first) {
        showList(pointAtTime(current, first.timeMs, first.y - current.picture.plot.top), state);
      } else {
        paced.reset();
        hide(stage.tip);
      }
    },
    dispose: paced.reset,
  };
}

/** A diamond that is pointed at says more than the samples of its moment. */
function tipContent(
  view: ChartView,
  { pointed, lit }: { readonly pointed: Pointed; readonly lit: ShownExemplar | null },
  options: TipOptions,
): TipContent {
  if (lit) return exemplarTip(lit, view.content.zone, options.isDocked);
  return view.describe?.(pointed).tip ?? listContent(view, pointed, options);
}

/** Beside the anchor, on the side where there is room; or centred on it. */
function tipLeft({ picture: { size } }: ChartView, anchorX: number, isCentred: boolean): number {
  const beside = anchorX + GAP_PX + TIP_PX <= size.width ? anchorX + GAP_PX : anchorX - GAP_PX - TIP_PX;
  const wanted = isCentred ? anchorX - TIP_PX / 2 : beside;
  return Math.round(Math.max(0, Math.min(wanted, size.width - TIP_PX)));
}
