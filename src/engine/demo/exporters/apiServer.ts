import { BACKUP, MACHINES } from "../cluster/calendar.ts";
import { nodeNamed } from "../cluster/nodes.ts";
import type { Exporter, Family, Row } from "../core/Exporter.ts";
import { each } from "../core/Exporter.ts";
import { CALM, constant, count, flow, level } from "../core/signals.ts";
import { slowedByBackup } from "./controlPlane.ts";
import { family } from "./families.ts";
import type { NodeTarget } from "./targets.ts";
import { always, nodeTarget } from "./targets.ts";

export const apiServerTarget: NodeTarget = nodeTarget(nodeNamed("control-1"), {
  job: "apiserver",
  port: 6443,
  samples: 2_150,
  labels: { namespace: "default", service: "kubernetes", endpoint: "https" },
});

interface Call {
  readonly verb: string;
  readonly resource: string;
  readonly group: string;
  readonly perS: number;
  readonly usualS: number;
}

const call = (
  verb: string,
  resource: string,
  facts: Pick<Call, "perS" | "usualS"> & { group?: string },
): Call => ({
  verb,
  resource,
  group: "",
  ...facts,
});

const CALLS: readonly Call[] = [
  call("GET", "pods", { perS: 6.2, usualS: 0.004 }),
  call("LIST", "pods", { perS: 0.9, usualS: 0.03 }),
  call("PATCH", "pods", { perS: 1.1, usualS: 0.011 }),
  call("PUT", "leases", { perS: 9.8, usualS: 0.008, group: "coordination.k8s.io" }),
  call("GET", "nodes", { perS: 2.3, usualS: 0.004 }),
  call("LIST", "deployments", { perS: 0.3, usualS: 0.014, group: "apps" }),
  call("POST", "events", { perS: 1.6, usualS: 0.009 }),
];

const BOUNDS = [
  0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60,
].filter((_, i) => i % 2 === 0);

const labelsOf = ({ verb, resource, group }: Call) => ({
  verb,
  resource,
  group,
  version: "v1",
  scope: verb === "LIST" ? "cluster" : "resource",
  component: "apiserver",
});

const families: readonly Family<NodeTarget>[] = [
  family(
    "counter",
    [
      "apiserver_request_total",
      "Counter of apiserver requests broken out for each verb, resource, scope and HTTP response code.",
    ],
    () =>
      CALLS.flatMap((one): Row[] => [
        {
          labels: { ...labelsOf(one), code: one.verb === "POST" ? "201" : "200" },
          signal: count(flow(MACHINES, one.perS, { octaves: CALM })),
        },
        { labels: { ...labelsOf(one), code: "404" }, signal: count(flow(MACHINES, one.perS * 0.006)) },
        {
          labels: { ...labelsOf(one), code: "504" },
          signal: count(flow(BACKUP.map(0.000_05, 0.02), one.perS)),
        },
      ]),
  ),
  family(
    "histogram",
    [
      "apiserver_request_duration_seconds",
      "Response latency distribution in seconds for each verb, resource and scope.",
    ],
    () =>
      each(CALLS, (one) => ({
        labels: labelsOf(one),
        histogram: slowedByBackup(one.perS, one.usualS, { slowS: one.usualS * 22, bounds: BOUNDS }),
      })),
  ),
  family(
    "gauge",
    [
      "apiserver_current_inflight_requests",
      "Maximal number of currently used inflight request limit of this apiserver.",
    ],
    () =>
      each(["mutating", "readOnly"], (request_kind) => ({
        labels: { request_kind },
        signal: level(BACKUP.map(0.3, 1.5), 12, { quantum: 1, octaves: [{ period: 45, amplitude: 0.6 }] }),
      })),
  ),
  family(
    "gauge",
    ["apiserver_storage_objects", "Number of stored objects at the time of last check split by kind."],
    () =>
      each(["pods", "configmaps", "secrets", "events", "leases.coordination.k8s.io"], (resource, i) => ({
        labels: { resource },
        signal: level(MACHINES, 44 * (i + 1), { quantum: 1 }),
      })),
  ),
  family(
    "histogram",
    ["etcd_request_duration_seconds", "Etcd request latency in seconds for each operation and object type."],
    () =>
      each(["get", "list", "update"], (operation, i) => ({
        labels: { operation, type: "/registry/pods" },
        histogram: slowedByBackup(14 / (i + 1), 0.003, {
          slowS: 0.09,
          bounds: [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 1, 2, 4],
        }),
      })),
  ),
  family(
    "gauge",
    [
      "kubernetes_build_info",
      "A metric with a constant '1' value labeled by major, minor, git version and go version.",
    ],
    () => [
      {
        labels: {
          major: "1",
          minor: "34",
          git_version: "v1.34.1",
          go_version: "go1.24.6",
          platform: "linux/amd64",
        },
        signal: constant(1),
      },
    ],
  ),
];

export const apiServer: Exporter<NodeTarget> = { subjectsIn: always([apiServerTarget]), families };
