// @vitest-environment jsdom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { METRIC_KINDS } from "../../../domain/browse/metricKind.ts";
import type { Selection } from "../../../domain/browse/Selection.ts";
import type { BrowserContext } from "./BrowserTypes.ts";
import { QueryPills } from "./labels/QueryPills.tsx";
import { LabelCounts } from "./metrics/LabelCounts.tsx";
import { PresetList } from "./metrics/PresetList.tsx";
import { TypeChips } from "./metrics/TypeChips.tsx";
import { WithinLine } from "./parts/WithinLine.tsx";

let root: Root | null = null;
beforeEach(() => vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true));
afterEach(() => {
  act(() => root?.unmount());
  root = null;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function render(node: ReactNode) {
  root ??= createRoot(document.body.appendChild(document.createElement("div")));
  act(() => root?.render(node));
}
function button(name: RegExp): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find((one) =>
    name.test(one.getAttribute("aria-label") ?? one.textContent),
  );
  if (!found) throw new Error(`no button ${String(name)} in ${document.body.textContent}`);
  return found;
}
const press = (name: RegExp) => act(() => button(name).click());

describe("TypeChips", () => {
  const none = Object.fromEntries(METRIC_KINDS.map((kind) => [kind, 0])) as Record<
    (typeof METRIC_KINDS)[number],
    number
  >;

  it("offers the types that were found, with counts, and keeps the chosen one though it found none", () => {
    const onChange = vi.fn();
    render(<TypeChips kinds={{ ...none, counter: 41, gauge: 29 }} value="rule" onChange={onChange} />);
    expect([...document.querySelectorAll("button")].map((one) => one.textContent)).toEqual([
      "All70",
      "Counter41",
      "Gauge29",
      "Rule0",
    ]);
    press(/^Gauge/);
    expect(onChange).toHaveBeenCalledWith("gauge");
  });
});

describe("LabelCounts", () => {
  const labels = [
    {
      name: "mode",
      values: 7,
      top: ["a", "b", "c", "d", "e", "f", "g"].map((value) => ({ value, series: 3 })),
    },
    { name: "job", values: 1, top: [{ value: "", series: 21 }] },
  ];
  const facts = { series: 21, isCut: false, labels, sample: null };
  const draw = (selection: Selection, onToggle = vi.fn()) => {
    render(<LabelCounts {...{ facts, selection, onToggle }} whole={facts} onBreakDown={() => undefined} />);
    return onToggle;
  };

  it("G3 opens a label to its values; the first five, then the rest", () => {
    const onToggle = draw({ metric: "up", picks: [] });
    press(/^mode/);
    expect(button(/^2 more/)).toBeTruthy();
    press(/^2 more/);
    press(/^g3/);
    expect(onToggle).toHaveBeenCalledWith("mode", "g");
  });

  it("G3 keeps a label open while one of its values is chosen, also one beyond the first five", () => {
    draw({ metric: "up", picks: [{ label: "mode", mode: "any", values: ["g"] }] });
    expect(button(/^g3/).getAttribute("aria-pressed")).toBe("true");
  });

  it("says that counts are of a part when the series were cut", () => {
    render(
      <LabelCounts
        facts={{ ...facts, isCut: true }}
        whole={{ ...facts, isCut: true }}
        selection={{ metric: "up", picks: [] }}
        onToggle={() => undefined}
        onBreakDown={() => undefined}
      />,
    );
    expect(document.body.textContent).toContain("in the first 21 series");
  });
});

describe("PresetList", () => {
  it("D8 gives the query that is shown", () => {
    const onUse = vi.fn();
    render(
      <PresetList
        presets={[{ id: "a", label: "Average", expr: "avg(up)" }]}
        queryName="Query B"
        onUse={onUse}
      />,
    );
    expect(document.body.textContent).toContain("in Query B");
    press(/^Average/);
    expect(onUse).toHaveBeenCalledWith("avg(up)");
  });
});

describe("WithinLine", () => {
  it("names what narrows and takes it away; hidden characters are seen", () => {
    const onClear = vi.fn();
    render(<WithinLine picks={[{ label: "job", mode: "any", values: ["a\u202eb"] }]} onClear={onClear} />);
    expect(document.body.textContent).toContain('job="a\\u202eb"');
    press(/^Not within/);
    expect(onClear).toHaveBeenCalledWith("job");
  });
});

describe("QueryPills", () => {
  const context = (queryText: string, onEditText = vi.fn(), kind = "prometheus") =>
    ({ queryText, onEditText, queryName: "Query A", source: { id: "a", kind } }) as unknown as BrowserContext;
  const draw = (given: BrowserContext, onChoose = vi.fn()) => {
    render(<QueryPills context={given} selection={{ metric: "", picks: [] }} onChoose={onChoose} />);
    return onChoose;
  };

  it("A8 shows what the text selects, and follows it", () => {
    draw(context('rate(up{job="a"}[5m])'));
    expect(button(/^Edit job="a"/)).toBeTruthy();
    draw(context('rate(up{job="b"}[5m])'));
    expect(button(/^Edit job="b"/)).toBeTruthy();
    draw(context("rate("));
    expect(document.querySelector("button")).toBeNull();
  });

  it.each([
    ["prometheus", 'sum(up{a="1", b="2"}) # c', 'sum(up{b="2"}) # c'],
    ["loki", '{a="1", b="2"} |= "{a=\\"1\\"}" # c', '{b="2"} |= "{a=\\"1\\"}" # c'],
  ])("A8 removes a matcher from the text of %s", (kind, text, wanted) => {
    const onEditText = vi.fn();
    draw(context(text, onEditText, kind));
    press(/^Remove a="1"/);
    expect(onEditText).toHaveBeenCalledWith(wanted);
  });

  it("takes the query's choice into the lists", () => {
    const onChoose = draw(context('up{job=~"a|b"}'));
    press(/^To the lists/);
    expect(onChoose).toHaveBeenCalledWith({
      metric: "up",
      picks: [{ label: "job", mode: "any", values: ["a", "b"] }],
    });
  });
});
