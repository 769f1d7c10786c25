import { expect, it } from "vitest";
import { queueNote } from "./queueNote.ts";

const waits = (sourceId: string, ahead: number) => ({ requestId: "r", sourceId, ahead, running: 20 });

it.each([
  ["nothing waits", [], null],
  ["another source's queue", [waits("other", 7)], null],
  ["one that goes next", [waits("prod", 0)], "next in the queue"],
  [
    "several, the last of which counts",
    [waits("prod", 2), waits("prod", 5), waits("other", 9)],
    "5 ahead of you",
  ],
])("the queue in a few words: %s", (_name, waiting, note) => {
  expect(queueNote({ waiting }, new Set(["prod"]))).toBe(note);
});
