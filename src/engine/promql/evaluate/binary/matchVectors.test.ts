import fc from "fast-check";
import { expect, it } from "vitest";
import { parseToAst } from "../../../../domain/query/promql/buildAst.ts";
import { Labels } from "../../../labels/Labels.ts";
import { finish } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import { NoteBook } from "../NoteBook.ts";
import { QueryBudget } from "../QueryBudget.ts";
import type { Evaluation } from "../Evaluation.ts";
import { chooseLabels, KeyNumbers } from "../labelKey.ts";
import { matchSteps } from "./matchSteps.ts";
import { matchVectors } from "./matchVectors.ts";
import { elementOperation } from "./operators.ts";
import { resultRule } from "./resultLabels.ts";

const STEPS = { firstMs: 0, stepMs: 1, count: 3 };
const run = {
  budget: new QueryBudget({ maxSamples: 1e9, timeoutMs: Infinity }, () => 0),
  notes: new NoteBook(),
} as unknown as Evaluation;

const cell = fc.option(fc.constantFrom(1, 2, 3), { nil: null, freq: 3 });
const row = fc.record({
  a: fc.constantFrom("", "1", "2"),
  b: fc.constantFrom("", "1", "2"),
  cells: fc.array(cell, { minLength: STEPS.count, maxLength: STEPS.count }),
});

function vectorOf(
  name: string,
  rows: readonly { a: string; b: string; cells: readonly (number | null)[] }[],
) {
  const cells = rows.flatMap((one) => one.cells);
  const vector: StepVector = {
    steps: STEPS,
    labels: rows.map(({ a, b }) => Labels.from({ __name__: name, a, b })),
    values: Float64Array.from(cells, (value) => value ?? 0),
    has: Uint8Array.from(cells, (value) => (value === null ? 0 : 1)),
  };
  return vector;
}

const rows = fc.uniqueArray(row, { selector: ({ a, b }) => `${a} ${b}`, maxLength: 5 });

/** What it comes to, by labels and step; or the error. */
function outcome(vector: () => StepVector): unknown {
  try {
    const { labels, values, has } = vector();
    return labels
      .flatMap((one, at) =>
        [0, 1, 2].flatMap((step) =>
          has[at * STEPS.count + step] === 1 ? [`${one.key} ${step} ${values[at * STEPS.count + step]}`] : [],
        ),
      )
      .toSorted();
  } catch (error) {
    return String(error);
  }
}

it.each([
  "x + y",
  "x > y",
  "x > bool on (a) y",
  "x + on (a) y",
  "x - on (a) group_left y",
  "x - on (a) group_right (b) y",
  "x == ignoring (b) y",
])("%s: rows as a whole and step by step come to the same", (text) => {
  const parsed = parseToAst(text);
  if (!parsed.ok || parsed.expr.type !== "binary") throw new Error(text);
  const { expr } = parsed;
  fc.assert(
    fc.property(rows, rows, (left, right) => {
      const sides = () => ({ expr, lhs: vectorOf("x", left), rhs: vectorOf("y", right) });
      const bySteps = outcome(() => {
        const { lhs, rhs } = sides();
        const isSwapped = expr.matching?.group === "right";
        const [many, one] = isSwapped ? [rhs, lhs] : [lhs, rhs];
        const choice = chooseLabels(expr.matching?.labels ?? [], expr.matching?.isOn ?? false);
        const numbers = new KeyNumbers();
        const manyGroups = finish(numbers.numbersOf(many.labels, choice));
        const oneGroups = finish(numbers.numbersOf(one.labels, choice));
        const operation = elementOperation(expr.operator, expr.isBool);
        const rule = resultRule(expr, operation.dropsName);
        const groupCount = numbers.count;
        const matched = { expr, many, one, manyGroups, oneGroups, groupCount, isSwapped, operation, rule };
        return finish(matchSteps(run, matched));
      });
      expect(outcome(() => finish(matchVectors(run, sides())))).toEqual(bySteps);
    }),
  );
});
