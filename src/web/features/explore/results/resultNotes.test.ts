import { describe, expect, it } from "vitest";
import { resultNotes } from "./resultNotes.ts";

const meta = { seriesCount: 1, sampleCount: 1, bytes: 1 };

describe("resultNotes", () => {
  it("K4 names partial data, warnings and infos, each once, in that order", () => {
    const notes = resultNotes({ ...meta, infos: ["i", "i"], warnings: ["w", "x", "w"], isPartial: true });
    expect(notes.map(({ kind, text }) => `${kind} ${text.slice(0, 7)}`)).toEqual([
      "partial Some of",
      "warning w",
      "warning x",
      "info i",
    ]);
  });

  it("K4 is silent about an answer without remarks", () => {
    expect(resultNotes({ ...meta, infos: [], warnings: [], isPartial: false })).toEqual([]);
  });
});
