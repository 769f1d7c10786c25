// @vitest-environment jsdom
import "../jsdomLayout.test-util.ts";
import { CompletionContext } from "@codemirror/autocomplete";
import type { Completion, CompletionResult } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import type { CompletionClient } from "../EditorTypes.ts";
import { remoteSource } from "./remoteSource.ts";
import { staticSource } from "./staticSource.ts";

const EVIL = `<img src=x onerror="alert(1)">`;

interface Server {
  readonly metrics?: readonly string[];
  readonly labels?: readonly string[];
  readonly values?: readonly string[];
  readonly isCut?: boolean;
}

function clientOf({ metrics = [], labels = [], values = [], isCut = false }: Server): CompletionClient {
  const asPage = async (items: readonly string[]) => ({ items, isCut });
  return {
    metricNames: () => asPage(metrics),
    labelNames: () => asPage(labels),
    labelValues: () => asPage(values),
    metadata: async () => new Map([["http_requests", { type: "counter", help: EVIL, unit: EVIL }]]),
  };
}

function viewOf(marked: string): EditorView {
  const cursor = marked.indexOf("¦");
  return new EditorView({
    state: EditorState.create({ doc: marked.replace("¦", ""), selection: { anchor: cursor } }),
  });
}

async function remote(view: EditorView, server: Server): Promise<CompletionResult | null> {
  const context = new CompletionContext(view.state, view.state.selection.main.head, true);
  return remoteSource(() => clientOf(server))(context);
}

/** The text after the option with this label was accepted. */
async function accept(marked: string, server: Server, label: string): Promise<string> {
  const view = viewOf(marked);
  const result =
    (await remote(view, server)) ??
    staticSource(new CompletionContext(view.state, view.state.selection.main.head, true));
  const option = result?.options.find((candidate) => candidate.label === label);
  if (result === null || option === undefined) return `no option ${label}`;
  apply(view, result, option);
  const { head } = view.state.selection.main;
  const all = view.state.doc.toString();
  return `${all.slice(0, head)}¦${all.slice(head)}`;
}

function apply(view: EditorView, { from, to }: CompletionResult, option: Completion): void {
  const end = to ?? view.state.selection.main.head;
  if (typeof option.apply === "function") return option.apply(view, option, from, end);
  const insert = option.apply ?? option.label;
  view.dispatch({ changes: { from, to: end, insert }, selection: { anchor: from + insert.length } });
}

describe("accepting a completion", () => {
  const metrics = ["up", "my.metric", 'odd"name', EVIL, "http_requests_total"];
  const labels = ["__name__", "pod", "my.label"];
  const values = ["web", 'we"ird', "back\\slash", "10.0.0.1:9100", "tick`", "line\nbreak"];
  it.each([
    ["u¦", "up", "up¦"],
    ["u¦xx{a='b'}", "up", "up¦{a='b'}"],
    ["my¦", "my.metric", '{"my.metric"}¦'],
    ["my¦{}", "my.metric", '{"my.metric"¦}'],
    ['my¦{a="b"}', "my.metric", '{"my.metric", ¦a="b"}'],
    ["odd¦", 'odd"name', '{"odd\\"name"}¦'],
    ["img¦", EVIL, '{"<img src=x onerror=\\"alert(1)\\">"}¦'],
    ['{"my¦"}', "my.metric", '{"my.metric¦"}'],
    ['{"my¦', "my.metric", '{"my.metric"¦'],
    ["up{¦}", "pod", "up{pod¦}"],
    ["up{my¦}", "my.label", 'up{"my.label"¦}'],
    ["sum by (¦) (up)", "my.label", 'sum by ("my.label"¦) (up)'],
    ['up{pod="¦"}', 'we"ird', 'up{pod="we\\"ird¦"}'],
    ['up{pod="¦"}', "back\\slash", 'up{pod="back\\\\slash¦"}'],
    ['up{pod="¦"}', "line\nbreak", 'up{pod="line\\nbreak¦"}'],
    ["up{pod='¦'}", 'we"ird', "up{pod='we\"ird¦'}"],
    ["up{pod=`¦`}", "back\\slash", "up{pod=`back\\slash¦`}"],
    ["up{pod=`¦`}", "tick`", "no option tick`"],
    ["up{pod=¦}", "web", 'up{pod="web"¦}'],
    ['up{pod="w¦}', "web", 'up{pod="web"¦}'],
    ['up{pod=~"¦"}', "10.0.0.1:9100", 'up{pod=~"10\\\\.0\\\\.0\\\\.1:9100¦"}'],
    ['up{pod=~"a|w¦|c"}', "web", 'up{pod=~"a|web¦|c"}'],
    ["ra¦", "rate", "rate(¦)"],
    ["ra¦(up[5m])", "rate", "rate¦(up[5m])"],
    ["sum(up) b¦", "by", "sum(up) by (¦)"],
    ["rate(up[¦])", "$__rate_interval", "rate(up[$__rate_interval¦])"],
    ["rate(up[$__r¦])", "$__range", "rate(up[$__range¦])"],
    ["rate(up[5¦])", "5m", "rate(up[5m¦])"],
    ["rate(up[1h3¦])", "1h3m", "rate(up[1h3m¦])"],
    ["up{a ¦}", "=~", "up{a =~¦}"],
    ["a > b¦", "bool", "a > bool¦"],
  ])("turns %s with %s into %s", async (before, label, after) => {
    expect(await accept(before, { metrics, labels, values }, label)).toBe(after);
  });
});

