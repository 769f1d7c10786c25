// @vitest-environment jsdom
import { act } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mount } from "../../testing/mount.tsx";
import { useShortcutList, useShortcuts } from "./shortcuts.ts";

let unmount = async () => {};
afterEach(() => unmount());

const plain = vi.fn();
const chord = vi.fn();

function Page({ word }: { readonly word: string }) {
  useShortcuts([
    { keys: ["x"], label: "Plain", group: "Here", run: () => plain(word) },
    { keys: ["$mod+k"], label: "Chord", group: "Here", isEverywhere: true, run: () => chord(word) },
    { keys: ["Enter"], label: "Listed", group: "Here" },
  ]);
  const list = useShortcutList();
  return (
    <>
      <button type="button" onClick={() => list.forEach(({ run }) => run?.())}>
        All of {list.map(({ label }) => label).join(" ")}
      </button>
      <input />
      <dialog open>
        <button type="button">Inside</button>
      </dialog>
    </>
  );
}

const press = (target: Element | null, init: KeyboardEventInit) =>
  act(async () => {
    target?.dispatchEvent(
      new KeyboardEvent("keydown", { bubbles: true, cancelable: true, code: "Key", ...init }),
    );
  });
const calls = () => [plain.mock.calls.length, chord.mock.calls.length];

describe("useShortcuts", () => {
  it("M1 fires no letter in a field, a chord there too, and nothing behind a dialog", async () => {
    unmount = await mount(<Page word="a" />);
    const [button, inside] = document.querySelectorAll("button");
    const input = document.querySelector("input");
    for (const target of [button, input, inside]) {
      // One key after the other.
      // oxlint-disable-next-line no-await-in-loop
      await press(target ?? null, { key: "x" });
      // oxlint-disable-next-line no-await-in-loop
      await press(target ?? null, { key: "k", ctrlKey: true });
    }
    expect(calls()).toEqual([1, 2]);
    await press(input, { key: "k", ctrlKey: true, isComposing: true });
    await press(input, { key: "k", ctrlKey: true, repeat: true });
    expect(calls()).toEqual([1, 2]);
  });

  it("M1 lists what works now, and runs an entry as its key would", async () => {
    plain.mockReset();
    unmount = await mount(<Page word="b" />);
    const [button] = document.querySelectorAll("button");
    expect(button?.textContent).toBe("All of Plain Chord Listed");
    await act(async () => button?.click());
    expect(plain).toHaveBeenCalledWith("b");
  });
});
