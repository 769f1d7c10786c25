import { nanos, noise, pickAt, type PushedLine, type PushedStream } from "./logStream.ts";

export const AUDIT_CLUSTER = "ord1-prod";
/** What the query of the seed document must find in `auditStreams`. */
export const AUDIT_LINES = 720;

/** The query of the seed document for a cluster, as it stands there. */
export const auditQuery = (cluster: string): string =>
  `{logging_component="unicaster", app="kube-apiserver", stream="", cluster="${cluster}"} | json | apiVersion="audit.k8s.io/v1" | json sourceIPs="sourceIPs" | json user_groups="user.groups"`;

const EVERY_MS = 30_000;
const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"] as const;
const RESOURCES = ["pods", "secrets", "configmaps", "deployments", "nodes"] as const;
const USERS = [
  { username: "system:serviceaccount:kube-system:node-controller", groups: ["system:serviceaccounts"] },
  { username: "ada@example.org", groups: ["system:authenticated", "platform"] },
  { username: "ci-bot", groups: ["system:authenticated"] },
] as const;

/** A Kubernetes audit event, as the API server writes one per request. */
function auditEvent(index: number, timeMs: number): string {
  const verb = pickAt(VERBS, noise(index, 1));
  const resource = pickAt(RESOURCES, noise(index, 2));
  const code = noise(index, 3) > 0.95 ? 403 : 200;
  // A list or a watch is of no one object.
  const named = verb === "list" || verb === "watch" ? {} : { name: `${resource.slice(0, -1)}-${index % 17}` };
  const at = new Date(timeMs).toISOString().replace("Z", "000Z");
  return JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: `1548c7ce-5d71-4cfb-9e3e-${String(index).padStart(12, "0")}`,
    stage: "ResponseComplete",
    requestURI: `/api/v1/namespaces/tenant-example/${resource}`,
    verb,
    user: pickAt(USERS, noise(index, 4)),
    sourceIPs: [`10.0.${index % 4}.${index % 250}`, "192.0.2.7"],
    userAgent: "kubectl/v1.31.2 (linux/amd64) kubernetes/5864a46",
    objectRef: { resource, namespace: "tenant-example", ...named, apiVersion: "v1" },
    responseStatus: { metadata: {}, code },
    requestReceivedTimestamp: at,
    stageTimestamp: at,
  });
}

/**
 * Audit events of one cluster over the last 6 hours. The stream has no label `stream`, so that stream="" matches;
 * beside it what the query must leave out: the same server's stderr, another cluster, and lines that are no event.
 */
export function auditStreams(endMs: number): PushedStream[] {
  const own = { logging_component: "unicaster", app: "kube-apiserver", namespace: "kube-system" };
  const events: PushedLine[] = [];
  const others: PushedLine[] = [];
  const errors: PushedLine[] = [];
  for (let index = 0; index < AUDIT_LINES; index += 1) {
    const timeMs = endMs - (AUDIT_LINES - index) * EVERY_MS;
    events.push([nanos(timeMs, index), auditEvent(index, timeMs)]);
    if (index % 40 === 0) {
      const health = { kind: "Event", apiVersion: "v1", message: "healthz check passed" };
      events.push([nanos(timeMs + 1), JSON.stringify(health)]);
      others.push([nanos(timeMs), auditEvent(index, timeMs)]);
      errors.push([nanos(timeMs), `E1121 06:00:00.000000       1 controller.go:${index}] slow admission`]);
    }
  }
  return [
    { stream: { ...own, cluster: AUDIT_CLUSTER }, values: events },
    { stream: { ...own, cluster: "las1-dev" }, values: others },
    { stream: { ...own, cluster: AUDIT_CLUSTER, stream: "stderr" }, values: errors },
  ];
}
