import {
  CART_MENDED_S,
  CART_SLOWER_S,
  incidentStarts,
  NIGHTLY_STARTS,
  OUT_OF_MEMORY_AFTER_S,
  PEOPLE,
  RELEASE_LEAD_S,
  ROLLBACK_AFTER_S,
} from "./calendar.ts";
import { odd, spread, weekly } from "./placement.ts";
import type { Rollout, Workload } from "./Workload.ts";
import { workload } from "./Workload.ts";

/** checkout: each release candidate fails and is rolled back, eight times a day. */
const checkoutRollouts: Rollout[] = incidentStarts("checkout").flatMap((start, i) => [
  { atS: start - RELEASE_LEAD_S, version: { candidate: i + 1 } },
  { atS: start + ROLLBACK_AFTER_S, version: { patch: 0 } },
]);

const outOfMemory = OUT_OF_MEMORY_AFTER_S.map((after) =>
  incidentStarts("accounts").flatMap((start) =>
    after.map((seconds) => ({ atS: start + seconds, durationS: 38, reason: "OOMKilled" as const })),
  ),
);

export const SHOP: readonly Workload[] = [
  workload({
    namespace: "shop",
    name: "checkout",
    nodes: spread(1, 2, 3),
    cores: 0.9,
    mib: 512,
    rhythm: PEOPLE,
    rollouts: checkoutRollouts,
  }),
  workload({
    namespace: "shop",
    name: "payments",
    nodes: spread(2, 3),
    cores: 0.7,
    mib: 384,
    rhythm: PEOPLE,
    rollouts: weekly(1),
  }),
  workload({
    namespace: "shop",
    name: "cart",
    nodes: spread(1, 3),
    cores: 1.1,
    mib: 512,
    rhythm: PEOPLE,
    evicted: [1],
    rollouts: [
      { atS: CART_SLOWER_S, version: { patch: 0 } },
      { atS: CART_MENDED_S, version: { patch: 1 } },
    ],
  }),
  workload({
    namespace: "shop",
    name: "accounts",
    nodes: spread(1, 2, 3),
    cores: 0.8,
    mib: 640,
    rhythm: PEOPLE,
    rollouts: weekly(0),
    restarts: outOfMemory,
    evicted: [2],
  }),
  workload({
    namespace: "shop",
    name: "catalogue",
    nodes: spread(1, 2, 3),
    cores: 1.4,
    mib: 768,
    rhythm: PEOPLE,
    rollouts: weekly(2),
    evicted: [2],
  }),
  workload({
    namespace: "shop",
    name: "search",
    nodes: spread(2, 3),
    cores: 1.8,
    mib: 2048,
    rhythm: PEOPLE,
    rollouts: weekly(3),
    restarts: odd("search", 2),
  }),
  workload({
    namespace: "shop",
    name: "nightly-report",
    kind: "Job",
    nodes: spread(2),
    cores: 2.6,
    mib: 2048,
    rollouts: NIGHTLY_STARTS.map((atS) => ({ atS })),
    runsForS: 2_280,
    port: 0,
  }),
  workload({
    namespace: "shop",
    name: "database",
    kind: "StatefulSet",
    nodes: spread(2),
    cores: 2,
    mib: 6144,
    rhythm: PEOPLE,
    image: "postgres",
    tag: "17.6",
    port: 9187,
  }),
];
