import "../logs.css";
import { type ReactNode, type RefObject, useMemo, useRef } from "react";
import type { LogLevel } from "../../../domain/frame/logs/level.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { useBoxSize } from "../../ui/useBoxSize.ts";
import { useIsNarrow } from "../../ui/useMediaQuery.ts";
import type { MomentStore, VolumeFrame, VolumeState } from "./VolumeState.ts";
import { VolumeLegend } from "./VolumeLegend.tsx";
import { volumeLayout, type VolumeSize } from "./volumeLayout.ts";
import { VolumePlot } from "./VolumePlot.tsx";
import { VolumePointer } from "./VolumePointer.tsx";
import { VolumeTable } from "./VolumeTable.tsx";

export interface VolumeHistogramProps extends VolumeFrame {
  readonly state: VolumeState;
  /** Why bytes are shown instead of lines: "Counting lines would read 40 GiB". */
  readonly bytesNote?: string;
  readonly filteredLevels?: readonly LogLevel[];
  readonly onFilterLevel?: (level: LogLevel) => void;
  readonly onSelectRange: (range: ResolvedRange) => void;
  /** A drag with Alt held: the same span, for something else than zooming. */
  readonly onPickSpan?: (range: ResolvedRange) => void;
  /** The page's crosshair store; the same moment is marked in every chart. */
  readonly crosshair?: MomentStore;
  /** A way on when it is unavailable. */
  readonly action?: ReactNode;
}

const NO_LEVELS: readonly LogLevel[] = [];

/** How many lines of the query the whole range holds, by level: not only of the loaded ones. */
export function VolumeHistogram(props: VolumeHistogramProps) {
  const { state, range, zone, isBytes } = props;
  const box = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const size = useSize(box, isNarrow);
  const data = state.kind === "ready" ? state.data : null;
  const frame = useMemo(() => ({ range, zone, isBytes }), [range, zone, isBytes]);
  const layout = useMemo(() => (size ? volumeLayout(data, frame, size) : null), [data, frame, size]);
  const name = `${isBytes ? "Bytes" : "Lines"} over time, by level`;
  return (
    <div className="sg-volume">
      {data && (
        <VolumeLegend
          levels={data.levels}
          isBytes={isBytes}
          filtered={props.filteredLevels ?? NO_LEVELS}
          {...(props.onFilterLevel && { onFilterLevel: props.onFilterLevel })}
        />
      )}
      <div ref={box} className="relative h-full min-w-0">
        {size && layout && (
          <>
            <VolumePlot
              layout={layout}
              size={size}
              isStale={state.kind === "ready" && state.isStale === true}
            />
            {data && (
              <VolumePointer
                {...{ data, frame, layout, name }}
                onSelectRange={props.onSelectRange}
                {...(props.onPickSpan && { onPickSpan: props.onPickSpan })}
                {...(props.crosshair && { crosshair: props.crosshair })}
              />
            )}
          </>
        )}
        {isBytes && data && (
          <span className="sg-volume-note">
            Bytes ({layout?.unitText ?? "B"}), not lines{props.bytesNote && `: ${props.bytesNote}`}
          </span>
        )}
        {state.kind === "loading" && (
          <span role="status" className="sg-volume-words">
            Counting lines
          </span>
        )}
        {state.kind === "unavailable" && (
          <span role="status" className="sg-volume-words">
            No volume: {state.reason} {props.action}
          </span>
        )}
      </div>
      {data && <VolumeTable {...{ data, frame, name }} />}
    </div>
  );
}

function useSize(box: RefObject<HTMLDivElement | null>, isNarrow: boolean): VolumeSize | null {
  const px = useBoxSize(box);
  return useMemo(() => (px && px.width > 0 ? { ...px, isNarrow } : null), [px, isNarrow]);
}
