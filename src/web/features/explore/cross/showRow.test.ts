// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import type { SourceView } from "../../../../contract/sources.ts";
import { defaultExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { Explore } from "../state/useExplore.ts";
import { showRow } from "./showRow.ts";
import type { Subject } from "./Subject.ts";

vi.stubGlobal("matchMedia", () => ({ matches: true }));

const to: SourceView = {
  id: "loki",
  name: "Loki",
  kind: "loki",
  url: "https://l.example",
  authType: "none",
  headerNames: [],
  hasCa: false,
  origin: "config",
  minStepMs: 15_000,
};

/** A page that keeps what was run last. */
function aPage(first: ExploreState) {
  const page = { state: first };
  const run: Explore["run"] = (change) => {
    page.state = change ? change(page.state) : page.state;
    return { state: page.state } as ReturnType<Explore["run"]>;
  };
  const show = (
    subject: Omit<Subject, "letter" | "to">,
    made: Parameters<typeof showRow>[1]["made"] = null,
  ) =>
    showRow({ state: page.state, run } as Explore, {
      subject: { letter: "A", to: "logs", ...subject },
      to,
      expr: "{a}",
      made,
    });
  return { page, show };
}

const following = (): ExploreState => {
  const state = defaultExplore("prom");
  return { ...state, logs: { ...state.logs, isLive: true } };
};

it("a moment opens the lines at it, in the same range, and ends following", () => {
  const { page, show } = aPage(following());
  expect(show({ atNs: "1700000000000000000" })).toEqual({ letter: "B", expr: "{a}" });
  expect(page.state).toMatchObject({ tab: "chart", isBeside: true, range: defaultExplore("").range });
  expect(page.state.logs).toMatchObject({ at: "1700000000000000000", isLive: false });
});

it("a span is the range of both, at least a second wide as every zoom", () => {
  const { page, show } = aPage(following());
  show({ span: { startMs: 1_700_000_000_000.4, endMs: 1_700_000_000_100 } });
  expect(page.state.range).toEqual({ from: "1700000000000", to: "1700000001000" });
  expect(page.state.logs.isLive).toBe(false);
});

it("a whole query goes on following", () => {
  const { page, show } = aPage(following());
  show({});
  expect(page.state.logs).toMatchObject({ at: "", isLive: true });
});

it("the next point takes the place of the row made before, unless somebody has edited it", () => {
  const { page, show } = aPage(defaultExplore("prom"));
  const made = show({ atNs: "1" });
  show({ atNs: "2" }, made);
  expect(page.state.queries.map(({ letter }) => letter)).toEqual(["A", "B"]);
  page.state = {
    ...page.state,
    queries: page.state.queries.map((row) => (row.letter === "B" ? { ...row, expr: "{mine}" } : row)),
  };
  show({ atNs: "3" }, made);
  expect(page.state.queries.map(({ expr }) => expr)).toEqual(["", "{mine}", "{a}"]);
});
