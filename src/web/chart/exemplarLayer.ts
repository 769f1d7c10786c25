import type { ChartExemplars } from "./ChartTypes.ts";
import type { ChartView } from "./chartView.ts";
import { HALF_PX, placeGroup, type ShownExemplar, traceDiamond } from "./exemplarPlaces.ts";
import { svgElement, type Stage } from "./stage.ts";

const LIT_HALF_PX = 6;
/** How far beside a diamond the pointer still means it; a finger is less exact. */
const REACH_PX = { mouse: 8, touch: 18 } as const;

export type Reach = keyof typeof REACH_PX;

/** The diamonds over a chart: drawn apart from the series, so that exemplars which come later repaint no line. */
export interface ExemplarLayer {
  set(groups: readonly ChartExemplars[]): void;
  /** Places them anew, after new data or another size. */
  redraw(): void;
  /** By time, then from the top. */
  all(): readonly ShownExemplar[];
  /** The one pointed at, drawn larger. */
  lit(): ShownExemplar | null;
  light(exemplar: ShownExemplar | null): void;
  /** The one at a place of the plot. */
  at(place: { readonly x: number; readonly y: number } | null, reach: Reach): ShownExemplar | null;
}

export function createExemplarLayer(stage: Stage, view: () => ChartView | null): ExemplarLayer {
  let groups: readonly ChartExemplars[] = [];
  let shown: readonly ShownExemplar[] = [];
  let lit: ShownExemplar | null = null;
  const all = svgElement("path", { class: "sg-exemplar" });
  const one = svgElement("path", { class: "sg-exemplar-lit" });
  stage.exemplars.append(all, one);
  const light = (exemplar: ShownExemplar | null) => {
    if (lit === exemplar) return;
    lit = exemplar;
    one.setAttribute("d", pathOf(lit ? [lit] : [], view(), LIT_HALF_PX));
  };
  const redraw = () => {
    const current = view();
    const before = lit?.exemplar;
    shown = current ? groups.flatMap((group) => placeGroup(paintedOf(current), group)).toSorted(byPlace) : [];
    all.setAttribute("d", pathOf(shown, view(), HALF_PX));
    light(null);
    light(shown.find(({ exemplar }) => exemplar === before) ?? null);
  };
  return {
    set(next) {
      if (next === groups || (next.length === 0 && groups.length === 0)) return;
      groups = next;
      redraw();
    },
    redraw: () => groups.length > 0 && redraw(),
    all: () => shown,
    lit: () => lit,
    light,
    at(place, reach) {
      if (!place) return null;
      const near = shown
        .map((entry) => ({ entry, distance: Math.hypot(entry.x - place.x, entry.y - place.y) }))
        .filter(({ distance }) => distance <= REACH_PX[reach]);
      return near.toSorted((a, b) => a.distance - b.distance)[0]?.entry ?? null;
    },
  };
}

const byPlace = (a: ShownExemplar, b: ShownExemplar) => a.stepTimeMs - b.stepTimeMs || a.y - b.y;
const round = (value: number) => Math.round(value * 10) / 10;

const paintedOf = ({ picture, content, describe }: ChartView) => ({
  picture,
  layers: content.layers,
  isHeat: describe !== undefined,
});

/** All of them as one path: however many there are, one element is drawn. */
function pathOf(shown: readonly ShownExemplar[], view: ChartView | null, halfPx: number): string {
  if (!view) return "";
  const { left, top } = view.picture.plot;
  const parts: string[] = [];
  const pen = {
    moveTo: (x: number, y: number) => parts.push(`M${round(x)} ${round(y)}`),
    lineTo: (x: number, y: number) => parts.push(`L${round(x)} ${round(y)}`),
  };
  for (const { x, y } of shown) {
    traceDiamond(pen, { x: left + x, y: top + y, halfPx });
    parts.push("Z");
  }
  return parts.join("");
}
