import { describe, expect, it } from "vitest";
import { parseToAst } from "../../../domain/query/promql/buildAst.ts";
import { NoteBook } from "./NoteBook.ts";
import type { CallPlan } from "./Plan.ts";

function callOf(text: string): CallPlan {
  const parsed = parseToAst(text);
  if (!parsed.ok || parsed.expr.type !== "call") throw new Error("not a call");
  const { expr } = parsed;
  const args = expr.args.map((arg) => ({
    type: "once" as const,
    expr: arg,
    inner: { type: "number" as const },
  }));
  return { type: "call", expr, args } as unknown as CallPlan;
}

describe("NoteBook", () => {
  it("tells a text once, at the place that said it last", () => {
    const book = new NoteBook();
    book.warn("odd", { from: 0 });
    book.warn("even", { from: 1 });
    book.warn("odd", { from: 5 });
    expect(book.warningsIn("a\nβ + b")).toEqual(["PromQL warning: odd (2:5)", "PromQL warning: even (1:2)"]);
    expect(book.infosIn("a")).toEqual([]);
  });

  it("keeps a thousand texts, however many there are", () => {
    const book = new NoteBook();
    for (let i = 0; i < 5_000; i++) book.info(`odd ${i}`, { from: 0 });
    expect(book.infosIn("a")).toHaveLength(1_000);
  });

  it("places the notes of a function at its arguments or at the call", () => {
    const book = new NoteBook();
    const notes = book.forCall(callOf("clamp(up, 1, 2)"));
    notes.info("first");
    notes.info("second", 1);
    notes.info("whole", "call");
    expect(book.infosIn("clamp(up, 1, 2)")).toEqual([
      "PromQL info: first (1:7)",
      "PromQL info: second (1:11)",
      "PromQL info: whole (1:1)",
    ]);
  });

  it.each([
    [0.5, "0.5"],
    [12.34, "12"],
    [99, "99"],
    [99.7, "1e+02"],
    [22.5, "22"],
    [23.5, "24"],
    [1.25, "1.2"],
    [0.225, "0.23"],
    [225, "2.2e+02"],
    [226, "2.3e+02"],
    [450, "4.5e+02"],
    [400, "4e+02"],
    [Infinity, "+Inf"],
  ])("sums up forced monotonicity, with a difference of %d written %s", (maxDiff, text) => {
    const book = new NoteBook();
    const notes = book.forCall(callOf("histogram_quantile(0.9, up)"));
    notes.forcedMonotonicity({ timeMs: 5_000, minBucket: 1, maxBucket: 4, maxDiff: 0.1 }, 1);
    notes.forcedMonotonicity({ timeMs: 2_500, minBucket: 2, maxBucket: Infinity, maxDiff }, 1);
    expect(book.infosIn("histogram_quantile(0.9, up)")).toEqual([
      "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see " +
        "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile), from buckets 1 to +Inf, " +
        `with a max diff of ${text}, over 2 samples from 1970-01-01T00:00:02Z to 1970-01-01T00:00:05Z (1:25)`,
    ]);
  });
});