describe("what is offered", () => {
  const offered = async (marked: string, server: Server): Promise<readonly string[]> =>
    (await remote(viewOf(marked), server))?.options.map((option) => option.label) ?? [];

  it("leaves out label names already used, and __name__", async () => {
    const labels = ["__name__", "job", "ns", "pod"];
    expect(await offered('up{ns="a",¦}', { labels })).toEqual(["job", "pod"]);
    expect(await offered("sum by (job, ¦) (up)", { labels })).toEqual(["ns", "pod"]);
  });

  it("puts the exact name first, then beginnings, then the rest", async () => {
    const metrics = ["group_up", "upper", "setup", "up"];
    expect(await offered("up¦", { metrics })).toEqual(["up", "upper", "group_up", "setup"]);
  });

  it("narrows a whole answer while typing goes on, and asks anew when it was cut", async () => {
    const view = viewOf("ht¦");
    const whole = await remote(view, { metrics: ["http_a", "http_b"] });
    const cut = await remote(view, { metrics: ["http_a", "http_b"], isCut: true });
    const later = viewOf("http_b¦").state;
    const next = new CompletionContext(later, 6, false);
    expect(whole?.update?.(whole, 0, 6, next)?.options.map((option) => option.label)).toEqual(["http_b"]);
    expect(cut?.update?.(cut, 0, 6, next)).toBeNull();
  });

  it("offers nothing remote when the client fails", async () => {
    const broken = { ...clientOf({}), metricNames: () => Promise.reject(new Error("refused")) };
    const context = new CompletionContext(viewOf("up¦").state, 2, true);
    expect(await remoteSource(() => broken)(context)).toBeNull();
  });

  it("stays quiet until something is typed", () => {
    const quiet = (marked: string) =>
      staticSource(new CompletionContext(viewOf(marked).state, marked.indexOf("¦"), false));
    expect(quiet("sum(¦")).toBeNull();
    expect(quiet("sum(up) ¦")).toBeNull();
    expect(quiet("rate(up[¦")?.options[0]?.label).toBe("$__rate_interval");
  });

  it("S17 shows a hostile name, help and unit as text", async () => {
    const result = await remote(viewOf("req¦"), { metrics: ["http_requests_total", `req${EVIL}`] });
    for (const option of result?.options ?? []) {
      const panel = typeof option.info === "function" ? await option.info(option) : null;
      if (!(panel instanceof HTMLElement)) throw new Error("no panel");
      expect(panel.querySelector("img")).toBeNull();
      expect(panel.textContent).toContain(option.label);
    }
    expect(result?.options).toHaveLength(2);
  });

  it("S31 asks nothing about a word longer than any name", async () => {
    const values = ["x".repeat(300)];
    expect(await offered(`up{pod="${"x".repeat(200)}¦"}`, { values })).toEqual(values);
    expect(await offered(`up{pod="${"x".repeat(201)}¦"}`, { values })).toEqual([]);
  });

  it("S31 offers nothing in a text beyond the limit", () => {
    const text = "(".repeat(65_536);
    const state = EditorState.create({ doc: text });
    expect(staticSource(new CompletionContext(state, text.length, true))).toBeNull();
  });
});
