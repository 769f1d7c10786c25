import { apiOf } from "../../../../contract/apiOf.ts";
import { appLocation } from "../../../lib/location.ts";
import { preferences, type Theme } from "../../../lib/preferences.ts";
import { linkTo } from "../../../lib/route.ts";
import type { Shortcut } from "../../../lib/shortcuts.ts";
import type { IconName } from "../../../ui/icons.ts";
import { showToast } from "../../../ui/toasts.ts";
import { openExplore } from "../exploreLinks.ts";
import type { PaletteExplore, PaletteItem } from "../PaletteTypes.ts";

export interface ActionContext {
  /** What the registry knows now. */
  readonly shortcuts: readonly Shortcut[];
  readonly explore: PaletteExplore | null;
  readonly canAddSource: boolean;
  /** Boards are all that a viewer opens. */
  readonly isViewer: boolean;
}

/** By label; the others have the sign of their list. */
const ICONS: Readonly<Record<string, IconName>> = {
  "To the query": "pencil",
  "Run again": "refresh-cw",
  "Add query": "plus",
  History: "history",
  Browser: "list-tree",
  Share: "share-2",
  Chart: "chart-spline",
  Table: "table-2",
  "Zoom out": "zoom-out",
};
const GROUP_ICONS: Readonly<Record<string, IconName>> = { Time: "clock", Explore: "compass" };

/** Escape means something else while the palette is open, and the palette is not opened from itself. */
const isOffered = ({ run, keys }: Shortcut) =>
  run !== undefined && !keys.includes("Escape") && !keys.includes("$mod+k");

const HELP_LABEL = "This list";

/** What can be done here: of the query that has the focus, of the registry of shortcuts, of the page as a whole. */
export function actionItems(context: ActionContext): readonly PaletteItem[] {
  const { shortcuts, explore, canAddSource, isViewer } = context;
  const offered = (group: string) =>
    shortcuts.filter((shortcut) => shortcut.group === group && isOffered(shortcut)).map(shortcutItem);
  const items = [
    ...(explore ? queryActions(explore) : []),
    ...(explore || isViewer ? [] : [pageItem("Explore", "compass", { page: "explore" })]),
    ...offered("Explore"),
    ...offered("Anywhere"),
    ...offered("Time"),
    ...THEMES.map(themeItem),
    ...(canAddSource ? [pageItem("Add source", "plus", { page: "addSource" })] : []),
    pageItem("Boards", "layout-dashboard", { page: "boards" }),
    ...(isViewer ? [] : [pageItem("Sources", "database", { page: "sources" })]),
  ];
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function shortcutItem({ label, group, keys, run }: Shortcut): PaletteItem {
  return {
    ...action(label === HELP_LABEL ? "Shortcuts" : label, ICONS[label] ?? GROUP_ICONS[group] ?? "terminal"),
    ...(group === "Time" && { note: "time range" }),
    also: group,
    ...(keys[0] !== undefined && { keys: keys[0] }),
    run: () => run?.(),
  };
}

function action(text: string, icon: IconName) {
  return { id: `do:${text}`, group: "Do" as const, icon, text };
}

function queryActions(explore: PaletteExplore): readonly PaletteItem[] {
  const { queryText, letter, source, state, onUseQuery } = explore;
  if (queryText.trim() === "") return [];
  const note = `Query ${letter}`;
  const isLogs = source.kind === "loki";
  return [
    { ...action("Run", "play"), note, keys: "$mod+Enter", run: () => onUseQuery(queryText) },
    { ...action("Format", "wrap-text"), note, keys: "$mod+Shift+f", run: () => void formatQuery(explore) },
    ...(isLogs
      ? [{ ...action("Logs", "scroll-text"), run: () => openExplore({ ...state, tab: "logs" as const }) }]
      : []),
  ];
}

async function formatQuery({ queryText, source, onEditText }: PaletteExplore): Promise<void> {
  const { formatText } = await import("../formatText.ts");
  const formatted = formatText(apiOf(source.kind), queryText);
  if (formatted.ok) onEditText(formatted.text);
  else showToast(`Not formatted: ${formatted.message}`);
}

const THEMES: readonly (readonly [Theme, string])[] = [
  ["light", "Theme: light"],
  ["dark", "Theme: dark"],
  ["system", "Theme: as the system"],
];

function themeItem([theme, text]: readonly [Theme, string]): PaletteItem {
  const isCurrent = preferences.get().theme === theme;
  return {
    ...action(text, "sun-moon"),
    ...(isCurrent && { note: "current" }),
    run: () => preferences.set({ theme }),
  };
}

function pageItem(text: string, icon: IconName, route: Parameters<typeof linkTo>[0]): PaletteItem {
  return { ...action(text, icon), also: "page", run: () => appLocation.go(linkTo(route)) };
}
