import { visibleText } from "../../../domain/format/visibleText.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";

export interface LogHeadProps {
  readonly view: LogViewOptions;
  /** Day of the first line in sight, with the zone: "20 Nov, UTC". */
  readonly day: string;
  /** Each line has the letter of its query. */
  readonly hasOrigins?: boolean;
}

/** Names the columns; stays while the lines scroll under it. */
export function LogHead({ view, day, hasOrigins = false }: LogHeadProps) {
  return (
    <div className="sg-log-head">
      <span />
      {hasOrigins && <span />}
      {view.time !== "off" && <span className="cut">{day}</span>}
      {view.hasLevel !== false && <span className="cut">Level</span>}
      {view.columns.map((name) => (
        <span key={name} className="cut" title={name}>
          {visibleText(name)}
        </span>
      ))}
      {view.hasLine !== false && (
        <span className="cut">{view.time === "off" ? `Line · ${day}` : "Line"}</span>
      )}
    </div>
  );
}
