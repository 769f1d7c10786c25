import { expect, it } from "vitest";
import { groupDigits } from "./groupDigits.ts";

it.each([
  ["999", "999"],
  ["4796", "4,796"],
  ["77900", "77,900"],
  ["-1234567", "-1,234,567"],
  ["77.9k", "77.9k"],
  ["12345.6", "12345.6"],
  ["2024-10-20 00:00", "2024-10-20 00:00"],
])("writes %s as %s", (text, grouped) => expect(groupDigits(text)).toBe(grouped));
