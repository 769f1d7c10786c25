import type { Mode } from "../core/histogram.ts";
import type { Flow } from "../core/signals.ts";
import { flow } from "../core/signals.ts";
import { WeekProfile } from "../core/WeekProfile.ts";
import {
  bumps,
  CART_MENDED_S,
  CART_SLOWER_S,
  delayed,
  incidentStarts,
  OUTAGE,
  PEOPLE,
  STEADY,
} from "./calendar.ts";
import type { HourlyIncident } from "./calendar.ts";

/** A service of the shop: what its users do, how much of it fails and how much is slow. */
export interface Service {
  readonly name: string;
  readonly path: string;
  /** By day, all replicas together. */
  readonly requestsPerS: number;
  readonly fastS: number;
  readonly slowS: number;
  readonly ok: WeekProfile;
  /** Requests that fail, as a share of all, and as a rate on the rhythm. */
  readonly errorShare: WeekProfile;
  readonly errors: WeekProfile;
  readonly fast: WeekProfile;
  readonly slow: WeekProfile;
  /** The status by which it fails when it is overloaded or gone; the others are 500. */
  readonly failure: "502" | "503" | "504";
}

interface Trouble {
  readonly kind: HourlyIncident;
  readonly errors: number;
  readonly slow: number;
  readonly delayS: number;
}

interface ServiceFacts extends Pick<
  Service,
  "name" | "path" | "requestsPerS" | "fastS" | "slowS" | "failure"
> {
  readonly troubles: readonly Trouble[];
}

const BASE_ERRORS = 0.0028;
const BASE_SLOW = 0.015;
const ROUGHNESS = 0.2;

function service(facts: ServiceFacts): Service {
  const { troubles, ...rest } = facts;
  const errorShare = shareOf(
    BASE_ERRORS,
    troubles.map((one) => ({ ...one, peak: one.errors })),
  );
  const slowShare = WeekProfile.product(
    shareOf(
      BASE_SLOW,
      troubles.map((one) => ({ ...one, peak: one.slow })),
    ),
    facts.name === "cart" ? SLOWER_CART : STEADY,
  );
  return {
    ...rest,
    errorShare,
    ok: WeekProfile.product(PEOPLE, errorShare.map(1, -1)),
    errors: WeekProfile.product(PEOPLE, errorShare),
    fast: WeekProfile.product(PEOPLE, slowShare.map(1, -1)),
    slow: WeekProfile.product(PEOPLE, slowShare),
  };
}

/** Between two releases of its own, six times as many requests to cart are slow. */
const SLOWER_CART = WeekProfile.of([
  [0, 1],
  [CART_SLOWER_S, 1],
  [CART_SLOWER_S + 60, 6],
  [CART_MENDED_S, 6],
  [CART_MENDED_S + 60, 1],
]);

function shareOf(base: number, troubles: readonly (Trouble & { readonly peak: number })[]): WeekProfile {
  const factors = troubles.map((one) =>
    bumps(1, {
      starts: incidentStarts(one.kind),
      peak: one.peak / base,
      shape: delayed(OUTAGE, one.delayS),
      roughness: ROUGHNESS,
    }),
  );
  return WeekProfile.product(WeekProfile.flat(base), ...factors);
}

const trouble = (
  kind: HourlyIncident,
  errors: number,
  options: { slow: number; delayS?: number },
): Trouble => ({
  kind,
  errors,
  slow: options.slow,
  delayS: options.delayS ?? 0,
});

/** The share at a time of the week is base × (1 + peak / base × shape): base + peak × shape. */
export const SERVICES: readonly Service[] = [
  service({
    name: "checkout",
    path: "/checkout",
    requestsPerS: 190,
    fastS: 0.06,
    slowS: 0.85,
    failure: "504",
    troubles: [trouble("checkout", 0.215, { slow: 0.5 })],
  }),
  service({
    name: "payments",
    path: "/payments",
    requestsPerS: 140,
    fastS: 0.09,
    slowS: 0.7,
    failure: "503",
    troubles: [trouble("checkout", 0.1, { slow: 0.22, delayS: 90 })],
  }),
  service({
    name: "cart",
    path: "/cart",
    requestsPerS: 420,
    fastS: 0.022,
    slowS: 0.32,
    failure: "503",
    troubles: [trouble("checkout", 0.046, { slow: 0.1, delayS: 190 })],
  }),
  service({
    name: "accounts",
    path: "/accounts",
    requestsPerS: 230,
    fastS: 0.035,
    slowS: 0.4,
    failure: "502",
    troubles: [
      trouble("accounts", 0.13, { slow: 0.16 }),
      trouble("checkout", 0.006, { slow: 0.01, delayS: 200 }),
      trouble("search", 0.002, { slow: 0.004, delayS: 200 }),
    ],
  }),
  service({
    name: "catalogue",
    path: "/catalogue",
    requestsPerS: 900,
    fastS: 0.018,
    slowS: 0.24,
    failure: "504",
    troubles: [
      trouble("search", 0.055, { slow: 0.12, delayS: 110 }),
      trouble("accounts", 0.012, { slow: 0.02, delayS: 150 }),
    ],
  }),
  service({
    name: "search",
    path: "/search",
    requestsPerS: 310,
    fastS: 0.075,
    slowS: 1.1,
    failure: "504",
    troubles: [trouble("search", 0.16, { slow: 0.55 })],
  }),
];

export const serviceNamed = (name: string): Service | undefined => SERVICES.find((one) => one.name === name);

/** Fast and slow requests of a share of all replicas. */
export function latencyModes(one: Service, share: number, factor = 1): readonly Mode[] {
  const part = (profile: WeekProfile, salt: number): Flow =>
    flow(profile, one.requestsPerS * share, { salt });
  return [
    { flow: part(one.fast, 1), median: one.fastS * factor },
    { flow: part(one.slow, 2), median: one.slowS * factor },
  ];
}
