import { describe, expect, it } from "vitest";
import { processorMs } from "../../testing/processorMs.ts";
import type { QueryResult } from "./Frame.ts";
import { filterRows, sortRows, toTable, type TableRow } from "./toTable.ts";
import { toCsv } from "./toCsv.ts";

const notes = {
  duplicateSamples: 0,
  unsortedSamples: 0,
  offStepSamples: 0,
  duplicateSeries: 0,
  invalidUtf8Series: 0,
};
const T0 = Date.UTC(2024, 9, 21);

const range: QueryResult = {
  kind: "range",
  timesMs: Float64Array.of(T0, T0 + 60_000, T0 + 120_000),
  stepMs: 60_000,
  notes,
  series: [
    {
      labels: { __name__: "up", job: "=cmd()" },
      values: Float64Array.of(1, NaN, NaN),
      nanAt: Uint32Array.of(2),
    },
    {
      labels: { __name__: "up", job: 'a "b", c' },
      values: Float64Array.of(NaN, 1.5, -Infinity),
      texts: new Map([[1, "1.50"]]),
    },
  ],
};
const row = (labels: Record<string, string>, value: number): TableRow => ({
  labels,
  timeMs: 0,
  value,
  text: String(value),
});
const vector = (...rows: TableRow[]): QueryResult => ({
  kind: "vector",
  notes,
  rows: rows.map(({ labels, timeMs, value, text }) => ({ labels, sample: { timeMs, value, text } })),
});

describe("toTable", () => {
  it("F1 gives a row per sample of a range, with exact texts", () => {
    const table = toTable(range);
    expect(table.labelNames).toEqual(["__name__", "job"]);
    expect(table.rows.map(({ timeMs, text }) => [(timeMs - T0) / 60_000, text])).toEqual([
      [0, "1"],
      [2, "NaN"],
      [1, "1.50"],
      [2, "-Inf"],
    ]);
  });

  it("F1 stops at a limit and says how many rows there are", () => {
    const table = toTable(range, 3);
    expect([table.rows.length, table.total]).toEqual([3, 4]);
  });

  it("F3 shows scalars, strings and matrices", () => {
    const sample = { timeMs: T0, value: Infinity, text: "1e309" };
    expect(toTable({ kind: "scalar", sample }).rows).toEqual([{ labels: {}, ...sample }]);
    expect(toTable({ kind: "string", timeMs: T0, text: "hi" }).rows[0]?.text).toBe("hi");
    const matrix: QueryResult = {
      kind: "matrix",
      notes,
      rows: [{ labels: { a: "1" }, samples: [sample, sample] }],
    };
    expect(toTable(matrix).total).toBe(2);
  });
});

describe("sortRows", () => {
  const rows = [row({ n: "node10" }, 3), row({}, NaN), row({ n: "node2" }, -1), row({ n: "node1" }, 3)];
  const order = (column: string, isDescending: boolean) =>
    sortRows(rows, { column, isDescending }).map((r) => rows.indexOf(r));

  it.each([
    ["n", false, [3, 2, 0, 1]],
    ["n", true, [0, 2, 3, 1]],
    ["@value", false, [2, 0, 3, 1]],
    ["@value", true, [0, 3, 2, 1]],
    ["", true, [0, 1, 2, 3]],
  ])("F1 sorts by %j, descending: %s", (column, isDescending, wanted) => {
    expect(order(column, isDescending)).toEqual(wanted);
  });

  it("F1 sorts and filters 10,000 rows within a few frames", () => {
    const many = toTable(
      vector(...Array.from({ length: 10_000 }, (_, i) => row({ i: `n${(i * 7919) % 10_000}` }, i))),
    ).rows;
    const show = () => sortRows(filterRows(many, "n1"), { column: "i", isDescending: false });
    expect(processorMs(show)).toBeLessThan(250);
    const sorted = show();
    expect(sorted[0]?.labels["i"]).toBe("n1");
  });
});

describe("filterRows", () => {
  const rows = [row({ job: "api", code: "500" }, 12), row({ job: "web", code: "200" }, 500)];
  it.each([
    ["", [0, 1]],
    ["API", [0]],
    ['code="500"', [0]],
    ["500", [0, 1]],
    ["web 500", [1]],
    ["absent", []],
  ])("F1 finds %j", (filter, wanted) => {
    expect(filterRows(rows, filter).map((r) => rows.indexOf(r))).toEqual(wanted);
  });
});

describe("toCsv", () => {
  it("writes a row per sample, guards formulas and quotes as RFC 4180 says", () => {
    expect(toCsv(range, { shape: "long" })).toBe(
      [
        "time,timestamp_ms,__name__,job,value",
        `2024-10-21T00:00:00.000Z,${T0},up,'=cmd(),1`,
        `2024-10-21T00:02:00.000Z,${T0 + 120_000},up,'=cmd(),NaN`,
        `2024-10-21T00:01:00.000Z,${T0 + 60_000},up,"a ""b"", c",1.50`,
        `2024-10-21T00:02:00.000Z,${T0 + 120_000},up,"a ""b"", c",-Inf`,
        "",
      ].join("\r\n"),
    );
  });

  it("writes a row per step and a column per series, with empty cells for gaps", () => {
    expect(toCsv(range, { shape: "wide" }).split("\r\n")).toEqual([
      `time,timestamp_ms,"up{job=""=cmd()""}","up{job=""a \\""b\\"", c""}"`,
      `2024-10-21T00:00:00.000Z,${T0},1,`,
      `2024-10-21T00:01:00.000Z,${T0 + 60_000},,1.50`,
      `2024-10-21T00:02:00.000Z,${T0 + 120_000},NaN,-Inf`,
      "",
    ]);
  });

  it.each(["=1", "+1", "-1", "@a", "\t=1", "\r=1"])("guards a label that is %j", (text) => {
    const cell = toCsv(vector(row({ a: text }, 1)), { shape: "long" }).split(
      "1970-01-01T00:00:00.000Z,0,",
    )[1];
    expect(cell?.replace(/^"/, "").startsWith(`'${text}`)).toBe(true);
  });

  it("K4 says warnings in comment lines above the head, also when there is nothing else", () => {
    const comments = ["Warning: cut, here", "Info: b"];
    expect(toCsv(vector(row({ a: "1" }, 2)), { shape: "long", comments }).split("\r\n")).toEqual([
      "# Warning: cut, here",
      "# Info: b",
      "time,timestamp_ms,a,value",
      "1970-01-01T00:00:00.000Z,0,1,2",
      "",
    ]);
    expect(toCsv(vector(), { shape: "wide", comments: ["none"] })).toBe(
      "# none\r\ntime,timestamp_ms,value\r\n",
    );
  });

  it.each([
    ["a\r\n=cmd()", "# a =cmd()"],
    ["a,=cmd()", "# a, '=cmd()"],
    ["a, =cmd()", "# a, '=cmd()"],
    ['a,"b', '# a, "b'],
    ["a,-1", "# a, '-1"],
  ])("K4 S17 keeps the comment %j one harmless line", (text, line) => {
    expect(toCsv(vector(), { shape: "long", comments: [text] }).split("\r\n")[0]).toBe(line);
  });
});
