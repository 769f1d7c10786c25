import { expect, it } from "vitest";
import { defaultBudget, parseByteSize } from "./queryBudget.ts";

it.each<[string, number | null]>([
  ["10GiB", 10 * 1024 ** 3],
  ["10 gib", 10 * 1024 ** 3],
  ["1.5GB", 1_500_000_000],
  ["512k", 512_000],
  ["1073741824", 1024 ** 3],
  ["7B", 7],
  ["0", 0],
  ["-1GiB", null],
  ["GiB", null],
  ["10GiBs", null],
  ["10XiB", null],
  ["999999999999999PiB", null],
  ["", null],
])("%j is %s bytes", (text, expected) => {
  expect(parseByteSize(text)).toBe(expected);
});

it("only Loki has a budget by itself", () => {
  expect([defaultBudget("loki"), defaultBudget("prometheus")]).toEqual([{ budgetBytes: 10_737_418_240 }, {}]);
});
