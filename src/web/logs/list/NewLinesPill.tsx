import { type RefObject, useEffect, useState } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogRows } from "./logRows.ts";
import { Button } from "../../ui/Button.tsx";

export interface NewLinesPillProps {
  readonly rows: LogRows;
  readonly newest: LogLine | undefined;
  readonly isNewestFirst: boolean;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Called before it scrolls. */
  readonly releaseAnchor: () => void;
}

const AT_END_PX = 4;

/** While the reader is away from the newest end: how many lines came since, and the way there. */
export function NewLinesPill(props: NewLinesPillProps) {
  const { rows, newest, isNewestFirst, scroller, releaseAnchor } = props;
  const [seen, setSeen] = useState(newest);
  useEffect(() => {
    const box = scroller.current;
    const look = () => {
      if (!box) return;
      const fromEndPx = isNewestFirst ? box.scrollTop : box.scrollHeight - box.scrollTop - box.clientHeight;
      if (fromEndPx <= AT_END_PX) setSeen(newest);
    };
    look();
    box?.addEventListener("scroll", look, { passive: true });
    return () => box?.removeEventListener("scroll", look);
  }, [scroller, newest, isNewestFirst]);
  const at = seen ? rows.indexOf(seen) : -1;
  const count = at < 0 ? 0 : isNewestFirst ? at : rows.count - 1 - at;
  if (count === 0) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 top-8 z-2 flex justify-center font-sans">
      <Button
        size="sm"
        icon={isNewestFirst ? "arrow-up" : "arrow-down"}
        className="pointer-events-auto shadow-float"
        onClick={() => {
          releaseAnchor();
          scroller.current?.scrollTo({ top: isNewestFirst ? 0 : scroller.current.scrollHeight });
        }}
      >
        {count.toLocaleString("en-GB")} new {count === 1 ? "line" : "lines"}
      </Button>
    </div>
  );
}
