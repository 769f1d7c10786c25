import type { ChartEvents, PinnedSample } from "./ChartTypes.ts";
import type { Crosshair } from "./CrosshairStore.ts";
import { createDragZoom, type DragZoom } from "./dragZoom.ts";
import { createExemplarPointing, type ExemplarPointing } from "./exemplarPointing.ts";
import { createHover, type Hover } from "./hover.ts";
import type { Interaction } from "./interaction.ts";
import type { Pointed } from "./Pointed.ts";
import { keyTarget } from "./keyTarget.ts";
import { createPins, type Pins } from "./pins.ts";
import { pointAt, pointAtTime, snapTime } from "./pointAt.ts";
import { createPointerPlace, type Place } from "./pointerPlace.ts";
import { createTips } from "./tips.ts";
import { spokenText } from "./tipContent.ts";

/** A tap this near to the crosshair pins; elsewhere it moves it. */
const TAP_PX = 24;

/** `figure` takes focus and keys, `shield` the pointer; its corner is that of the chart. */
export interface ChartPointerHosts {
  readonly figure: HTMLElement;
  readonly shield: HTMLElement;
}

/** Mouse, touch and keys of one chart. Listens natively and changes elements directly: React does not hear of a mouse move. */
export class ChartPointer {
  readonly #shield: HTMLElement;
  readonly #interaction: Interaction;
  readonly #events: () => ChartEvents;
  readonly #hover: Hover;
  readonly #pins: Pins;
  readonly #drag: DragZoom;
  readonly #exemplars: ExemplarPointing;
  readonly #tips: ReturnType<typeof createTips>;
  readonly #ending = new AbortController();
  #pointed: Pointed | null = null;
  #showsAll = false;
  #pinsBeforeClick: readonly PinnedSample[] = [];
  readonly #place: ReturnType<typeof createPointerPlace>;
  #isTouch = false;
  #wasDrag = false;

  constructor(hosts: ChartPointerHosts, interaction: Interaction, events: () => ChartEvents) {
    this.#shield = hosts.shield;
    this.#interaction = interaction;
    this.#events = events;
    this.#hover = createHover(interaction);
    this.#pins = createPins(interaction, (pins) => events().onPins?.(pins));
    this.#drag = createDragZoom(interaction);
    this.#tips = createTips(interaction);
    this.#place = createPointerPlace(hosts.shield, interaction.view);
    this.#exemplars = createExemplarPointing(hosts.shield, interaction, events);
    this.#listen(hosts.figure);
  }

