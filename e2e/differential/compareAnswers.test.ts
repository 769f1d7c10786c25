import { expect, it } from "vitest";
import { compareAnswers, isClose } from "./compareAnswers.ts";
import type { ApiAnswer } from "./Request.ts";

type Row = readonly [name: string, ...values: string[]];

const answer = (data: unknown): ApiAnswer => ({ httpStatus: 200, body: { status: "success", data } });
const vector = (...rows: readonly Row[]): ApiAnswer =>
  answer({ resultType: "vector", result: rows.map(([a, value]) => ({ metric: { a }, value: [1, value] })) });
const matrix = (...rows: readonly Row[]): ApiAnswer =>
  answer({
    resultType: "matrix",
    result: rows.map(([a, ...values]) => ({
      metric: { a },
      values: values.map((value, i) => [i * 15, value]),
    })),
  });
const failure = (httpStatus: number, errorType: string): ApiAnswer => ({
  httpStatus,
  body: { status: "error", errorType, error: "x" },
});

interface Case {
  readonly real: ApiAnswer;
  readonly ours: ApiAnswer;
  readonly order?: "values" | "labels";
  readonly kind?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "a vector in another order": { real: vector(["x", "1"], ["y", "2"]), ours: vector(["y", "2"], ["x", "1"]) },
  "a sorted vector in another order": {
    real: vector(["x", "1"], ["y", "2"]),
    ours: vector(["y", "2"], ["x", "1"]),
    order: "values",
    kind: "order",
  },
  "ties of a sorted vector": {
    real: vector(["x", "1"], ["y", "1"]),
    ours: vector(["y", "1"], ["x", "1"]),
    order: "values",
  },
  "ties where labels decide": {
    real: vector(["x", "1"], ["y", "1"]),
    ours: vector(["y", "1"], ["x", "1"]),
    order: "labels",
    kind: "order",
  },
  "a matrix in another order": {
    real: matrix(["x", "1"], ["y", "2"]),
    ours: matrix(["y", "2"], ["x", "1"]),
    kind: "order",
  },
  "one step less": { real: matrix(["x", "1", "2"]), ours: matrix(["x", "1"]), kind: "timestamps" },
  "another series": { real: vector(["x", "1"]), ours: vector(["z", "1"]), kind: "labels" },
  "another value": { real: vector(["x", "1"]), ours: vector(["x", "1.00000001"]), kind: "values" },
  "almost the value": { real: vector(["x", "1"]), ours: vector(["x", "1.0000000001"]) },
  "the same value, written otherwise": {
    real: vector(["x", "1e+21"]),
    ours: vector(["x", "1000000000000000000000"]),
    kind: "values",
  },
  "not a number on both sides": { real: vector(["x", "NaN"]), ours: vector(["x", "NaN"]) },
  "infinities of other signs": { real: vector(["x", "+Inf"]), ours: vector(["x", "-Inf"]), kind: "values" },
  "another type": { real: vector(["x", "1"]), ours: matrix(["x", "1"]), kind: "resultType" },
  "a failure beside an answer": { real: failure(422, "execution"), ours: vector(["x", "1"]), kind: "status" },
  "failures of other kinds": {
    real: failure(400, "bad_data"),
    ours: failure(400, "execution"),
    kind: "errorType",
  },
  "the same failure": { real: failure(400, "bad_data"), ours: failure(400, "bad_data") },
  "names in another order": { real: answer(["a", "b"]), ours: answer(["b", "a"]), kind: "order" },
  "label sets in another order": {
    real: answer([{ a: "1" }, { a: "2" }]),
    ours: answer([{ a: "2" }, { a: "1" }]),
  },
  "a label set more": { real: answer([{ a: "1" }]), ours: answer([{ a: "1" }, { a: "2" }]), kind: "data" },
};

it.each(Object.entries(CASES))("compares %s", (_, { real, ours, order, kind }) => {
  expect(compareAnswers(real, ours, order ?? "none")?.kind).toBe(kind);
});

it.each([
  [0, 1e-10, true],
  [0, 1e-8, false],
  [1e-300, 1.1e-300, false],
  [1e300, 1.0000000001e300, true],
  [Infinity, 1e308, false],
  [NaN, 0, false],
])("takes %d and %d for one value: %s", (real, ours, isSame) => {
  expect(isClose(real, ours)).toBe(isSame);
});
