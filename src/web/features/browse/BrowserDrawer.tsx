import { useEffect, useReducer, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { EMPTY_SELECTION } from "../../../domain/browse/Selection.ts";
import { selectionFrom } from "../../../domain/browse/selectionFrom.ts";
import { useLatest } from "../../lib/useLatest.ts";
import { logqlKind } from "../../../domain/query/logql/kind.ts";
import { preferences, usePreferences } from "../../lib/preferences.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { type BrowserContext, isLoki } from "./BrowserTypes.ts";
import { useBrowse } from "./data/useBrowse.ts";
import { useBrowseScope } from "./data/useBrowseScope.ts";
import { LabelsTab } from "./labels/LabelsTab.tsx";
import { MetricsTab } from "./metrics/MetricsTab.tsx";
import { firstSelector } from "./parts/firstSelector.ts";
import { NO_SELECTION, selectionReducer, type SelectionState } from "./parts/selectionState.ts";

export interface BrowserDrawerProps extends BrowserContext {
  /** The reader opened it just now: the search takes the focus, and what had it gets it back on closing. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

const TABS = [
  { value: "metrics", label: "Metrics" },
  { value: "labels", label: "Labels" },
] as const;
const countText = (count: number, isCut: boolean) => count.toLocaleString("en-GB") + (isCut ? "+" : "");

type BrowserTab = "metrics" | "labels";

/** Metrics and labels of the focused query's source, beside the query: a drawer, on narrow windows a sheet. */
export function BrowserDrawer(props: BrowserDrawerProps) {
  // Another source has other names; what was chosen of the last one means nothing there.
  return <Drawer key={props.source.id} {...props} />;
}

function startOf({ queryText, source }: BrowserContext): SelectionState {
  // A PromQL text left over from another source selects nothing of logs.
  const isOwn = !isLoki(source) || logqlKind(queryText) !== "invalid";
  const selection = isOwn ? selectionFrom(firstSelector(queryText, source)) : EMPTY_SELECTION;
  return { selection, listPicks: selection.metric === "" ? selection.picks : NO_SELECTION.listPicks };
}

function Drawer({ onClose, takesFocus, ...context }: BrowserDrawerProps) {
  const { source, range } = context;
  const { isBrowserPinned } = usePreferences();
  const [state, dispatch] = useReducer(selectionReducer, context, startOf);
  const [chosenTab, setTab] = useState<BrowserTab>("metrics");
  const tab: BrowserTab = isLoki(source) ? "labels" : chosenTab;
  const scope = useBrowseScope(source, range);
  const names = useBrowse("count", { ...scope, match: "" }, { isEnabled: !isLoki(source) }).data;
  const labels = useBrowse("labels", { ...scope, match: "" }).data;
  const counted = {
    metrics: names && countText(names.names, names.isCut),
    labels: labels && countText(labels.names.length, labels.isCut),
  };
  const box = useRef<HTMLElement>(null);
  const close = useFocusReturn({ box, takesFocus, isPinned: isBrowserPinned, onClose });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  const own: BrowserContext = isBrowserPinned ? context : closing(context, onClose);
  return (
    <>
      {/* The page behind a sheet; Esc and the close button are its keyboard ways. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className="fixed inset-0 z-50 hidden bg-scrim max-sm:block" onClick={close} />
      {/* It only hears Esc of what is inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <aside
        ref={box}
        aria-label="Browser"
        onKeyDown={onKeyDown}
        className="rise-slow relative flex min-h-0 w-drawer shrink-0 flex-col border-l border-line-1 bg-surface-2 max-lg:w-90 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-60 max-sm:h-[82dvh] max-sm:w-auto max-sm:rounded-t-sheet max-sm:border-l-0 max-sm:pt-3 max-sm:shadow-float max-sm:before:absolute max-sm:before:top-1.5 max-sm:before:left-1/2 max-sm:before:h-1 max-sm:before:w-8 max-sm:before:-translate-x-1/2 max-sm:before:rounded-full max-sm:before:bg-line-2"
      >
        <div className="relative">
          <Tabs
            label="Browser"
            idPrefix="browser"
            value={tab}
            onChange={setTab}
            tabs={TABS.filter(({ value }) => value === "labels" || !isLoki(source)).map((one) => {
              const count = counted[one.value];
              return { ...one, ...(count !== undefined && { count }) };
            })}
          />
          <div className="absolute inset-y-0 right-2 flex items-center gap-1">
            <span className="contents max-sm:hidden">
              <IconButton
                size="sm"
                icon="pin"
                label="Keep open while typing"
                isPressed={isBrowserPinned}
                onClick={() => preferences.set({ isBrowserPinned: !isBrowserPinned })}
              />
            </span>
            <IconButton size="sm" icon="x" label="Close browser" onClick={close} />
          </div>
        </div>
        <div
          role="tabpanel"
          id="browser-panel"
          aria-labelledby={`browser-${tab}`}
          className="flex min-h-0 flex-1 flex-col"
        >
          {tab === "metrics" ? (
            <MetricsTab {...{ scope, state, dispatch }} context={own} />
          ) : (
            <LabelsTab {...{ scope, state, dispatch }} context={own} />
          )}
        </div>
      </aside>
    </>
  );
}

/** Without the pin the drawer makes way as soon as something went into the query. */
function closing(context: BrowserContext, onClose: () => void): BrowserContext {
  return {
    ...context,
    onInsert(text) {
      context.onInsert(text);
      onClose();
    },
    onUseQuery(expr) {
      context.onUseQuery(expr);
      onClose();
    },
  };
}

interface FocusReturn {
  readonly box: RefObject<HTMLElement | null>;
  readonly takesFocus: boolean;
  readonly isPinned: boolean;
  readonly onClose: () => void;
}

/** Focus goes into the browser when the reader opened it, and back to what had it; without the pin, typing closes it. */
function useFocusReturn({ box, takesFocus, isPinned, onClose }: FocusReturn): () => void {
  const [opener] = useState(() => (takesFocus ? document.activeElement : null));
  useEffect(() => {
    if (takesFocus)
      box.current?.querySelector<HTMLElement>("input[type=search]")?.focus({ preventScroll: true });
  }, [box, takesFocus]);
  const latest = useLatest(onClose);
  useEffect(() => {
    if (isPinned) return undefined;
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.closest("[role=textbox], textarea")) latest.current();
    };
    document.addEventListener("focusin", onFocusIn);
    return () => document.removeEventListener("focusin", onFocusIn);
  }, [isPinned, latest]);
  return () => {
    onClose();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}
