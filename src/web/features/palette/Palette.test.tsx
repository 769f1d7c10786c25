// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem, ProblemError } from "../../../domain/problem/Problem.ts";
import { sourcesQuery } from "../../lib/sources.ts";
import { mount, type, until } from "../../../testing/mount.tsx";
import { Palette } from "./Palette.tsx";
import { aSource, explorePart } from "./palette.test-util.ts";
import type { PaletteExplore } from "./PaletteTypes.ts";

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

async function show(explore: PaletteExplore | null = explorePart({ exprs: ["sum()"] })) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const sources = [aSource("prod", "Production"), aSource("eu", "Europe")];
  client.setQueryData(sourcesQuery.queryKey, { sources, canAdd: true });
  unmount = await mount(
    <QueryClientProvider client={client}>
      <Palette explore={explore} onClose={onClose} />
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
});
