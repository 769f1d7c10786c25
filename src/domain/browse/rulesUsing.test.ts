import { expect, it } from "vitest";
import { rulesUsing } from "./rulesUsing.ts";

const rule = (name: string, query: string, type = "alerting") => ({ name, query, type });

it("G5 finds alerts and recording rules that name a metric, and nothing that is only alike", () => {
  const data = {
    groups: [
      {
        name: "calls",
        rules: [
          rule("CallsFail", "rate(calls_total[5m]) < 1"),
          rule("CallsFail", "rate(calls_total[5m]) < 1"),
          rule("job:calls:rate5m", 'sum by (job) (rate({"calls\\x5ftotal"}[5m]))', "recording"),
          rule("Other", "calls_total_bucket > 0"),
          rule("Broken", "calls_total >"),
          { name: "No query" },
          null,
        ],
      },
      { name: "again", rules: [rule("CallsFail", "calls_total == 0")] },
    ],
  };
  expect(rulesUsing(data, "calls_total")).toEqual([
    { name: "CallsFail", kind: "alert", group: "calls" },
    { name: "job:calls:rate5m", kind: "record", group: "calls" },
    { name: "CallsFail", kind: "alert", group: "again" },
  ]);
});

it.each([[null], ["<html>"], [{ groups: 7 }], [{ groups: [7, { rules: {} }] }]])(
  "finds nothing in %j",
  (data) => expect(rulesUsing(data, "up")).toEqual([]),
);
