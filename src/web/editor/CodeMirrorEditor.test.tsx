// @vitest-environment jsdom
import "./jsdomLayout.test-util.ts";
import { currentCompletions, startCompletion } from "@codemirror/autocomplete";
import { undo } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import { act } from "react";
import { createRoot } from "react-dom/client";
import type { Root } from "react-dom/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EditorLanguageProps, LogqlCompletionClient } from "./EditorTypes.ts";
import { loadedLanguage, loadLanguage } from "./loadLanguage.ts";
import { loadEditor, QueryInput } from "./QueryInput.tsx";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

let root: Root | null = null;
afterEach(async () => {
  await act(async () => root?.unmount());
  root = null;
  document.body.replaceChildren();
});

const logqlClient: LogqlCompletionClient = {
  labelNames: async () => ({ items: ["namespace"], isCut: false }),
  labelValues: async () => ({ items: [], isCut: false }),
  fieldNames: () => ["status"],
};

async function open(initial: string, language: EditorLanguageProps) {
  const created = createRoot(document.body.appendChild(document.createElement("div")));
  root = created;
  const told: string[] = [];
  const show = (value: string, next: EditorLanguageProps): void =>
    created.render(
      <QueryInput
        {...next}
        label="Query A"
        value={value}
        onChange={(text) => {
          told.push(text);
          show(text, next);
        }}
        onRun={(text) => told.push(`run ${text}`)}
      />,
    );
  await act(async () => show(initial, language));
  return { told, show: (value: string, next: EditorLanguageProps) => act(async () => show(value, next)) };
}

function view(): EditorView {
  const node = document.querySelector<HTMLElement>(".cm-editor");
  const found = node === null ? null : EditorView.findFromDOM(node);
  if (found === null) throw new Error("there is no editor");
  return found;
}

const functions = (): readonly (string | null)[] =>
  [...document.querySelectorAll(".syn-fn")].map((node) => node.textContent);

describe("the language of the editor", () => {
  // First of its kind, since a chunk stays loaded.
  it("stays text until the chunk of the other language is here, then takes it, with text, cursor and history", async () => {
    await loadEditor("promql");
    const { show } = await open("rate(up)", { language: "promql" });
    await act(async () =>
      view().dispatch({ changes: { from: 7, insert: "[5m]" }, selection: { anchor: 4 } }),
    );
    expect(functions()).toContain("rate");
    expect(loadedLanguage("logql")).toBeUndefined();

    await show("rate(up[5m])", { language: "logql", client: logqlClient });
    expect(functions(), "the wrong language is gone at once").toEqual([]);
    await act(async () => loadLanguage("logql"));
    expect(functions()).toContain("rate");
    expect(view().state.doc.toString()).toBe("rate(up[5m])");
    expect(view().state.selection.main.head).toBe(4);
    await act(async () => undo(view()));
    expect(view().state.doc.toString()).toBe("rate(up)");
  });

  it("completes with the client of the language at hand", async () => {
    await loadEditor("logql");
    const { show } = await open("{", { language: "logql", client: logqlClient });
    const offered = async () => {
      await act(async () => startCompletion(view()));
      await vi.waitFor(() => expect(currentCompletions(view().state).length).toBeGreaterThan(0));
      return currentCompletions(view().state).map(({ label }) => label);
    };
    await act(async () => view().focus());
    expect(await offered()).toEqual(["namespace"]);
    await show("{", { language: "logql", client: undefined });
    await act(async () => startCompletion(view()));
    await show("", { language: "promql" });
    expect(currentCompletions(view().state), "the popup goes with its language").toEqual([]);
  });

  it("underlines by the language at hand", async () => {
    await loadEditor("promql");
    await loadEditor("logql");
    const { show } = await open('{app="a"} | json', { language: "logql" });
    const errors = () => document.querySelectorAll(".cm-lintRange-error").length;
    await show('{app="a"} | json', { language: "promql" });
    await vi.waitFor(() => expect(errors()).toBeGreaterThan(0));
    await show('{app="a"} | json', { language: "logql" });
    await vi.waitFor(() => expect(errors()).toBe(0));
  });
});
