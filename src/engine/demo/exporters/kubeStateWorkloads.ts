import { NIGHTLY, NIGHTLY_STARTS } from "../cluster/calendar.ts";
import { BIRTH_MS } from "../cluster/nodes.ts";
import type { Pods } from "../cluster/pods.ts";
import type { Workload } from "../cluster/Workload.ts";
import { WORKLOADS } from "../cluster/workloads.ts";
import type { Exporter, Family, Subject } from "../core/Exporter.ts";
import { countPresent } from "../core/presence.ts";
import type { Signal } from "../core/signals.ts";
import { computed, constant } from "../core/signals.ts";
import { momentMs, toWeekTimeS, WEEK_S, weekOf } from "../core/weekTime.ts";
import { gauge } from "./families.ts";
import { KUBE_STATE, kubeStateGrid } from "./kubeState.ts";
import { ALWAYS, always } from "./targets.ts";

interface WorkloadSubject extends Subject {
  readonly workload: Workload;
}

type WorkloadFamily = Family<WorkloadSubject>;

/** Deployments, stateful sets, daemon sets and cron jobs: how many pods are wanted and how many are there. */
export function kubeStateWorkloads(pods: Pods): readonly Exporter<WorkloadSubject>[] {
  const ready = ({ workload }: WorkloadSubject): Signal => readyPods(pods, workload);
  return [
    exporterOf({ kind: "Deployment", label: "deployment" }, deploymentFamilies(ready)),
    exporterOf({ kind: "StatefulSet", label: "statefulset" }, [
      gauge("kube_statefulset_replicas", "Number of desired pods for a StatefulSet.", wanted),
      gauge("kube_statefulset_status_replicas_ready", "The number of ready replicas per StatefulSet.", ready),
    ]),
    exporterOf({ kind: "DaemonSet", label: "daemonset" }, [
      gauge(
        "kube_daemonset_status_desired_number_scheduled",
        "The number of nodes that should be running the daemon pod.",
        wanted,
      ),
      gauge(
        "kube_daemonset_status_number_ready",
        "The number of nodes that run the daemon pod and have it ready.",
        ready,
      ),
    ]),
    exporterOf({ kind: "Job", label: "cronjob" }, [
      gauge("kube_cronjob_status_active", "The number of actively running jobs.", () =>
        computed((timeMs) => (NIGHTLY.valueAt(toWeekTimeS(timeMs)) > 0 ? 1 : 0)),
      ),
      gauge(
        "kube_cronjob_status_last_schedule_time",
        "The last time the job was successfully scheduled.",
        () => computed((timeMs) => lastNight(timeMs) / 1_000),
      ),
    ]),
  ];
}

const wanted = ({ workload }: WorkloadSubject): Signal => constant(workload.nodes.length);

const generation = ({ workload }: WorkloadSubject): Signal =>
  computed((timeMs) => rolloutsUntil(workload, timeMs));

function deploymentFamilies(ready: (subject: WorkloadSubject) => Signal): readonly WorkloadFamily[] {
  const missing = (subject: WorkloadSubject): Signal =>
    complement(subject.workload.nodes.length, ready(subject));
  return [
    gauge("kube_deployment_spec_replicas", "Number of desired pods for a deployment.", wanted),
    gauge("kube_deployment_status_replicas", "The number of replicas per deployment.", wanted),
    gauge(
      "kube_deployment_status_replicas_available",
      "The number of available replicas per deployment.",
      ready,
    ),
    gauge("kube_deployment_status_replicas_ready", "The number of ready replicas per deployment.", ready),
    gauge(
      "kube_deployment_status_replicas_unavailable",
      "The number of unavailable replicas per deployment.",
      missing,
    ),
    gauge(
      "kube_deployment_status_observed_generation",
      "The generation observed by the deployment controller.",
      generation,
    ),
    gauge(
      "kube_deployment_metadata_generation",
      "Sequence number representing a specific generation of the desired state.",
      generation,
    ),
    gauge("kube_deployment_created", "Unix creation timestamp.", () => constant(BIRTH_MS / 1_000)),
  ];
}

function readyPods(pods: Pods, workload: Workload): Signal {
  const running = (startMs: number, endMs: number) =>
    pods
      .between(startMs, endMs, (one) => one === workload)
      .flatMap((pod) => pod.processLives.between(startMs, endMs));
  return countPresent(running, workload.nodes.length);
}

function complement(total: number, part: Signal): Signal {
  return {
    write: (run) => {
      part.write(run);
      for (let i = run.from; i < run.to; i++) run.values[i] = total - (run.values[i] ?? 0);
    },
  };
}

function exporterOf(
  of: { readonly kind: Workload["kind"]; readonly label: string },
  families: readonly WorkloadFamily[],
): Exporter<WorkloadSubject> {
  const subjects = WORKLOADS.filter((workload) => workload.kind === of.kind).map((workload) => ({
    workload,
    labels: { ...KUBE_STATE, namespace: workload.namespace, [of.label]: workload.name },
    grid: kubeStateGrid,
    lives: ALWAYS,
  }));
  return { subjectsIn: always(subjects), families };
}

function rolloutsUntil(workload: Workload, timeMs: number): number {
  const week = weekOf(timeMs);
  const done = workload.rollouts.filter((rollout) => momentMs(week, rollout.atS) <= timeMs).length;
  return 1 + (week - weekOf(BIRTH_MS)) * workload.rollouts.length + done;
}

function lastNight(timeMs: number): number {
  const week = weekOf(timeMs);
  const second = toWeekTimeS(timeMs) - week * WEEK_S;
  const past = NIGHTLY_STARTS.findLast((start) => start <= second);
  return past === undefined ? momentMs(week - 1, NIGHTLY_STARTS.at(-1) ?? 0) : momentMs(week, past);
}
