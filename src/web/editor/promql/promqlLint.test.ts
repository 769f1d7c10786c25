// @vitest-environment jsdom
import "../jsdomLayout.test-util.ts";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { subjectAt } from "./promqlHover.ts";
import { promqlLanguage } from "./promqlLanguage.ts";
import { setServerError } from "../serverError.ts";
import { faultsOf, textLint } from "../textLint.ts";
import { checkPromql } from "./promqlLint.ts";

const lintPromql = (view: EditorView) => faultsOf(view, checkPromql);

function viewOf(doc: string): EditorView {
  return new EditorView({
    state: EditorState.create({ doc, extensions: [promqlLanguage, textLint(checkPromql)] }),
  });
}

function faults(view: EditorView): readonly string[] {
  return lintPromql(view).map(({ from, to, message }) => `${view.state.sliceDoc(from, to)}: ${message}`);
}

describe("checkPromql", () => {
  it.each([
    ["", []],
    ["up", []],
    ['sum by (a) (rate(foo{b=~"c|d"}[5m])) # note', []],
    ["rate(foo[$__rate_interval]) + increase(foo[$__range:$__interval])", []],
    ['{"my.metric", "my.label"="x"}', []],
    ["rate(foo)", ['foo: expected type matrix in call to function "rate", got vector']],
    ['foo{a="b', ['"b: This string has no closing quote.']],
    ["sum(", ["(: unexpected end of query"]],
    ["rate(foo[$range])", ["$range: Nothing here gives $range a value."]],
    ["up[0s]", ["0s: duration must be greater than 0"]],
  ])("finds in %j %j", (text, expected) => {
    expect(faults(viewOf(text))).toEqual(expected);
  });

  it("underlines the word the server points at until the text changes", () => {
    const view = viewOf("sum(foo)");
    view.dispatch({ effects: setServerError.of({ line: 1, column: 5, message: "no such metric" }) });
    expect(faults(view)).toEqual(["foo: no such metric"]);
    view.dispatch({ changes: { from: 8, insert: " " } });
    expect(faults(view)).toEqual([]);
  });

  it("underlines the last character when the server points past the end", () => {
    const view = viewOf("sum(foo)");
    view.dispatch({ effects: setServerError.of({ line: 1, column: 99, message: "unexpected end" }) });
    expect(faults(view)).toEqual(["): unexpected end"]);
  });

  it.each([
    ["64 KB of operators", "a+".repeat(32_767) + "a"],
    ["10,000 parentheses", `${"(".repeat(10_000)}1${")".repeat(10_000)}`],
    ["8,000 parentheses", `${"(".repeat(8000)}1${")".repeat(8000)}`],
    ["8,000 operators", "a+".repeat(8000) + "a"],
  ])("S31 says that %s are not checked, and does not overflow", (_title, text) => {
    const view = viewOf(text);
    const found = lintPromql(view);
    expect(found.map(({ severity }) => severity)).toEqual(["info"]);
    expect(found[0]?.message).toContain("not coloured or checked");
    expect(ensureSyntaxTree(view.state, text.length, 1000)?.length).toBe(text.length);
  });

  it.each([",", "a{", "foo{a=", '"\\', "[", "by ", "\u{1F600}"])("S31 ends soon on %j repeated", (unit) => {
    const text = unit.repeat(Math.floor(16_000 / unit.length));
    // Generous for slow machines: without limits these take seconds.
    expect(processorMs(() => lintPromql(viewOf(text)))).toBeLessThan(400);
    expect(lintPromql(viewOf(text)).length).toBeLessThanOrEqual(20);
  });
});

describe("subjectAt", () => {
  it.each([
    ["ra¦te(foo[5m])", "function rate"],
    ["histogram_std¦dev(foo)", "function histogram_stddev"],
    ["su¦m by (a) (foo)", "function sum"],
    ['count_va¦lues("a", foo)', "function count_values"],
    ["rate(fo¦o[5m])", "metric foo"],
    ["rate(fo¦o[$__interval])", "metric foo"],
    ['{"my.me¦tric"}', "metric my.metric"],
    ['foo{"my.la¦bel"="x"}', "nothing"],
    ['foo{a="ra¦te"}', "nothing"],
    ["foo # ra¦te", "nothing"],
    ["sum by (ra¦te) (foo)", "nothing"],
  ])("finds at %s %s", (marked, expected) => {
    const pos = marked.indexOf("¦");
    const { state } = viewOf(marked.replace("¦", ""));
    const subject = subjectAt(state, pos);
    expect(subject === null ? "nothing" : `${subject.kind} ${subject.name}`).toBe(expected);
  });
});
