import { describe, expect, it } from "vitest";
import { keyNames } from "./keyNames.ts";

describe("keyNames", () => {
  it.each([
    ["[Shift]+?", ["?"]],
    ["t ArrowLeft", ["t", "←"]],
    ["Escape", ["Esc"]],
    ["Shift+Enter", ["Shift", "Enter"]],
  ])("spells %s as %j", (keys, names) => {
    expect(keyNames(keys, false)).toEqual(names);
  });

  it("names the modifier of the system", () => {
    expect(keyNames("$mod+k", false)).toEqual(["Ctrl", "K"]);
    expect(keyNames("$mod+k", true)).toEqual(["Cmd", "K"]);
  });
});
