import { mix, unitHash } from "../core/hash.ts";
import { DAY_S, HOUR_S } from "../core/weekTime.ts";
import { WEEKLY_RELEASE_S } from "./calendar.ts";
import type { Rollout, Workload } from "./Workload.ts";

/** Every week's release, some days after Monday. */
export const weekly = (dayOffset: number): Rollout[] => [
  { atS: WEEKLY_RELEASE_S + dayOffset * DAY_S, version: { patch: 0 } },
];

/** A connection lost now and then: the odd restart of something that nobody minds. */
export const odd = (name: string, replicas: number): Workload["restarts"] =>
  Array.from({ length: replicas }, (_, replica) => {
    const seed = mix(name.length * 31 + replica, 77);
    const atS = DAY_S * (1 + Math.floor(4 * unitHash(seed, 1))) + HOUR_S * (6 + 12 * unitHash(seed, 2));
    return [{ atS: Math.floor(atS), durationS: 22, reason: "Error" as const }];
  });

export const spread = (...numbers: readonly number[]): string[] =>
  numbers.map((number) => `worker-${number}`);
