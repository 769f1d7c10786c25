// @vitest-environment jsdom
import "./jsdomLayout.test-util.ts";
import { currentCompletions, startCompletion } from "@codemirror/autocomplete";
import { undo } from "@codemirror/commands";
import type { EditorView } from "@codemirror/view";
import { runScopeHandlers } from "@codemirror/view";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createEditorView } from "./createEditorView.ts";
import { editorHandle } from "./editorHandle.ts";
import type { CompletionClient } from "./EditorTypes.ts";
import { loadLanguage } from "./loadLanguage.ts";

beforeAll(() => loadLanguage("promql"));

const opened: EditorView[] = [];
afterEach(() => {
  for (const view of opened.splice(0)) view.destroy();
});

/** An editor over "text¦" with the cursor at the mark, and a log of what it told its caller. */
function open(marked: string, client?: CompletionClient) {
  const cursor = marked.indexOf("¦");
  const told: string[] = [];
  const view = createEditorView(
    {
      parent: document.body,
      descriptionId: "described",
      props: () => ({
        label: "Query A",
        value: "",
        client,
        onChange: () => undefined,
        onRun: (text) => told.push(`run ${text}`),
        onLeave: () => told.push("leave"),
        onHistory: (direction) => told.push(direction),
        onFormat: (text) => told.push(`format ${text}`),
      }),
      onDocument: (text) => told.push(`changed ${text}`),
      onDescription: () => undefined,
    },
    { value: marked.replace("¦", ""), anchor: cursor, head: cursor },
  );
  opened.push(view);
  const press = (key: string, modifiers: KeyboardEventInit = {}): boolean =>
    runScopeHandlers(view, new KeyboardEvent("keydown", { key, ...modifiers }), "editor");
  const text = (): string => {
    const { head } = view.state.selection.main;
    const all = view.state.doc.toString();
    return `${all.slice(0, head)}¦${all.slice(head)}`;
  };
  return { view, told, press, text };
}

const ctrl = { ctrlKey: true };
const names = (...items: string[]): CompletionClient => ({
  metricNames: async () => ({ items, isCut: false }),
  labelNames: async () => ({ items: [], isCut: false }),
  labelValues: async () => ({ items: [], isCut: false }),
  metadata: async () => new Map(),
});

async function complete(view: EditorView): Promise<void> {
  startCompletion(view);
  await vi.waitFor(() => {
    expect(currentCompletions(view.state).length).toBeGreaterThan(0);
  });
}

describe("keys of the editor", () => {
  it("runs on Enter with no completion open", () => {
    const { told, press } = open("up¦");
    expect(press("Enter")).toBe(true);
    expect(told).toEqual(["run up"]);
  });

  it("accepts an open completion on Enter, then runs", async () => {
    const { view, told, press, text } = open("node_l¦", names("node_load1"));
    await complete(view);
    press("Enter");
    expect(text()).toBe("node_load1¦");
    press("Enter");
    expect(told).toEqual(["changed node_load1", "run node_load1"]);
  });

  it("runs over a completion that is already there word for word", async () => {
    const { view, told, press } = open("up¦", names("up", "upper"));
    await complete(view);
    press("Enter");
    expect(told).toEqual(["run up"]);
    expect(currentCompletions(view.state)).toEqual([]);
  });

  it("runs on Mod-Enter although a completion is open", async () => {
    const { view, told, press } = open("node_l¦", names("node_load1"));
    await complete(view);
    press("Enter", ctrl);
    expect(told).toEqual(["run node_l"]);
  });

  it.each([
    ["sum(¦)", "sum(\n  ¦\n)"],
    ["sum(rate(foo[5m])¦)", "sum(rate(foo[5m])\n¦)"],
    ["a +¦ b", "a +\n¦b"],
    ['sum(foo{a="("}¦', 'sum(foo{a="("}\n  ¦'],
  ])("adds an indented line on Shift-Enter in %s", (before, after) => {
    const { press, text } = open(before);
    press("Enter", { shiftKey: true });
    expect(text()).toBe(after);
  });

  it("walks history on Mod-↑ and Mod-↓, and recalls on ↑ at the start of the text only", () => {
    const { told, press } = open("¦up");
    press("ArrowUp", ctrl);
    press("ArrowDown", ctrl);
    press("ArrowUp");
    expect(told).toEqual(["older", "newer", "older"]);
    const other = open("u¦p");
    other.press("ArrowUp");
    expect(other.told).toEqual([]);
  });

  it("closes the completion on Esc, then leaves", async () => {
    const { view, told, press } = open("node_l¦", names("node_load1"));
    await complete(view);
    press("Escape");
    expect(currentCompletions(view.state)).toEqual([]);
    expect(told).toEqual([]);
    press("Escape");
    expect(told).toEqual(["leave"]);
  });

  it("leaves Tab to the page", () => {
    const { press, told } = open("up¦");
    expect(press("Tab")).toBe(false);
    expect(told).toEqual([]);
  });

  it("asks for formatting on Mod-Shift-F", () => {
    const { told, press } = open("up¦");
    press("F", { ...ctrl, shiftKey: true, keyCode: 70 });
    expect(told).toEqual(["format up"]);
  });
});

describe("plainReplace", () => {
  const typeOver = (view: EditorView, data: string): boolean => {
    view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
    const event = new InputEvent("beforeinput", {
      inputType: "insertText",
      data,
      bubbles: true,
      cancelable: true,
    });
    view.contentDOM.dispatchEvent(event);
    return event.defaultPrevented;
  };

  it("types over a selection without the browser", () => {
    const { view, text } = open("rate(foo)¦");
    expect(typeOver(view, "u")).toBe(true);
    expect(text()).toBe("u¦");
  });

  it("wraps a selection in a bracket as typing does", () => {
    const { view } = open("up¦");
    expect(typeOver(view, "(")).toBe(true);
    expect(view.state.doc.toString()).toBe("(up)");
  });

  it("leaves other input to the browser", () => {
    const { view } = open("up¦");
    const event = new InputEvent("beforeinput", {
      inputType: "insertText",
      data: "x",
      bubbles: true,
      cancelable: true,
    });
    view.contentDOM.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});

describe("editorHandle", () => {
  it("replaces the whole text in one undo step", () => {
    const { view, text } = open("sum( up )¦");
    editorHandle(() => view).replaceAll("sum(up)");
    expect(text()).toBe("sum(up)¦");
    undo(view);
    expect(view.state.doc.toString()).toBe("sum( up )");
  });

  it("keeps the cursor at the start while history is walked from there", () => {
    const { view, text } = open("¦up");
    editorHandle(() => view).replaceAll("sum(up)");
    expect(text()).toBe("¦sum(up)");
  });

  it.each([
    [{ line: 1, column: 3 }, "ab¦c\ndef"],
    [{ line: 2, column: 1 }, "abc\n¦def"],
    [{ line: 2, column: 99 }, "abc\ndef¦"],
    [{ line: 9, column: 1 }, "abc\n¦def"],
    [{ line: 0, column: -1 }, "¦abc\ndef"],
    [{ line: Number.NaN, column: Number.NaN }, "¦abc\ndef"],
  ])("goes to %o", (position, expected) => {
    const { view, text } = open("¦abc\ndef");
    editorHandle(() => view).goTo(position);
    expect(text()).toBe(expected);
  });

  it("inserts over the selection", () => {
    const { view, text } = open("sum(¦)");
    editorHandle(() => view).insert("up");
    expect(text()).toBe("sum(up¦)");
  });
});
