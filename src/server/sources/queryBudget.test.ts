import { expect, it } from "vitest";
import { budgetOf } from "./queryBudget.ts";

it("only Loki has a budget by itself", () => {
  expect([budgetOf("loki"), budgetOf("prometheus")]).toEqual([{ budgetBytes: 10_737_418_240 }, {}]);
});

it("what somebody said counts, 0 for none", () => {
  expect([budgetOf("loki", 5), budgetOf("loki", 0), budgetOf("prometheus", 5)]).toEqual([
    { budgetBytes: 5 },
    {},
    {},
  ]);
});
