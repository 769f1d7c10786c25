import { expect, it } from "vitest";
import { initialsOf } from "./initialsOf.ts";

it.each([
  ["Support desk", "SD"],
  ["support-desk", "SD"],
  ["ada@example.org", "A"],
  ["Åse Marie Østby", "ÅØ"],
  ["𝒜da", "𝒜"],
  ["", ""],
  ["@", ""],
])("writes %j as %j", (name, initials) => expect(initialsOf(name)).toBe(initials));
