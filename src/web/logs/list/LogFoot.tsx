import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { lineSeconds } from "../text/lineClock.ts";
import type { LinesEdge } from "./LinesEdge.ts";

export interface LogFootProps {
  readonly count: number;
  readonly oldest: LogLine | undefined;
  readonly newest: LogLine | undefined;
  readonly zone: string;
  readonly older: LinesEdge;
  readonly newer: LinesEdge;
  /** The older lines are below. */
  readonly isNewestFirst: boolean;
  /** Why these are not all lines that match: said as it is. */
  readonly partial?: string | undefined;
  /** Lines of which some bytes could not be read (F33). */
  readonly invalidCount: number;
}

const loadText = { more: "Load", loading: "Loading", failed: "Try again:" } as const;

/** How many lines are here, of when, and the way to more of them at both ends. */
export function LogFoot(props: LogFootProps) {
  const { count, oldest, newest, zone, older, newer, isNewestFirst, partial, invalidCount } = props;
  return (
    <div className="flex min-h-7 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-t border-line-1 bg-surface-2 px-3 font-sans text-xs text-fg-2 max-sm:py-1">
      <span role="status" className="num">
        {count.toLocaleString("en-GB")} {count === 1 ? "line" : "lines"}
        {oldest && newest && `, ${lineSeconds(oldest.ns, zone)} – ${lineSeconds(newest.ns, zone)}`}
      </span>
      {partial !== undefined && (
        <Badge tone="warn" icon="triangle-alert">
          {partial}
        </Badge>
      )}
      {invalidCount > 0 && (
        <Badge tone="warn">
          {invalidCount.toLocaleString("en-GB")} {invalidCount === 1 ? "line has" : "lines have"} invalid
          bytes
        </Badge>
      )}
      <LoadButton edge={older} what="older" isDown={isNewestFirst} />
      <LoadButton edge={newer} what="newer" isDown={!isNewestFirst} />
      <span className="grow" />
      {older.kind !== "end" && (
        <span className="text-fg-3 max-sm:hidden">Scroll loads more; no line is left out between pages</span>
      )}
    </div>
  );
}

interface LoadButtonProps {
  readonly edge: LinesEdge;
  readonly what: "older" | "newer";
  readonly isDown: boolean;
}

function LoadButton({ edge, what, isDown }: LoadButtonProps) {
  if (edge.kind === "end")
    return edge.note === undefined ? null : <span className="text-fg-3">{edge.note}</span>;
  return (
    <>
      <Button
        size="sm"
        icon={isDown ? "arrow-down" : "arrow-up"}
        // Not `disabled`: that would take the focus away from who pressed it.
        aria-disabled={edge.kind === "loading" || undefined}
        onClick={() => {
          if (edge.kind !== "loading") edge.onLoad();
        }}
      >
        {loadText[edge.kind]} {what}
      </Button>
      {edge.note !== undefined && (
        <span className={edge.kind === "failed" ? "text-danger" : "text-fg-2"}>{edge.note}</span>
      )}
    </>
  );
}
