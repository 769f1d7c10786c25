// @vitest-environment jsdom
import "./jsdomLayout.test-util.ts";
import { act } from "react";
import { createRoot } from "react-dom/client";
import type { Root } from "react-dom/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PlainInput } from "./PlainInput.tsx";
import { loadEditor, QueryInput } from "./QueryInput.tsx";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

/** The editor's chunk arrives when the test says so. */
const chunk = vi.hoisted(() => Promise.withResolvers<undefined>());
vi.mock("./CodeMirrorEditor.tsx", async (importOriginal) => {
  await chunk.promise;
  return importOriginal();
});

let root: Root | null = null;
afterEach(async () => {
  await act(async () => root?.unmount());
  root = null;
  document.body.replaceChildren();
});

/** Mounts a field over `initial` that gets back each change it makes; `show` is a caller setting the value. */
async function open(Field: typeof QueryInput, initial: string) {
  const told: string[] = [];
  const created = createRoot(document.body.appendChild(document.createElement("div")));
  root = created;
  const props = {
    label: "Query A",
    autoFocus: true,
    onRun: (text: string) => told.push(`run ${text}`),
    onLeave: () => told.push("leave"),
    onHistory: (direction: string) => told.push(direction),
    onFormat: (text: string) => told.push(`format ${text}`),
  };
  const show = (value: string): void => created.render(<Field {...props} value={value} onChange={show} />);
  await act(async () => show(initial));
  return { told, set: (value: string) => act(async () => show(value)) };
}

function field(): HTMLElement {
  const found = document.querySelector<HTMLElement>('[aria-label="Query A"]');
  if (found === null) throw new Error("there is no field");
  return found;
}

function Plain(props: Parameters<typeof QueryInput>[0]) {
  return <PlainInput {...props} inputRef={() => undefined} />;
}

describe("PlainInput", () => {
  const ctrl = { ctrlKey: true };
  /** Cursor position in "up", key, what the caller is told. */
  const cases: readonly (readonly [number, KeyboardEventInit, readonly string[]])[] = [
    [2, { key: "Enter" }, ["run up"]],
    [2, { key: "Enter", shiftKey: true }, []],
    [2, { key: "Enter", ...ctrl }, ["run up"]],
    [2, { key: "Enter", isComposing: true }, []],
    [0, { key: "ArrowUp" }, ["older"]],
    [2, { key: "ArrowUp" }, []],
    [2, { key: "ArrowUp", ...ctrl }, ["older"]],
    [2, { key: "ArrowDown", ...ctrl }, ["newer"]],
    [2, { key: "F", ...ctrl, shiftKey: true }, ["format up"]],
    [2, { key: "Escape" }, ["leave"]],
    [2, { key: "Tab" }, []],
  ];
  it.each(cases)("at %i answers %o with %j", async (cursor, key, expected) => {
    const { told } = await open(Plain, "up");
    const input = field();
    if (input instanceof HTMLTextAreaElement) input.setSelectionRange(cursor, cursor);
    const event = new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true });
    await act(async () => input.dispatchEvent(event));
    expect(told).toEqual(expected);
    expect(event.defaultPrevented).toBe(expected.length > 0);
  });

  it("has the focus when asked to", async () => {
    await open(Plain, "up");
    expect(document.activeElement).toBe(field());
  });
});

describe("QueryInput", () => {
  // First of its kind, since the editor's chunk stays loaded.
  it("works at once, then becomes the editor with its text, selection and focus", async () => {
    await open(QueryInput, "sum(up)");
    const plain = field();
    expect(plain.tagName).toBe("TEXTAREA");
    if (plain instanceof HTMLTextAreaElement) plain.setSelectionRange(4, 6);
    chunk.resolve(undefined);
    await act(async () => loadEditor());
    expect(field().className).toContain("cm-content");
    expect(field().textContent).toBe("sum(up)");
    expect(document.activeElement).toBe(field());
    expect(document.getSelection()?.toString()).toBe("up");
  });

  it("is the editor at once when its chunk is here, and takes a value from outside", async () => {
    const { set } = await open(QueryInput, "up");
    expect(field().className).toContain("cm-content");
    expect(field().getAttribute("aria-multiline")).toBe("true");
    await set("from outside");
    expect(field().textContent).toBe("from outside");
  });
});
