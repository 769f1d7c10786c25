import { type Shortcut, useShortcuts } from "../../lib/shortcuts.ts";
import { browserOpen } from "../../lib/browse/browserOpen.ts";
import { addRow } from "./state/exploreActions.ts";
import type { Explore } from "./state/useExplore.ts";

export interface ShortcutContext {
  readonly explore: Explore;
  readonly isRunning: boolean;
  readonly onCancel: () => void;
  readonly onRefresh: () => void;
  readonly onShowHistory: () => void;
}

/** The editor listens to these itself; the list of shortcuts shows them. */
const ofEditor: readonly Shortcut[] = [
  { keys: ["Enter", "$mod+Enter"], label: "Run", group: "Editor" },
  { keys: ["Shift+Enter"], label: "New line", group: "Editor" },
  { keys: ["$mod+ArrowUp", "$mod+ArrowDown"], label: "Older, newer query", group: "Editor" },
  { keys: ["$mod+Shift+f"], label: "Format", group: "Editor" },
  { keys: ["F8"], label: "Next mistake", group: "Editor" },
  { keys: ["Escape"], label: "Leave", group: "Editor" },
];

/** The chart listens to these while it has the focus. */
const ofChart: readonly Shortcut[] = [
  { keys: ["d", "Shift+d"], label: "Next, previous exemplar", group: "Chart in focus" },
  { keys: ["Enter"], label: "Pin, or open the exemplar", group: "Chart in focus" },
];

/** In the Logs tab the loaded lines are what one searches; elsewhere the query is. */
function focusSearch(): void {
  const bar = document.querySelector("[data-lines-bar]");
  const field = bar?.querySelector("input");
  if (field) field.focus();
  else if (bar) bar.querySelector("button")?.click();
  else document.querySelector<HTMLElement>("[role=textbox][aria-label^=Query]")?.focus();
}

/** Its button knows what to do; this presses it, with the focus there for the way back. */
function pressShare(): void {
  const button = document.querySelector<HTMLElement>("button[aria-label=Share]");
  button?.focus();
  button?.click();
}

/** Explore's own keys; none of them fires where one types. */
export function useExploreShortcuts({
  explore,
  isRunning,
  onCancel,
  onRefresh,
  onShowHistory,
}: ShortcutContext): void {
  const group = "Explore";
  const show = (tab: "chart" | "table" | "logs" | "response") => () => explore.view({ tab }, true);
  useShortcuts([
    ...ofEditor,
    ...ofChart,
    { keys: ["/"], label: "To the query, or find in lines", group, run: focusSearch },
    { keys: ["e r"], label: "Run again", group, run: onRefresh },
    { keys: ["e q"], label: "Add query", group, run: () => explore.edit((draft) => addRow(draft, "")) },
    { keys: ["e h"], label: "History", group, run: onShowHistory },
    { keys: ["e b"], label: "Browser", group, run: () => browserOpen.set(!browserOpen.get().isOpen) },
    { keys: ["e s"], label: "Share", group, run: pressShare },
    { keys: ["g c"], label: "Chart", group, run: show("chart") },
    { keys: ["g t"], label: "Table", group, run: show("table") },
    { keys: ["g l"], label: "Logs", group, run: show("logs") },
    { keys: ["g r"], label: "Response", group, run: show("response") },
    { keys: ["Escape"], label: "Cancel the run", group, run: () => isRunning && onCancel() },
  ]);
}
