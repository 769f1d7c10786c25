import type { Knot } from "../core/WeekProfile.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { bumps, incidentStarts, OUT_OF_MEMORY_AFTER_S, OUTAGE, PEOPLE, STEADY } from "./calendar.ts";
import type { Pod } from "./pods.ts";
import type { Workload } from "./Workload.ts";

/** Of one container, relative to its usual use. */
export interface PodLoad {
  readonly cpu: WeekProfile;
  readonly memory: WeekProfile;
  /** Seconds per second that it would have run but for its limit. */
  readonly throttled: WeekProfile;
  readonly network: WeekProfile;
}

const kept = new Map<string, PodLoad>();

export function podLoad(pod: Pod): PodLoad {
  const key = `${pod.workload.name}/${pod.replica}`;
  let load = kept.get(key);
  if (load === undefined) kept.set(key, (load = makeLoad(pod)));
  return load;
}

function makeLoad({ workload, replica }: Pod): PodLoad {
  return {
    cpu: cpuOf(workload),
    memory: workload.name === "accounts" ? leak(replica) : memoryOf(workload),
    throttled: throttledOf(workload),
    network: workload.cpu.profile,
  };
}

function cpuOf(workload: Workload): WeekProfile {
  switch (workload.name) {
    case "search":
      return WeekProfile.product(
        PEOPLE,
        bumps(1, { starts: incidentStarts("search"), peak: 1.5, shape: OUTAGE }),
      );
    case "checkout":
      return WeekProfile.product(
        PEOPLE,
        bumps(1, { starts: incidentStarts("checkout"), peak: 0.8, shape: OUTAGE }),
      );
    default:
      return workload.cpu.profile;
  }
}

const throttledOf = (workload: Workload): WeekProfile =>
  workload.name === "search"
    ? bumps(0.002, { starts: incidentStarts("search"), peak: 1.4, shape: OUTAGE })
    : STEADY.map(0.001, 0);

const memoryOf = (workload: Workload): WeekProfile => workload.cpu.profile.map(0.86, 0.12);

const LEAK_S = 480;
/** Of its limit, as a multiple of its usual use: 2 / 0.8. */
const FULL = 2.47;

/** Memory climbs until the container is killed; then it starts small and warms up. */
function leak(replica: number): WeekProfile {
  const after = OUT_OF_MEMORY_AFTER_S[replica] ?? [];
  const knots = incidentStarts("accounts").flatMap((start) =>
    after.flatMap((seconds): Knot[] => [
      [start + seconds - LEAK_S, 1],
      [start + seconds, FULL],
      [start + seconds, 0.4],
    ]),
  );
  return WeekProfile.of(fixOrder(knots));
}

/** Where the next climb would begin before the kill it follows, it begins with the kill. */
function fixOrder(knots: readonly Knot[]): Knot[] {
  const ordered: Knot[] = [];
  for (const knot of knots) if (knot[0] >= (ordered.at(-1)?.[0] ?? 0)) ordered.push(knot);
  return ordered.length > 0 ? ordered : [[0, 1]];
}
