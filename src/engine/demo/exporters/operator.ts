import { CALL_OUTAGE, CALL_OUTAGE_STARTS, bumps, PEOPLE } from "../cluster/calendar.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Exporter, Family, Row } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import type { Signal } from "../core/signals.ts";
import { CALM, count, counter, flow, level } from "../core/signals.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import { family } from "./families.ts";
import { processFamilies } from "./processFamilies.ts";
import type { PodTarget } from "./targets.ts";
import { podTargets } from "./targets.ts";

/** A mobile core that serves several operators, scraped every 30 s: what its provider offers on an OpenMetrics page. */
export const operatorTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => workload.name === "operator-metrics",
    (pod) => ({
      job: "operator-metrics",
      port: pod.workload.port,
      samples: 93,
      intervalMs: 30_000,
    }),
  );

/** No two weeks have the same subscribers. */
const WEEK_BY_WEEK = [...CALM, { period: 400_000, amplitude: 0.12 }];

interface Customer {
  readonly name: string;
  /** Of everything that the core carries. */
  readonly share: number;
  /** Of its calls, at usual times. */
  readonly failed: number;
}

const UNSTEADY = "Fjordtel";
const CUSTOMERS: readonly Customer[] = [
  { name: "Northern Mobile", share: 0.52, failed: 0.008 },
  { name: UNSTEADY, share: 0.27, failed: 0.011 },
  { name: "Coastline", share: 0.15, failed: 0.012 },
  { name: "Islandnet", share: 0.06, failed: 0.018 },
];

const RADIO = ["2g", "4g", "5g"];
const RADIO_SHARE: Readonly<Record<string, number>> = { "2g": 0.04, "4g": 0.66, "5g": 0.3 };
const WAYS = ["incoming", "outgoing"] as const;
const OUTCOMES = ["answered", "no_answer", "busy", "failed"] as const;
const UNANSWERED: Readonly<Record<string, number>> = { no_answer: 0.27, busy: 0.1 };

/** What share of a customer's outgoing calls is lost while its link to the core is: 0 at other times. */
const LOST = bumps(0, { starts: CALL_OUTAGE_STARTS, peak: 0.42, shape: CALL_OUTAGE });
const LOST_CALLS = WeekProfile.product(PEOPLE, LOST);
const KEPT_CALLS = WeekProfile.product(PEOPLE, LOST.map(1, -1));

/** Calls of a customer that end so; those that the outage takes have failed, whatever they would have become. */
function callsOf({ name, share, failed }: Customer, way: string, outcome: string): Signal {
  const isHit = name === UNSTEADY && way === "outgoing";
  const perS = 7 * share;
  const usual = outcome === "failed" ? failed : (UNANSWERED[outcome] ?? 0.63 - failed);
  const kept = flow(isHit ? KEPT_CALLS : PEOPLE, perS * usual);
  if (!isHit || outcome !== "failed") return count(kept);
  const lost = flow(LOST_CALLS, perS, { salt: 1 });
  return counter(
    [
      { flow: kept, weight: 1 },
      { flow: lost, weight: 1 },
    ],
    { isWhole: true },
  );
}

const perCustomer = (rows: (customer: Customer) => readonly Row[]): readonly Row[] => CUSTOMERS.flatMap(rows);

const operatorFamilies: readonly Family<PodTarget>[] = [
  family(
    "gauge",
    ["operator_attached_subscribers", "Subscribers attached to the network, by customer and radio access."],
    () =>
      perCustomer(({ name, share }) =>
        each(RADIO, (radio) => ({
          labels: { customer: name, radio },
          signal: level(PEOPLE, 21_000 * share * (RADIO_SHARE[radio] ?? 0), {
            offset: 96_000 * share * (RADIO_SHARE[radio] ?? 0),
            octaves: WEEK_BY_WEEK,
            quantum: 1,
          }),
        })),
      ),
  ),
  family("counter", ["operator_voice_calls_total", "Calls, by customer, direction and outcome."], () =>
    perCustomer((customer) =>
      WAYS.flatMap((direction) =>
        each(OUTCOMES, (outcome) => ({
          labels: { customer: customer.name, direction, outcome },
          signal: callsOf(customer, direction, outcome),
        })),
      ),
    ),
  ),
  family("counter", ["operator_sms_total", "Short messages, by customer, direction and outcome."], () =>
    perCustomer(({ name, share }) =>
      WAYS.flatMap((direction) =>
        each(["delivered", "failed"], (outcome, i) => ({
          labels: { customer: name, direction, outcome },
          signal: count(flow(PEOPLE, share * (i === 0 ? 11 : 0.08))),
        })),
      ),
    ),
  ),
  family(
    "counter",
    ["operator_data_bytes_total", "Data carried, by customer, direction and radio access."],
    () =>
      perCustomer(({ name, share }) =>
        ["downlink", "uplink"].flatMap((direction, i) =>
          each(RADIO, (radio) => ({
            labels: { customer: name, direction, radio },
            signal: count(flow(PEOPLE, (6.4e7 * share * (RADIO_SHARE[radio] ?? 0)) / (1 + 7 * i))),
          })),
        ),
      ),
  ),
  family("gauge", ["operator_active_data_sessions", "Data sessions that are open, by customer."], () =>
    perCustomer(({ name, share }) => [
      {
        labels: { customer: name },
        signal: level(PEOPLE, 48_000 * share, { offset: 22_000 * share, quantum: 1 }),
      },
    ]),
  ),
  ...processFamilies,
];

export const operator = (targets: ReturnType<typeof operatorTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families: operatorFamilies,
});