  /** New data, another size or another theme: everything that stands on the chart is placed again. */
  redraw(): void {
    const view = this.#interaction.view();
    this.#place.forget();
    if (!view) return;
    this.#hover.redraw();
    this.#pins.redraw();
    if (this.#pointed) {
      const { startMs, endMs } = view.picture.time;
      const timeMs = snapTime(view, this.#pointed.timeMs);
      const isShown = timeMs >= startMs && timeMs <= endMs && view.grids.length > 0;
      this.#point(isShown ? pointAtTime(view, timeMs, this.#pointed.y) : null);
    } else {
      this.#hover.follow(this.#interaction.crosshair.get());
      this.#updateTips();
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    if (!this.#press(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A key while the chart has focus. Returns whether it was ours. */
  #press(name: string, isShift: boolean): boolean {
    const view = this.#interaction.view();
    if (!view) return false;
    if (name === "Escape") return this.#escape();
    if (name === "Enter") {
      if (this.#exemplars.open()) return true;
      if (this.#pointed) this.#pin(this.#pointed);
      return this.#pointed !== null;
    }
    const exemplar = this.#exemplars.step(view, this.#pointed, { name, isShift });
    const target = exemplar?.target ?? keyTarget(view, this.#pointed, { name, isShift });
    if (!target) return false;
    this.#point(target);
    this.#interaction.stage.live.textContent = exemplar?.spoken ?? spokenText(view, target);
    return true;
  }

  dispose(): void {
    this.#ending.abort();
    this.#hover.clear();
    this.#hover.dispose();
    this.#tips.dispose();
  }

  #listen(figure: HTMLElement): void {
    const { signal } = this.#ending;
    const options = { signal };
    const shield = this.#shield;
    shield.addEventListener("pointermove", (event) => this.#move(event), options);
    shield.addEventListener("pointerdown", (event) => this.#down(event), options);
    shield.addEventListener("pointerup", (event) => this.#up(event), options);
    shield.addEventListener("pointercancel", () => this.#drag.cancel(), options);
    shield.addEventListener("pointerleave", () => this.#leave(), options);
    shield.addEventListener("click", (event) => this.#click(event), options);
    figure.addEventListener("keydown", (event) => this.#key(event), options);
    shield.addEventListener("dblclick", (event) => this.#undo(event), options);
    window.addEventListener("scroll", () => this.#place.forget(), { signal, capture: true, passive: true });
    window.addEventListener("keydown", (event) => this.#windowKey(event), options);
    window.addEventListener("keyup", (event) => event.key === "Shift" && this.#setShowsAll(false), options);
    signal.addEventListener(
      "abort",
      this.#interaction.crosshair.subscribe((moved) => this.#follow(moved)),
    );
  }

  #placeOf(event: MouseEvent): Place | null {
    return this.#place.of(event, this.#drag.isActive());
  }

  #move(event: PointerEvent): void {
    const place = this.#placeOf(event);
    if (place && this.#drag.move(place.x) && !this.#shield.hasPointerCapture(event.pointerId)) {
      this.#shield.setPointerCapture(event.pointerId);
    }
    if (event.pointerType === "touch") return;
    const view = this.#interaction.view();
    this.#showsAll = event.shiftKey;
    this.#exemplars.hover(this.#drag.isActive() ? null : place);
    this.#point(place && view && !this.#drag.isActive() ? pointAt(view, place.x, place.y) : null);
  }

  #down(event: PointerEvent): void {
    this.#isTouch = event.pointerType === "touch";
    this.#wasDrag = false;
    const place = event.button === 0 ? this.#placeOf(event) : null;
    if (place) this.#drag.start(place.x);
  }

  #up(event: PointerEvent): void {
    this.#wasDrag ||= this.#drag.isActive();
    const range = this.#drag.end(this.#placeOf(event)?.x ?? 0);
    if (!range) return;
    const { onPickSpan, onSelectRange } = this.#events();
    if (event.altKey && onPickSpan) onPickSpan(range);
    else onSelectRange(range);
  }

  #click(event: MouseEvent): void {
    const view = this.#interaction.view();
    const place = this.#placeOf(event);
    if (!view || !place || this.#wasDrag) return;
    if (event.detail > 1 || this.#exemplars.press(place, this.#isTouch)) return;
    const pointed = pointAt(view, place.x, place.y);
    const isSecondTap = this.#pointed !== null && Math.abs(this.#pointedX() - place.x) <= TAP_PX;
    this.#pinsBeforeClick = this.#pins.all();
    if (this.#isTouch && !isSecondTap) this.#point(pointed);
    else this.#pin(pointed);
  }

  #pointedX(): number {
    const view = this.#interaction.view();
    if (!view || !this.#pointed) return NaN;
    const { time, plot } = view.picture;
    return ((this.#pointed.timeMs - time.startMs) / (time.endMs - time.startMs)) * plot.width;
  }

  /** The first of the two clicks has pinned: a double-click takes that back. */
  #undo(event: MouseEvent): void {
    if (!this.#placeOf(event)) return;
    this.#pins.replace(this.#pinsBeforeClick);
    this.#updateTips();
    this.#events().onUndoZoom();
  }

  #leave(): void {
    if (this.#drag.isActive() || this.#isTouch) return;
    this.#exemplars.hover(null);
    this.#point(null);
  }

  #point(pointed: Pointed | null): void {
    if (pointed) this.#hover.show(pointed);
    else if (this.#pointed) this.#hover.clear();
    const isSame = pointed === null && this.#pointed === null;
    this.#pointed = pointed;
    if (!isSame) this.#updateTips();
  }

  #pin(pointed: Pointed): void {
    this.#pins.add(pointed);
    this.#updateTips();
  }

  #follow(moved: Crosshair): void {
    if (moved.origin === this.#interaction.origin) return;
    const hadTip = this.#pointed !== null;
    this.#pointed = null;
    this.#hover.follow(moved);
    if (hadTip) this.#updateTips();
  }

  #updateTips(): void {
    this.#tips.update({ pointed: this.#pointed, pins: this.#pins.all(), showsAll: this.#showsAll });
  }

  #setShowsAll(showsAll: boolean): void {
    if (this.#showsAll === showsAll || !this.#pointed) return;
    this.#showsAll = showsAll;
    this.#updateTips();
  }

  #escape(): boolean {
    if (this.#drag.cancel()) {
      this.#wasDrag = true;
      return true;
    }
    const hadPins = this.#pins.all().length > 0;
    if (hadPins) this.#pins.replace([]);
    const hadPointed = this.#pointed !== null;
    this.#exemplars.hover(null);
    this.#point(null);
    this.#updateTips();
    return hadPins || hadPointed;
  }

  /** Esc and Shift work for whoever points with the mouse, wherever focus is; but never inside a text field or a dialog. */
  #windowKey(event: KeyboardEvent): void {
    if (event.key === "Shift") this.#setShowsAll(true);
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    const isElsewhere = target?.closest(
      "input, textarea, select, [contenteditable], [role=dialog], [role=menu]",
    );
    if (!isElsewhere || this.#drag.isActive()) this.#escape();
  }
}
