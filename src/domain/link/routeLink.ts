import { safeDecode } from "./safeDecode.ts";

/** The pages and what their addresses carry. */
export type Route =
  | { readonly page: "explore" }
  | { readonly page: "sources" }
  | { readonly page: "addSource" }
  | { readonly page: "editSource"; readonly sourceId: string }
  | { readonly page: "links" }
  | { readonly page: "openedLink"; readonly token: string }
  | { readonly page: "settings"; readonly tab: SettingsTab }
  | { readonly page: "boards" }
  | { readonly page: "trash" }
  | { readonly page: "board"; readonly boardId: string }
  | { readonly page: "notFound"; readonly path: string };

const settingsTabs = ["people", "tokens", "activity"] as const;
export type SettingsTab = (typeof settingsTabs)[number];

/** What a link of ours is made of; whether there is one, the server says. */
const LINK_PATH = /^\/s\/([A-Za-z0-9_.-]{8,200})$/;
/** As the store makes them; never "trash". */
const BOARD_ID = /^\/boards\/([A-Za-z0-9_-]{8,64})$/;

/** The path of a page, without the base path and the query. */
export function encodeRoute(route: Route): string {
  switch (route.page) {
    case "explore":
      return "/explore";
    case "sources":
      return "/sources";
    case "addSource":
      return "/sources/new";
    case "editSource":
      // A source that is itself called "new" must not open the form for a new one.
      return `/sources/${route.sourceId === "new" ? "%6Eew" : encodeURIComponent(route.sourceId)}`;
    case "links":
      return "/links";
    case "openedLink":
      return `/s/${route.token}`;
    case "settings":
      return `/settings/${route.tab}`;
    case "boards":
      return "/boards";
    case "trash":
      return "/boards/trash";
    case "board":
      return `/boards/${route.boardId}`;
    case "notFound":
      return route.path;
  }
}

function decodeKept(path: string): Route | null {
  if (path === "/links") return { page: "links" };
  const token = LINK_PATH.exec(path)?.[1];
  if (token !== undefined) return { page: "openedLink", token };
  const tab = settingsTabs.find((one) => path === `/settings/${one}`);
  return tab === undefined ? null : { page: "settings", tab };
}

/** Total: an unknown path is a page of its own. A slash at the end does not matter. */
export function decodeRoute(path: string): Route {
  const trimmed = path.replace(/(?<!\/)\/+$/, "");
  if (trimmed === "" || trimmed === "/explore") return { page: "explore" };
  if (trimmed === "/sources") return { page: "sources" };
  if (trimmed === "/sources/new") return { page: "addSource" };
  const kept = decodeKept(trimmed);
  if (kept !== null) return kept;
  if (trimmed === "/boards") return { page: "boards" };
  if (trimmed === "/boards/trash") return { page: "trash" };
  const boardId = BOARD_ID.exec(trimmed)?.[1];
  if (boardId !== undefined) return { page: "board", boardId };
  const segment = /^\/sources\/([^/]+)$/.exec(trimmed)?.[1];
  const sourceId = segment === undefined ? null : safeDecode(segment);
  return sourceId === null ? { page: "notFound", path } : { page: "editSource", sourceId };
}
