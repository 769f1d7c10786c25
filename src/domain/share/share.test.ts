import { describe, expect, it } from "vitest";
import type { BoardVariable } from "../panel/Board.ts";
import { choiceWords } from "./choiceWords.ts";
import { endWords, linkState } from "./linkState.ts";

const created = { atMs: Date.UTC(2026, 1, 3, 4, 5), by: "Ada" };
const expiresMs = Date.UTC(2026, 2, 5, 16, 5);
const revoked = { atMs: Date.UTC(2026, 1, 28, 23, 59), by: "Root" };

describe("whether a link opens", () => {
  it.each([
    ["until the millisecond before its end", undefined, expiresMs - 1, "live"],
    ["not at its end", undefined, expiresMs, "expired"],
    ["not once it is withdrawn", revoked, created.atMs, "revoked"],
    ["withdrawn, also after its end", revoked, expiresMs + 1, "revoked"],
  ])("S35 %s", (...[, withdrawn, nowMs, state]) => {
    expect(linkState({ created, expiresMs, revoked: withdrawn }, nowMs)).toBe(state);
  });

  it("S35 says in UTC when it ended, who shared it and who withdrew it", () => {
    expect(endWords({ created, expiresMs, revoked: undefined })).toBe(
      "Shared by Ada on 3 February 2026; it ended on 5 March 2026 at 16:05 UTC.",
    );
    expect(endWords({ created, expiresMs, revoked })).toBe(
      "Shared by Ada on 3 February 2026; withdrawn by Root on 28 February 2026 at 23:59 UTC.",
    );
  });
});

describe("what was chosen", () => {
  const variable = (more: Partial<BoardVariable>): BoardVariable => ({
    name: "customer",
    label: "Customer",
    choice: {
      kind: "list",
      values: [
        { value: "c-1", words: "Customer one" },
        { value: "c-2", words: "" },
      ],
    },
    isMulti: true,
    initial: [],
    ...more,
  });

  it.each([
    ["the words of a list", { customer: ["c-1", "c-2"] }, ["Customer one", "c-2"]],
    ["nothing for all", { customer: [] }, []],
    ["what is gone from the list as it is", { customer: ["c-9"] }, ["c-9"]],
    ["nothing for what was not chosen", {}, []],
  ])("is told as %s", (_what, values, words) => {
    expect(choiceWords([variable({})], values)).toEqual([{ label: "Customer", values: words }]);
  });

  it("is no member that every object has", () => {
    expect(choiceWords([variable({ name: "constructor" })], {})).toEqual([{ label: "Customer", values: [] }]);
  });
});
