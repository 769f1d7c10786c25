import { expect, it } from "vitest";
import type { EngineHealth } from "./EngineHealth.ts";
import { engineSteps } from "./engineSteps.ts";

const NOW_MS = 1_700_000_000_000;
const end = (agoMs: number) => ({ atMs: NOW_MS - agoMs, reason: "ran out of memory" });

it.each<[string, EngineHealth, readonly string[]]>([
  ["nothing of one that never ended", { ends: 0, lastEnd: undefined, startsMs: undefined }, []],
  [
    "when one that is down is started again",
    { ends: 6, lastEnd: end(2_000), startsMs: NOW_MS + 14_000 },
    ["Engine fail: It ran out of memory 2s ago (6 times in all), and is started again in 14s"],
  ],
  [
    "what an end has cost",
    { ends: 1, lastEnd: end(90_000), startsMs: undefined },
    ["Engine warn: It ran out of memory 1m30s ago and was started again; what was scraped before is gone"],
  ],
  [
    "nothing of an end that is a day old",
    { ends: 1, lastEnd: end(24 * 3_600_000 + 1), startsMs: undefined },
    [],
  ],
])("tells %s", (_name, health, said) => {
  expect(engineSteps(health, NOW_MS).map(({ name, state, text }) => `${name} ${state}: ${text}`)).toEqual(
    said,
  );
});
