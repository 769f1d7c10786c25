// @vitest-environment jsdom
import "../jsdomLayout.test-util.ts";
import { CompletionContext } from "@codemirror/autocomplete";
import type { Completion, CompletionResult } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import type { LogqlCompletionClient } from "../EditorTypes.ts";
import { localSource } from "./localSource.ts";
import { remoteSource } from "./remoteSource.ts";

const EVIL = `<img src=x onerror="alert(1)">`;

interface Server {
  readonly labels?: readonly string[];
  readonly values?: readonly string[];
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

const asked: string[] = [];
function clientOf({ labels = [], values = [], fields = {} }: Server): LogqlCompletionClient {
  return {
    labelNames: async ({ matches }) => {
      asked.push(`names ${matches.join(" ")}`.trim());
      return { items: labels, isCut: false };
    },
    labelValues: async ({ label, match }) => {
      asked.push(`values of ${label} ${match}`.trim());
      return { items: values, isCut: false };
    },
    fieldNames: () => Object.keys(fields),
    fieldValues: (name) => fields[name] ?? [],
  };
}

function viewOf(marked: string): EditorView {
  const cursor = marked.indexOf("¦");
  return new EditorView({
    state: EditorState.create({ doc: marked.replace("¦", ""), selection: { anchor: cursor } }),
  });
}

async function results(
  view: EditorView,
  server: Server,
  isExplicit = true,
): Promise<readonly CompletionResult[]> {
  const context = new CompletionContext(view.state, view.state.selection.main.head, isExplicit);
  const client = clientOf(server);
  const found = [localSource(() => client)(context), await remoteSource(() => client)(context)];
  return found.filter((result) => result !== null);
}

async function offered(marked: string, server: Server = {}, isExplicit = true): Promise<readonly string[]> {
  const found = await results(viewOf(marked), server, isExplicit);
  return found.flatMap(({ options }) => options.map((option) => option.label));
}

/** The text after the option with this label was accepted. */
async function accept(marked: string, server: Server, label: string): Promise<string> {
  const view = viewOf(marked);
  for (const result of await results(view, server)) {
    const option = result.options.find((candidate) => candidate.label === label);
    if (option === undefined) continue;
    apply(view, result, option);
    const { head } = view.state.selection.main;
    const all = view.state.doc.toString();
    return `${all.slice(0, head)}¦${all.slice(head)}`;
  }
  return `no option ${label}`;
}

function apply(view: EditorView, { from, to }: CompletionResult, option: Completion): void {
  const end = to ?? view.state.selection.main.head;
  if (typeof option.apply === "function") return option.apply(view, option, from, end);
  const insert = option.apply ?? option.label;
  view.dispatch({ changes: { from, to: end, insert }, selection: { anchor: from + insert.length } });
}

const server: Server = {
  labels: ["app", "pod", "odd.label"],
  values: ["web", 'we"ird', "back\\slash", "10.0.0.1:9100", "tick`"],
  fields: { level: ["error", "warn"], duration: ["1s"], "bad-name": [] },
};

describe("accepting a completion", () => {
  it.each([
    ["{¦}", "pod", "{pod¦}"],
    ["{pod=¦}", "web", '{pod="web"¦}'],
    ['{pod="¦"}', 'we"ird', '{pod="we\\"ird¦"}'],
    ['{pod="¦"}', "back\\slash", '{pod="back\\\\slash¦"}'],
    ["{pod=`¦`}", "back\\slash", "{pod=`back\\slash¦`}"],
    ["{pod=`¦`}", "tick`", "no option tick`"],
    ['{pod="w¦', "web", '{pod="web"¦'],
    ['{pod=~"¦"}', "10.0.0.1:9100", '{pod=~"10\\\\.0\\\\.0\\\\.1:9100¦"}'],
    ['{pod=~"a|w¦|c"}', "web", '{pod=~"a|web¦|c"}'],
    ["{pod ¦}", "=~", "{pod =~¦}"],
    ['{a="b"} | ¦', "json", '{a="b"} | json¦'],
    ['{a="b"} | li¦', "line_format", '{a="b"} | line_format "{{¦}}"'],
    ['{a="b"} | li¦ "x"', "line_format", '{a="b"} | line_format¦ "x"'],
    ['{a="b"} | pat¦', "pattern", '{a="b"} | pattern "¦"'],
    ['{a="b"} | ke¦', "keep", '{a="b"} | keep ¦'],
    ['{a="b"} | ¦', "|=", '{a="b"} |= "¦"'],
    ['{a="b"} |¦', "!~", '{a="b"} !~ "¦"'],
    ['{a="b"} ¦', "|>", '{a="b"} |> "¦"'],
    ['{a="b"} !¦', "!=", '{a="b"} != "¦"'],
    ['{a="b"} js¦', "| json", '{a="b"} | json¦'],
    ['{a="b"} | json | ¦', "level", '{a="b"} | json | level¦'],
    ['{a="b"} | json | level ¦', ">=", '{a="b"} | json | level >=¦'],
    ['{a="b"} | json | level=¦', "error", '{a="b"} | json | level="error"¦'],
    ['{a="b"} | json | level=~"warn|¦"', "error", '{a="b"} | json | level=~"warn|error¦"'],
    ['{a="b"} | json | duration > 10¦', "10ms", '{a="b"} | json | duration > 10ms¦'],
    ['{a="b"} | json | size > 1.5m¦', "1.5MiB", '{a="b"} | json | size > 1.5MiB¦'],
    ['{a="b"} |= ¦', 'ip("…")', '{a="b"} |= ip("¦")'],
    ['{a="b"} | json | keep level, ¦', "duration", '{a="b"} | json | keep level, duration¦'],
    ['rate({a="b"} | json | unwrap ¦', "bytes", 'rate({a="b"} | json | unwrap bytes(¦)'],
    ['{a="b"} | logfmt --s¦', "--strict", '{a="b"} | logfmt --strict¦'],
    ['{a="b"} | json | line_format "{{¦}}"', ".level", '{a="b"} | json | line_format "{{.level¦}}"'],
    ['{a="b"} | json | line_format "{{.le¦}}"', "level", '{a="b"} | json | line_format "{{.level¦}}"'],
    ["cou¦", "count_over_time", "count_over_time({¦} [$__auto])"],
    ["sum(sum_ov¦)", "sum_over_time", "sum(sum_over_time({¦} | unwrap  [$__auto]))"],
    ['ra¦({a="b"}[5m])', "rate", 'rate¦({a="b"}[5m])'],
    ['sum(rate({a="b"}[5m])) b¦', "by", 'sum(rate({a="b"}[5m])) by (¦)'],
    ['rate({a="b"}[¦])', "$__auto", 'rate({a="b"}[$__auto¦])'],
    ['rate({a="b"}[1h3¦])', "1h3m", 'rate({a="b"}[1h3m¦])'],
  ])("turns %s with %s into %s", async (before, label, after) => {
    expect(await accept(before, server, label)).toBe(after);
  });
});

describe("what is offered", () => {
  it("B1 offers label names after a brace at once, without those used and those LogQL cannot write", async () => {
    expect(await offered('{pod="x",¦', server, false)).toEqual(["app"]);
  });

  it("B1 offers parsers, stages and line filters after a pipe at once", async () => {
    const found = await offered('{a="b"} |¦', { labels: ["pod"] }, false);
    expect(found).toEqual(expect.arrayContaining(["json", "logfmt", "line_format", "|=", "!~", "|>", "pod"]));
    expect(found).not.toContain("unwrap");
    expect(await offered('rate({a="b"} |¦')).toContain("unwrap");
  });

  it("B1 offers the fields of the loaded lines first after a parser, and none before one", async () => {
    expect((await offered('{a="b"} | json | ¦', server)).slice(0, 2)).toEqual(["level", "duration"]);
    expect(await offered('{a="b"} | ¦', server)).not.toContain("level");
  });

  it("asks nobody for the values of a field that the loaded lines hold", async () => {
    asked.length = 0;
    expect(await offered('{a="b"} | json | level="¦"', server)).toEqual(["error", "warn"]);
    expect(asked).toEqual([]);
    expect(await offered('{a="b"} | json | pod="we¦"', server)).toContain("web");
    expect(asked).toEqual(['values of pod {a="b"}']);
  });

  it("asks with the other matchers only, and without a selector Loki would refuse", async () => {
    asked.length = 0;
    await offered('{ns="a",pod="¦"}', server);
    await offered('{ns="",pod="¦"}', server);
    await offered('{ns="a",¦}', server);
    await offered('sum by (¦) (rate({ns="a"}[5m]))', server);
    expect(asked).toEqual(['values of pod {ns="a"}', "values of pod", 'names {ns="a"}', 'names {ns="a"}']);
  });

  it("stays quiet until something is typed, except where little can follow", async () => {
    for (const marked of ["¦", "sum(¦", '{a="b"} ¦', '{a="b"} | json ¦', '{a="b"} |= ¦'])
      expect(await offered(marked, server, false), marked).toEqual([]);
    expect((await offered('rate({a="b"}[¦', server, false))[0]).toBe("$__auto");
    expect(await offered('{a="b"} | json | level >= 5¦', server, false)).toContain("5ms");
  });

  it("offers nothing remote when the client fails", async () => {
    const broken = { ...clientOf({}), labelNames: () => Promise.reject(new Error("refused")) };
    const context = new CompletionContext(viewOf("{¦").state, 1, true);
    expect(await remoteSource(() => broken)(context)).toBeNull();
  });

  it("S17 shows a hostile value as text", async () => {
    const [result] = await results(viewOf('{pod="¦"}'), { values: [EVIL, "a\u202Eb"] });
    expect(result?.options.map((option) => option.displayLabel ?? option.label)).toEqual([
      EVIL,
      expect.not.stringContaining("\u202E"),
    ]);
  });

  it("S31 offers nothing in a text beyond the limit", () => {
    const text = "{".repeat(65_536);
    const state = EditorState.create({ doc: text });
    expect(localSource(() => undefined)(new CompletionContext(state, text.length, true))).toBeNull();
  });
});
