import { expect, it } from "vitest";
import { parseTemplate } from "./goExpand.ts";

it.each([
  ["", []],
  ["plain", ["plain"]],
  ["$1", [{ group: 1 }]],
  ["$1x", [{ groupName: "1x" }]],
  ["${1}x", [{ group: 1 }, "x"]],
  ["a$0-$12", ["a", { group: 0 }, "-", { group: 12 }]],
  ["$01", [{ groupName: "01" }]],
  ["$$1", ["$", "1"]],
  ["$", ["$"]],
  ["$-", ["$", "-"]],
  ["${}", ["$", "{}"]],
  ["${a", ["$", "{a"]],
  ["${a b}", ["$", "{a b}"]],
  ["${größe}!", [{ groupName: "größe" }, "!"]],
  ["$1234567890", [{ groupName: "1234567890" }]],
])("reads %j", (template, parts) => {
  expect(parseTemplate(template)).toEqual(parts);
});
