// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem, ProblemError } from "../../../domain/problem/Problem.ts";
import { boardsQuery } from "../../lib/boards.ts";
import { appLocation } from "../../lib/location.ts";
import { signedIn } from "../../lib/session.test-util.ts";
import { sourcesQuery } from "../../lib/sources.ts";
import { mount, type, until } from "../../../testing/mount.tsx";
import { Palette } from "./Palette.tsx";
import { aSource, explorePart } from "./palette.test-util.ts";
import type { PaletteBoard, PaletteExplore } from "./PaletteTypes.ts";

const ask = vi.hoisted(() => vi.fn());
vi.mock("../../lib/browse/askBrowser.ts", () => ({
  askBrowser: ask,
  browseSource: ({ id, kind }: { id: string; kind: string }) => ({ id, kind, baseUrl: `/api/sources/${id}` }),
}));

let unmount = async () => {};
let opener: HTMLElement;
const onClose = vi.fn();

beforeEach(() => {
  // jsdom knows dialogs, but not how to open them.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
  opener = document.body.appendChild(document.createElement("button"));
  opener.focus();
});
afterEach(async () => {
  await unmount();
  document.body.replaceChildren();
  localStorage.clear();
  ask.mockReset();
  onClose.mockReset();
});

const boardLine = (id: string, name: string, panels: readonly string[]) => ({
  id,
  name,
  folder: "Capacity",
  description: "",
  panels: panels.map((panel) => ({ id: `panel-${panel}`, name: panel })),
  changed: { atMs: 0, by: "" },
  isStarter: false,
});
const BOARDS = [
  boardLine("board-gpu-fleet", "GPU fleet", ["Idle GPU hours by team"]),
  boardLine("board-mail", "Mail", ["Queue"]),
];

const PANEL_ROWS = ["Idle GPU hours by team Panel, GPU fleet", "Queue Panel, Mail"];

interface Showing {
  readonly role?: "viewer" | "editor";
  readonly board?: PaletteBoard;
}

async function show(
  explore: PaletteExplore | null = explorePart({ exprs: ["sum()"] }),
  { role = "editor", board }: Showing = {},
) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const sources = [aSource("prod", "Production"), aSource("eu", "Europe")];
  signedIn(client, role);
  if (role === "editor") client.setQueryData(sourcesQuery.queryKey, { sources, canAdd: true });
  client.setQueryData(boardsQuery.queryKey, { boards: BOARDS, canEdit: role === "editor" });
  unmount = await mount(
    <QueryClientProvider client={client}>
      <Palette explore={explore} board={board ?? null} onClose={onClose} />
    </QueryClientProvider>,
  );
  return explore;
}

const byRole = (role: string) => [...document.querySelectorAll<HTMLElement>(`[role="${role}"]`)];
const field = () => byRole("combobox")[0] as HTMLInputElement;
const active = () => document.getElementById(field().getAttribute("aria-activedescendant") ?? "");
const write = (text: string) => type(field(), text);
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  });

/** Names as the worker finds them; "late" ones wait for `arrive`. */
function names(list: readonly string[], isLate = false) {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
    if (!isLate) resolve();
  });
  ask.mockImplementation(async (call: string) => {
    if (call === "labels") return { names: ["cluster"], isCut: false };
    if (call === "families") return 0;
    if (call === "words") return { families: [] };
    await arrived;
    return list.map((name) => ({ name, ranges: [], kind: "counter" }));
  });
  return { arrive: () => act(async () => arrive()) };
}

