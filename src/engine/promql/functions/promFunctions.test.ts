import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Signature } from "./PromFunction.ts";
import { promFunctions } from "./promFunctions.ts";

function print(name: string, { args, variadic, returns, isExperimental }: Signature): string {
  const kinds = [...args, ...(variadic === 0 ? [] : [variadic])].join(" ");
  return `${name}(${kinds}) ${returns}${isExperimental === true ? " experimental" : ""}`;
}

it("has the functions and signatures of Prometheus 3.15", () => {
  const ours = [...promFunctions].map(([name, { signature }]) => print(name, signature));
  const theirs = readFileSync(new URL("signatures.txt", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  expect(ours.toSorted()).toEqual(theirs.toSorted());
});
