import { expect, it } from "vitest";
import { keptSteps, type KeptSamples } from "./keptSteps.ts";

const NOW_MS = 1_700_000_000_000;
const kept = (over: Partial<KeptSamples> = {}): KeptSamples => ({
  series: 507,
  samples: 12_168,
  oldestMs: NOW_MS - 3_600_000,
  newestMs: NOW_MS - 5_000,
  dropped: 0,
  lastMs: NOW_MS - 5_000,
  error: undefined,
  ...over,
});

it.each<[string, KeptSamples | undefined, readonly string[]]>([
  ["nothing of a source that tells nothing", undefined, []],
  [
    "what is kept",
    kept(),
    ["Last read ok: 5s ago", "Kept ok: 12,168 samples of 507 series, the oldest 1h old"],
  ],
  [
    "F45 the line that broke",
    kept({ error: "line 17: expected a value" }),
    ["Last read fail: line 17: expected a value", "Kept ok: 12,168 samples of 507 series, the oldest 1h old"],
  ],
  [
    "what was dropped for room",
    kept({ dropped: 4_000 }),
    [
      "Last read ok: 5s ago",
      "Kept warn: 12,168 samples of 507 series, the oldest 1h old; 4,000 older ones were dropped to stay under memory_limit",
    ],
  ],
  [
    "that there is nothing yet",
    kept({ samples: 0, series: 0, oldestMs: undefined, newestMs: undefined, lastMs: undefined }),
    ["Last read ok: Not yet", "Kept warn: Nothing yet"],
  ],
])("says %s", (_name, status, said) => {
  expect(keptSteps(status, NOW_MS).map(({ name, state, text }) => `${name} ${state}: ${text}`)).toEqual(said);
});
