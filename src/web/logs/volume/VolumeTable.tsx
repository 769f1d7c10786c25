import { memo } from "react";
import { formatTimeIso } from "../../../domain/time/formatTime.ts";
import { totalText } from "./VolumeLegend.tsx";
import type { LogVolume } from "../../../domain/frame/logs/volume.ts";
import type { VolumeFrame } from "./VolumeState.ts";

export interface VolumeTableProps {
  readonly data: LogVolume;
  readonly frame: VolumeFrame;
  readonly name: string;
}

/** The histogram's twin for who does not see it. */
export const VolumeTable = memo(function VolumeTable({ data, frame, name }: VolumeTableProps) {
  return (
    <div className="sr-only">
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {data.levels.map(({ level }) => (
              <th key={level} scope="col">
                {level}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(data.startsMs, (startMs, column) => (
            <tr key={startMs}>
              <th scope="row">{formatTimeIso(startMs, frame.zone)}</th>
              {data.levels.map(({ level, counts }) => (
                <td key={level}>{totalText(counts[column] ?? 0, frame.isBytes)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