describe("Palette", () => {
  it("M1 takes the focus, gives it back on Escape, and asks nothing before something is typed", async () => {
    await show();
    expect(document.activeElement).toBe(field());
    expect(byRole("group").map((group) => group.firstElementChild?.textContent)).toEqual([
      "Sources",
      "Boards and panels",
      "Time ranges",
      "Do",
    ]);
    expect(ask).not.toHaveBeenCalled();
    await act(async () => {
      document.querySelector("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true }));
    });
    expect(document.activeElement).toBe(opener);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("M1 chooses the best by Enter, another by arrows, once the dialog is closed", async () => {
    names(["http_total"]);
    const explore = await show();
    await write("http");
    await until(() => active()?.textContent?.includes("http_total") === true);
    vi.mocked(explore?.onInsert ?? vi.fn()).mockImplementation(() => {
      expect(document.querySelector("dialog")?.open).toBe(false);
      expect(document.activeElement).toBe(opener);
    });
    await press("Enter");
    expect(explore?.onInsert).toHaveBeenCalledWith("http_total");
    expect(JSON.parse(localStorage.getItem("sightglass:palette-recent") ?? "")).toEqual([
      "metric:prod:http_total",
    ]);
  });

  it("M1 moves around the ends, follows a moved row, and begins anew with more typing", async () => {
    const late = names(["last_scrape"], true);
    await show();
    await write("last 1");
    const first = active()?.textContent;
    await press("ArrowUp");
    const last = byRole("option").at(-1);
    expect(active()).toBe(last);
    await late.arrive();
    await press("ArrowDown");
    expect(active()?.textContent).toBe(first);
    await press("ArrowDown");
    expect(active()?.textContent).not.toBe(first);
    await write("last 12");
    expect(active()?.textContent).toBe("Last 12 hours");
    expect(byRole("option").filter((row) => row.getAttribute("aria-selected") === "true")).toHaveLength(1);
  });

  it("M1 waits by Enter for names that may be better, and not where the best is sure", async () => {
    const late = names(["my_europe_total"], true);
    const explore = await show();
    // "rope" stands inside of a source's name; a metric may fit better.
    await write("rope");
    await press("Enter");
    expect(onClose).not.toHaveBeenCalled();
    await late.arrive();
    await until(() => onClose.mock.calls.length === 1);
    expect(explore?.onInsert).not.toHaveBeenCalled();
    await unmount();
    onClose.mockReset();
    names([], true);
    await show();
    await write("europe");
    await press("Enter");
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("M1 keeps Enter from choosing while a word is composed", async () => {
    await show();
    await press("Enter", { isComposing: true });
    expect(onClose).not.toHaveBeenCalled();
    await press("k", { ctrlKey: true });
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("M1 says what is missing, with its code, and that nothing fits", async () => {
    ask.mockRejectedValue(new ProblemError(problem("UPSTREAM_TIMEOUT")));
    await show();
    await write("zzz");
    await until(() => document.body.textContent.includes("(UPSTREAM_TIMEOUT)"));
    expect(document.body.textContent).toContain("Names of Production:");
    expect(document.body.textContent).toContain("Nothing fits “zzz”");
    expect(field().getAttribute("aria-expanded")).toBe("false");
    expect(byRole("listbox")).toEqual([]);
  });

  it("M1 finds boards and their panels, and opens a panel where it stands", async () => {
    names([]);
    await show();
    await write("gpu");
    const group = byRole("group").find((one) => one.firstElementChild?.textContent === "Boards and panels");
    const rows = [...(group?.querySelectorAll('[role="option"]') ?? [])].map((row) => row.textContent);
    expect(rows).toEqual(["GPU fleet Board, Capacity", "Idle GPU hours by team Panel, GPU fleet"]);
    await write("idle hours");
    await press("Enter");
    expect(appLocation.get()).toMatchObject({
      path: "/boards/board-gpu-fleet",
      search: "?panel=panel-Idle+GPU+hours+by+team",
    });
    await unmount();
    appLocation.go("/boards/board-gpu-fleet?from=now-2d&to=now&v.team=a");
    await show(null);
    await write("idle hours");
    await press("Enter");
    expect(appLocation.get().search).toBe("?from=now-2d&to=now&v.team=a&panel=panel-Idle+GPU+hours+by+team");
  });

  it("I2 M1 offers a viewer boards, panels, ranges of the open board and their own actions, and asks for nothing else", async () => {
    const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("nothing may be asked"));
    const onRange = vi.fn();
    const board = { range: { from: "now-6h", to: "now" }, zone: "UTC", onRange };
    appLocation.go("/boards/board-mail");
    await show(null, { role: "viewer", board });
    const offered = () =>
      byRole("group").map((group) => [
        group.firstElementChild?.textContent,
        [...group.querySelectorAll('[role="option"]')].map((row) => row.textContent),
      ]);
    expect(offered()).toEqual([
      ["Boards and panels", ["GPU fleet Board, Capacity", "Mail Board, Capacity", ...PANEL_ROWS]],
      ["Time ranges", expect.arrayContaining(["Last 5 minutes"])],
      ["Do", ["Theme: light", "Theme: dark", "Theme: as the system current", "Boards"]],
    ]);
    await write("e");
    expect(new Set(offered().map(([group]) => group))).toEqual(
      new Set(["Boards and panels", "Time ranges", "Do"]),
    );
    expect([ask.mock.calls, fetched.mock.calls]).toEqual([[], []]);
    await write("last 2 days");
    await press("Enter");
    expect(onRange).toHaveBeenCalledWith({ from: "now-2d", to: "now" });
    await unmount();
    await show(null, { role: "viewer" });
    expect(offered().map(([group]) => group)).not.toContain("Time ranges");
    fetched.mockRestore();
  });
});
