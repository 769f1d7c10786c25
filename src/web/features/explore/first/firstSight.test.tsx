// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SourceView } from "../../../../contract/sources.ts";
import { decodeExplore, defaultExplore, encodeExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { mount, press } from "../../../../testing/mount.tsx";
import { preferences } from "../../../lib/preferences.ts";
import type { Explore } from "../state/useExplore.ts";
import { askQuestion, isAsked } from "../../../lib/askQuestion.ts";
import { DemoBadge, DemoBanner } from "./DemoBadge.tsx";
import { QuestionStrip } from "./QuestionStrip.tsx";

const question = {
  title: "What broke?",
  text: "Failed requests by service.",
  query: 'sum by (service) (rate(http_requests_total{code=~"5.."}[2m]))',
  range: "1h",
};
const titles = [
  "What broke?",
  "Which pods restarted?",
  "How slow is checkout?",
  "Who fills the disk?",
  "Fifth?",
];
const demo: SourceView = {
  id: "demo-metrics",
  name: "Demo cluster",
  kind: "openmetrics",
  url: "",
  authType: "none",
  headerNames: [],
  hasCa: false,
  origin: "embedded",
  preset: "demo",
  minStepMs: 15_000,
  questions: titles.map((title, at) => ({ ...question, title, query: `${question.query} + ${at}` })),
};

function anExplore() {
  const runs: ExploreState[] = [];
  const state = defaultExplore("demo-metrics");
  const executed = { state, asOfMs: 0, startedAtMs: 0, plotPx: 1000 };
  const run: Explore["run"] = (change) => {
    if (change) runs.push(change(state));
    return executed;
  };
  return { runs, explore: { state, executed, run } as Explore };
}

let unmount = async () => {};
const text = () => document.body.textContent;
const questions = () => [...document.querySelectorAll("[role=group] button[aria-pressed]")];

beforeEach(() =>
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} })),
);
afterEach(async () => {
  await unmount();
  preferences.set({ showsQuestions: true });
  vi.unstubAllGlobals();
});

describe("askQuestion", () => {
  it("asks one query over its range as a chart, in the reader's own zone", () => {
    const before = { ...defaultExplore("other"), zone: "browser", tab: "table", isLog: true } as ExploreState;
    const asked = askQuestion(before, { sourceId: "demo", question, nowMs: 1_700_000_000_000 });
    expect(asked).toEqual({
      ...defaultExplore("demo"),
      zone: "browser",
      range: { from: "now-1h", to: "now" },
      queries: [{ letter: "A", sourceId: "demo", expr: question.query, isHidden: false }],
    });
    expect(isAsked(asked, question)).toBe(true);
    expect(decodeExplore(encodeExplore(asked))).toEqual(asked);
  });

  it("keeps the range on screen where its own cannot be read", () => {
    const before = { ...defaultExplore("a"), range: { from: "now-2d", to: "now" } };
    const asked = askQuestion(before, { sourceId: "a", question: { ...question, range: "soon" }, nowMs: 0 });
    expect(asked.range).toEqual(before.range);
  });
});

describe("the questions of a source", () => {
  const open = async (source: SourceView | undefined) => {
    const { explore, runs } = anExplore();
    unmount = await mount(
      <>
        <DemoBadge source={source} canAdd />
        <DemoBanner source={source} canAdd />
        <QuestionStrip explore={explore} source={source} onAsk={() => {}} />
      </>,
    );
    return runs;
  };

  it("stand as four buttons, and a press asks the source", async () => {
    const runs = await open(demo);
    expect(questions().map((one) => one.textContent)).toEqual(titles.slice(0, 4));
    await press("How slow is checkout?");
    expect(runs[0]?.queries[0]?.expr).toBe(`${question.query} + 2`);
  });

  it("go when they are dismissed, stay away, and come back from the badge", async () => {
    await open(demo);
    await press("Dismiss questions");
    expect(questions()).toEqual([]);
    expect(preferences.get().showsQuestions).toBe(false);
    await press("Questions");
    expect(questions()).toHaveLength(4);
  });

  it("say of demo data that it is demo data, with the way to one's own", async () => {
    await open(demo);
    expect(text()).toContain("Demo data");
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(new Set(links)).toEqual(new Set(["/sources/new"]));
  });

  it.each([undefined, { ...demo, preset: "self", questions: [] } as SourceView])(
    "are nowhere on a source without any: %#",
    async (source) => {
      await open(source);
      await act(async () => {});
      expect(text()).toBe("");
    },
  );
});
