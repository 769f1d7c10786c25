import { useMemo } from "react";
import { makeAbsolute, type RangeChange } from "../../../../domain/time/makeAbsolute.ts";
import { parseRangeInput, rangeClipboardText } from "../../../../domain/time/parseRangeInput.ts";
import { shiftRange } from "../../../../domain/time/shiftRange.ts";
import type { ResolvedRange, TimeRange } from "../../../../domain/time/TimeRange.ts";
import { zoomOut, zoomTo } from "../../../../domain/time/zoomRange.ts";
import { copyText } from "../../../lib/clipboard.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { showToast } from "../../../ui/toasts.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Explore } from "./useExplore.ts";

export interface TimeActions {
  readonly set: (range: TimeRange) => void;
  readonly earlier: () => void;
  readonly later: () => void;
  readonly zoomOut: () => void;
  readonly select: (range: ResolvedRange) => void;
  readonly makeAbsolute: () => void;
  readonly copy: () => void;
  readonly paste: () => void;
}

async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}

/** Every way to change the range; each is a run and a history entry that Back undoes. */
export function useTimeActions(explore: Explore): TimeActions {
  const { run, state, executed } = explore;
  return useMemo(() => {
    const set = (range: TimeRange) => void run((draft) => ({ ...draft, range }));
    const moment = () => ({ nowMs: Date.now(), zone: zoneName(state.zone) });
    const apply = (change: RangeChange) => {
      if (change.range === state.range) return;
      set(change.range);
      if (change.note !== "") showToast(change.note);
    };
    const paste = async () => {
      const text = await readClipboard();
      if (text === null) return showToast("The browser did not allow reading the clipboard");
      const parsed = parseRangeInput(text, moment());
      if ("problem" in parsed) showToast(parsed.problem);
      else set(parsed);
    };
    return {
      set,
      earlier: () => apply(shiftRange(state.range, "earlier", moment())),
      later: () => apply(shiftRange(state.range, "later", moment())),
      zoomOut: () => apply(zoomOut(state.range, moment())),
      select: (range) => apply(zoomTo(state.range, range)),
      makeAbsolute: () =>
        set(makeAbsolute(state.range, { nowMs: executed.asOfMs, zone: zoneName(state.zone) })),
      copy: () =>
        void copyText(rangeClipboardText(state.range)).then((isCopied) =>
          showToast(isCopied ? "Range copied" : "The browser did not allow copying"),
        ),
      paste: () => void paste(),
    };
  }, [run, state.range, state.zone, executed.asOfMs]);
}

/** `t` and one more key, as in Grafana. */
export function useTimeShortcuts(time: TimeActions): void {
  const group = "Time";
  useShortcuts([
    { keys: ["t ArrowLeft"], label: "Earlier", group, run: time.earlier },
    { keys: ["t ArrowRight"], label: "Later", group, run: time.later },
    { keys: ["t z"], label: "Zoom out", group, run: time.zoomOut },
    { keys: ["t a"], label: "Make absolute", group, run: time.makeAbsolute },
    { keys: ["t c"], label: "Copy range", group, run: time.copy },
    { keys: ["t v"], label: "Paste range", group, run: time.paste },
  ]);
}
