import { MACHINES } from "../cluster/calendar.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Exporter, Family } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { plainHistogram } from "../core/histogram.ts";
import { CALM, count, flow, level } from "../core/signals.ts";
import { counted, family } from "./families.ts";
import { goFamilies, processFamilies } from "./processFamilies.ts";
import type { PodTarget } from "./targets.ts";
import { podTargets } from "./targets.ts";

export const corednsTargets = (pods: Pods) =>
  podTargets(
    pods,
    (workload) => workload.name === "coredns",
    (pod) => ({
      job: "kube-dns",
      port: pod.workload.port,
      samples: 180,
    }),
  );

const SERVER = { server: "dns://:53", zone: "." };
const TYPES: readonly (readonly [type: string, perS: number])[] = [
  ["A", 44],
  ["AAAA", 40],
  ["SRV", 1.2],
  ["PTR", 0.3],
];
const CODES: readonly (readonly [rcode: string, perS: number])[] = [
  ["NOERROR", 61],
  ["NXDOMAIN", 24],
  ["SERVFAIL", 0.03],
];
const BOUNDS = [0.000_25, 0.000_5, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512];

const families: readonly Family<PodTarget>[] = [
  family(
    "counter",
    ["coredns_dns_requests_total", "Counter of DNS requests made per zone, protocol and family."],
    () =>
      each(TYPES, ([type, perS]) => ({
        labels: { ...SERVER, proto: "udp", family: "1", type },
        signal: count(flow(MACHINES, perS)),
      })),
  ),
  family("counter", ["coredns_dns_responses_total", "Counter of response status codes."], () =>
    each(CODES, ([rcode, perS]) => ({
      labels: { ...SERVER, plugin: "kubernetes", rcode },
      signal: count(flow(MACHINES, perS)),
    })),
  ),
  family(
    "histogram",
    [
      "coredns_dns_request_duration_seconds",
      "Histogram of the time (in seconds) each request took per zone.",
    ],
    () => [
      { labels: SERVER, histogram: plainHistogram(flow(MACHINES, 85, { octaves: CALM }), 0.000_7, BOUNDS) },
    ],
  ),
  family("counter", ["coredns_cache_hits_total", "The count of cache hits."], () =>
    each(["success", "denial"], (type, i) => ({
      labels: { server: SERVER.server, zones: ".", type },
      signal: count(flow(MACHINES, 38 / (i + 1))),
    })),
  ),
  counted("coredns_cache_misses_total", "The count of cache misses.", () => count(flow(MACHINES, 26))),
  family("gauge", ["coredns_cache_entries", "The number of elements in the cache."], () =>
    each(["success", "denial"], (type, i) => ({
      labels: { server: SERVER.server, zones: ".", type },
      signal: level(MACHINES, 1_900 / (i + 1), { quantum: 1 }),
    })),
  ),
  counted("coredns_panics_total", "A metrics that counts the number of panics.", () =>
    count(flow(MACHINES, 0, { octaves: [] })),
  ),
  ...processFamilies,
  ...goFamilies,
];

export const coredns = (targets: ReturnType<typeof corednsTargets>): Exporter<PodTarget> => ({
  subjectsIn: targets,
  families,
});
