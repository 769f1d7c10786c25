// @vitest-environment jsdom
import "../jsdomLayout.test-util.ts";
import { insertNewlineAndIndent } from "@codemirror/commands";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { queryHighlighting } from "../queryHighlighting.ts";
import { setServerError } from "../serverError.ts";
import { faultsOf, textLint } from "../textLint.ts";
import { subjectAt } from "./logqlHover.ts";
import { logqlIndent } from "./logqlIndent.ts";
import { logqlLanguage } from "./logqlLanguage.ts";
import { checkLogql } from "./logqlLint.ts";

function viewOf(marked: string): EditorView {
  const cursor = Math.max(0, marked.indexOf("¦"));
  const extensions = [logqlLanguage, queryHighlighting, logqlIndent, textLint(checkLogql)];
  const doc = marked.replace("¦", "");
  return new EditorView({ state: EditorState.create({ doc, selection: { anchor: cursor }, extensions }) });
}

const lint = (view: EditorView) => faultsOf(view, checkLogql);
const faulty = (view: EditorView): readonly string[] =>
  lint(view).map(({ from, to }) => view.state.sliceDoc(from, to));

/** Each coloured piece with its class: "{app=…" becomes "label:app op:= …". */
function colors(doc: string): string {
  const view = viewOf(doc);
  ensureSyntaxTree(view.state, doc.length, 5000);
  return [...view.contentDOM.querySelectorAll('[class^="syn-"]')]
    .map((node) => `${node.className.replace("syn-", "")}:${node.textContent}`)
    .join(" ");
}

describe("the colours of LogQL", () => {
  it.each([
    [
      '{app="a"} |~ "b" | logfmt --strict | dur > 2s # c',
      'label:app op:= string:"a" op:|~ string:"b" op:| fn:logfmt fn:--strict op:| label:dur op:> number:2s comment:# c',
    ],
    [
      'sum by (x) (rate({a="b"} | unwrap bytes(y) [$__auto])) / 2',
      'keyword:sum keyword:by label:x fn:rate label:a op:= string:"b" op:| fn:unwrap fn:bytes label:y number:$__auto op:/ number:2',
    ],
    [
      '{a="b"} | size >= 10KiB or ip = ip("::1")',
      'label:a op:= string:"b" op:| label:size op:>= number:10KiB keyword:or label:ip op:= fn:ip string:"::1"',
    ],
  ])("%s", (doc, expected) => {
    expect(colors(doc)).toBe(expected);
  });
});

describe("checkLogql", () => {
  it.each([
    ["", []],
    ['{app="a"}', []],
    ['sum by (level) (rate({app=~"a|b"} |= "x" | json | level="error" [5m])) # note', []],
    ['rate({app="a"}[$__auto]) + count_over_time({app="a"}[$__interval])', []],
    ['{stream="", app="a"} | json ip="sourceIPs" | json groups="user.groups"', []],
  ])("finds nothing in %s", (text, expected) => {
    expect(faulty(viewOf(text))).toEqual(expected);
  });

  it.each(['{app="a"} | jsn', '{app="a"', "sum(", '{app="a"} | level >> 3', '{app=""}'])(
    "A4 finds something in %s",
    (text) => {
      expect(lint(viewOf(text)).length).toBeGreaterThan(0);
    },
  );

  it("underlines the word the server points at until the text changes", () => {
    const view = viewOf('{app="a"} | jsn');
    view.dispatch({ effects: setServerError.of({ line: 1, column: 13, message: "no such stage" }) });
    expect(lint(view)[0]).toMatchObject({ from: 12, to: 15, message: "no such stage", source: "server" });
    view.dispatch({ changes: { from: 15, insert: " " } });
    expect(lint(view).some(({ source }) => source === "server")).toBe(false);
  });

  it.each([
    ["64 KB of filters", '|="a"'.repeat(13_000)],
    ["8,000 parentheses", `${"(".repeat(8000)}1${")".repeat(8000)}`],
    ["8,000 operators", "1+".repeat(8000) + "1"],
  ])("S31 says that %s are not checked, and does not overflow", (_title, text) => {
    const view = viewOf(text);
    expect(lint(view).map(({ severity }) => severity)).toEqual(["info"]);
    expect(ensureSyntaxTree(view.state, text.length, 1000)?.length).toBe(text.length);
  });

  it.each([",", "a{", "{a=", '"\\', "[", "by ", "| ", '|= "', "\u{1F600}"])(
    "S31 ends soon on %j repeated",
    (unit) => {
      const text = unit.repeat(Math.floor(16_000 / unit.length));
      // Generous for slow machines: without limits these take seconds.
      expect(processorMs(() => lint(viewOf(text)))).toBeLessThan(400);
      expect(lint(viewOf(text)).length).toBeLessThanOrEqual(20);
    },
  );
});

describe("subjectAt", () => {
  it.each([
    ['ra¦te({a="b"}[5m])', "function rate"],
    ['quantile_over¦_time(0.9, {a="b"} | unwrap x [5m])', "function quantile_over_time"],
    ['su¦m by (a) (rate({a="b"}[5m]))', "aggregation sum"],
    ['sum b¦y (a) (rate({a="b"}[5m]))', "keyword by"],
    ['{a="b"} |¦= "x"', "keyword |="],
    ['{a="b"} !¦> "x"', "keyword !>"],
    ['{a="b"} | x¦ != "y"', "nothing"],
    ['rate({a="b"} | unwrap by¦tes(x) [5m])', "keyword bytes"],
    ['{a="b"} | js¦on', "parser json"],
    ['{a="b"} | line_for¦mat "x"', "stage line_format"],
    ['{a="b"} | line_format "{{.x | ToU¦pper}}"', "template ToUpper"],
    ['{a="b"} | label_format x="{{ tru¦nc 3 .y }}"', "template trunc"],
    ['{a="b"} | line_format "{{.up¦per}}"', "nothing"],
    ['{a="b"} | line_format "up¦per {{.x}}"', "nothing"],
    ['{a="ra¦te"}', "nothing"],
    ['{a="b"} # ra¦te', "nothing"],
    ['sum by (ra¦te) (rate({a="b"}[5m]))', "nothing"],
    ['{a="b"} |= "js¦on"', "nothing"],
  ])("finds at %s %s", (marked, expected) => {
    const { state } = viewOf(marked);
    ensureSyntaxTree(state, state.doc.length, 5000);
    const subject = subjectAt(state, marked.indexOf("¦"));
    expect(subject === null ? "nothing" : `${subject.kind} ${subject.name}`).toBe(expected);
  });
});

describe("the indent of a new line", () => {
  it.each([
    ["sum(¦)", "sum(\n  ¦\n)"],
    ['{a="b"}¦', '{a="b"}\n  ¦'],
    ['{a="b"}¦ | json', '{a="b"}\n  ¦| json'],
    ['{a="b"}\n  | json¦', '{a="b"}\n  | json\n  ¦'],
    ['sum(rate({a="b"}[5m]))¦', 'sum(rate({a="b"}[5m]))\n¦'],
    ['{a="("}¦', '{a="("}\n  ¦'],
  ])("is %s as %s", (before, after) => {
    const view = viewOf(before);
    insertNewlineAndIndent(view);
    const { head } = view.state.selection.main;
    const all = view.state.doc.toString();
    expect(`${all.slice(0, head)}¦${all.slice(head)}`).toBe(after);
  });
});
