import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { draggedRange, timeToX, xToTime } from "../../../domain/chart/valueScale.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { useLatestRef } from "../tools/useLatestRef.ts";
import type { LogVolume } from "../../../domain/frame/logs/volume.ts";
import type { MomentStore, VolumeFrame } from "./VolumeState.ts";
import { columnAt, type VolumeLayout } from "./volumeLayout.ts";
import { VolumeTip } from "./VolumeTip.tsx";

export interface VolumePointerProps {
  readonly data: LogVolume;
  readonly frame: VolumeFrame;
  readonly layout: VolumeLayout;
  readonly name: string;
  readonly onSelectRange: (range: ResolvedRange) => void;
  /** A drag with Alt held, or Alt and Enter. */
  readonly onPickSpan?: (range: ResolvedRange) => void;
  readonly crosshair?: MomentStore;
}

/** A selection of columns: from where it began to where it is. */
interface Columns {
  readonly from: number;
  readonly to: number;
}

/** Shorter drags are clicks. */
const MIN_DRAG_PX = 5;

/** What is over the columns: the moment pointed at, its counts, and the span being dragged. The figure takes the focus and the keys. */
export function VolumePointer(props: VolumePointerProps) {
  const { data, frame, layout, crosshair } = props;
  const { plot } = layout;
  const id = useId();
  const [column, setColumn] = useState(-1);
  const [keyed, setKeyed] = useState<Columns | null>(null);
  const [dragPx, setDragPx] = useState<Columns | null>(null);
  const otherLine = useOtherMoment({ crosshair, id, frame, layout });
  const startOf = (at: number) => data.startsMs[at] ?? frame.range.startMs;
  const point = (at: number) => {
    if (at === column) return;
    setColumn(at);
    const timeMs = at < 0 ? null : startOf(at) + data.stepMs / 2;
    crosshair?.set({ timeMs, seriesKey: null, origin: id });
  };
  const select = (range: ResolvedRange, isAlt: boolean) =>
    (isAlt && props.onPickSpan ? props.onPickSpan : props.onSelectRange)(range);
  const xOf = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const onPointerMove = (event: PointerEvent) => {
    const x = xOf(event);
    if (dragPx) setDragPx({ ...dragPx, to: x });
    if (event.pointerType !== "touch") pointTo(x);
  };
  const pointTo = (x: number) => point(columnAt(data, xToTime(frame.range, plot.width, x)));
  const onPointerUp = (event: PointerEvent) => {
    if (!dragPx) return;
    setDragPx(null);
    const range = draggedRange(frame.range, plot.width, {
      fromX: dragPx.from,
      toX: xOf(event),
      minPx: MIN_DRAG_PX,
    });
    if (range) select(range, event.altKey);
    // A tap, as on the chart above: it points, and what it points at stays.
    else if (event.pointerType === "touch") pointTo(xOf(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyColumn(event.key, column, data.startsMs.length);
    if (next !== null) {
      event.preventDefault();
      setKeyed(event.shiftKey ? { from: keyed?.from ?? Math.max(0, column), to: next } : null);
      point(next);
    } else if (event.key === "Enter" && column >= 0) {
      const { from, to } = keyed ?? { from: column, to: column };
      event.preventDefault();
      setKeyed(null);
      const startMs = startOf(Math.min(from, to));
      select({ startMs, endMs: startOf(Math.max(from, to)) + data.stepMs }, event.altKey);
    } else if (event.key === "Escape" && (keyed || dragPx || column >= 0)) {
      event.preventDefault();
      setKeyed(null);
      setDragPx(null);
      point(-1);
    }
  };
  const columnX = (at: number) => timeToX(frame.range, plot.width, startOf(at));
  const span =
    dragPx ??
    (keyed && {
      from: columnX(Math.min(keyed.from, keyed.to)),
      to: columnX(Math.max(keyed.from, keyed.to) + 1),
    });
  return (
    // The figure itself is what the keys and the pointer move in; it has no button to press.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <figure
      aria-label={props.name}
      // Its columns are walked with the arrow keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setKeyed(null);
        point(-1);
      }}
      className="absolute cursor-crosshair touch-pan-y select-none"
      style={{ left: plot.left, top: 0, width: plot.width, height: plot.top + plot.height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragPx({ from: xOf(event), to: xOf(event) });
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDragPx(null)}
      onPointerLeave={(event) => {
        if (event.pointerType !== "touch") point(-1);
      }}
    >
      {span && Math.abs(span.to - span.from) >= MIN_DRAG_PX && <Selection span={span} plot={plot} />}
      <span ref={otherLine} hidden aria-hidden="true" className="sg-volume-line" />
      {column >= 0 && (
        <VolumeTip
          {...{ data, frame, column, plot }}
          x={columnX(column) + (columnX(column + 1) - columnX(column)) / 2}
        />
      )}
      <figcaption className="sr-only">
        Arrow keys move, Shift and arrow keys select, Enter zooms to the selection.
      </figcaption>
    </figure>
  );
}

interface SelectionProps {
  readonly span: Columns;
  readonly plot: VolumeLayout["plot"];
}

function Selection({ span, plot }: SelectionProps) {
  const clamp = (x: number) => Math.min(plot.width, Math.max(0, x));
  const left = clamp(Math.min(span.from, span.to));
  return (
    <span
      aria-hidden="true"
      className="sg-volume-selection"
      style={{ left, width: clamp(Math.max(span.from, span.to)) - left, top: plot.top, height: plot.height }}
    />
  );
}

function keyColumn(key: string, column: number, count: number): number | null {
  const clamp = (at: number) => Math.max(0, Math.min(count - 1, at));
  const at = {
    ArrowRight: column + 1,
    ArrowLeft: column < 0 ? count - 1 : column - 1,
    Home: 0,
    End: count - 1,
  }[key];
  return at === undefined || count === 0 ? null : clamp(at);
}

interface OtherMoment {
  readonly crosshair: MomentStore | undefined;
  readonly id: string;
  readonly frame: VolumeFrame;
  readonly layout: VolumeLayout;
}

/** The moment another chart points at, moved without rendering. */
function useOtherMoment({ crosshair, id, frame, layout }: OtherMoment) {
  const line = useRef<HTMLSpanElement>(null);
  const latest = useLatestRef({ frame, layout });
  useEffect(
    () =>
      crosshair?.subscribe(({ timeMs, origin }) => {
        const element = line.current;
        if (!element) return;
        const { range } = latest.current.frame;
        const isHere = timeMs !== null && origin !== id && timeMs >= range.startMs && timeMs <= range.endMs;
        element.hidden = !isHere;
        if (!isHere) return;
        const { plot } = latest.current.layout;
        element.style.height = `${plot.height}px`;
        element.style.transform = `translate(${timeToX(range, plot.width, timeMs)}px, ${plot.top}px)`;
      }),
    [crosshair, id, latest],
  );
  return line;
}
