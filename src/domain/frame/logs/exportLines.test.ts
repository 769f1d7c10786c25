import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportHead, exportLines, type ExportOptions } from "./exportLines.ts";
import { exportQuery } from "./exportQuery.ts";
import { compareLines, numberCopies } from "./lineOrder.ts";
import type { LogLine, LogPage } from "./LogPage.ts";
import type { LogPlan } from "./LogWindow.ts";
import { compareNs } from "./ns.ts";
import { lineOf } from "./testLines.test-util.ts";

const OPTIONS: ExportOptions = { format: "jsonl", zone: "Europe/Paris" };
const LINE = lineOf('<a href="x">&\u2028\u001b[31mred', {
  ns: "1729605607120000000",
  labels: { pod: "p-1", app: "shop" },
  metadata: { trace: "t" },
});

describe("exportLines", () => {
  it("writes JSON lines byte by byte as logcli does", () => {
    expect(exportLines([LINE], OPTIONS)).toBe(
      String.raw`{"labels":{"app":"shop","pod":"p-1","trace":"t"},"line":"\u003ca href=\"x\"\u003e\u0026\u2028\u001b[31mred","timestamp":"2024-10-22T14:00:07.12Z"}` +
        "\n",
    );
  });

  it("writes text with the time in the zone, and no colours", () => {
    expect(exportLines([LINE, lineOf("b\n")], { ...OPTIONS, format: "text" })).toBe(
      '2024-10-22 16:00:07.120000000 <a href="x">&\u2028red\n2025-05-27 02:00:00.123456789 b\n',
    );
  });

  it("writes CSV that no spreadsheet runs, with columns from labels or fields", () => {
    const options: ExportOptions = { ...OPTIONS, format: "csv", columns: ["app", "user_id"] };
    const line = lineOf('{"user":{"id":"=1+1"},"app":"field"}', { ns: "5" });
    expect(exportHead(options) + exportLines([line], options)).toBe(
      "time,timestamp_ns,app,user_id,labels,line\r\n" +
        `1970-01-01T00:00:00.000000005Z,5,shop,'=1+1,"{""app"":""shop""}","{""user"":{""id"":""=1+1""},""app"":""field""}"\r\n`,
    );
    expect([exportHead(OPTIONS), exportLines([], OPTIONS)]).toEqual(["", ""]);
  });
});

describe("exportQuery", () => {
  const ask = (store: readonly LogLine[], { startNs, endNs, limit, direction }: LogPlan): LogPage => {
    const found = store.filter(({ ns }) => compareNs(ns, startNs) >= 0 && compareNs(ns, endNs) < 0);
    const part = numberCopies(direction === "forward" ? found.slice(0, limit) : found.slice(-limit));
    const lines = direction === "forward" ? part : part.toReversed();
    return { kind: "logs", lines, direction, limit, warnings: [], bytes: 0 };
  };

  it("writes every line once and in order, however many pages it takes", async () => {
    const raw = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 2 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(raw, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom("backward", "forward"),
        async (raws, limit, direction) => {
          const lines = raws.map(([time, text]) => lineOf(`text ${text}`, { ns: String(time + 100) }));
          const store = numberCopies(lines.toSorted(compareLines));
          const first: LogPlan = { startNs: "0", endNs: "999", limit, direction, isRaised: false };
          const pieces = [];
          for await (const piece of exportQuery(
            first,
            (plan) => Promise.resolve(ask(store, plan)),
            OPTIONS,
          )) {
            pieces.push(piece);
          }
          expect(pieces.map(({ text }) => text).join("")).toBe(
            exportLines(direction === "forward" ? store : store.toReversed(), OPTIONS),
          );
          expect(pieces.at(-1)?.lines).toBe(store.length);
        },
      ),
    );
  });

  it("ends with what a page throws", async () => {
    const first: LogPlan = { startNs: "0", endNs: "9", limit: 1, direction: "forward", isRaised: false };
    const pieces = exportQuery(first, () => Promise.reject(new Error("gone")), OPTIONS);
    await expect(pieces.next()).rejects.toThrow("gone");
  });
});
