import { Pods } from "../cluster/pods.ts";
import type { Exporter } from "../core/Exporter.ts";
import { apiServer, apiServerTarget } from "./apiServer.ts";
import { cadvisor, cadvisorTargets } from "./cadvisor.ts";
import { controlPlane, controlPlaneTargets } from "./controlPlane.ts";
import { coredns, corednsTargets } from "./coredns.ts";
import { gpus, gpuTargets } from "./gpus.ts";
import { ingress, ingressTargets } from "./ingress.ts";
import { kubelet, kubeletTargets } from "./kubelet.ts";
import { kubeStatePods, kubeStateTarget } from "./kubeState.ts";
import { kubeStateNodes } from "./kubeStateNodes.ts";
import { kubeStateWorkloads } from "./kubeStateWorkloads.ts";
import { nodeExporter, nodeExporterTargets } from "./nodeExporter.ts";
import { operator, operatorTargets } from "./operator.ts";
import { referenceApp, referenceTargets } from "./referenceApp.ts";
import { scrapeExporter } from "./scrapes.ts";
import { shop, shopTargets } from "./shop.ts";
import { always } from "./targets.ts";
import { dockerHub, dockerHubTargets } from "./tenants.ts";

/** Everything that is measured in the cluster of a seed. */
export function demoExporters(seed: number): readonly Exporter[] {
  const pods = new Pods(seed);
  const byPods = {
    shop: shopTargets(pods),
    ingress: ingressTargets(pods),
    coredns: corednsTargets(pods),
    reference: referenceTargets(pods),
    dockerHub: dockerHubTargets(pods),
    operator: operatorTargets(pods),
  };
  const fixed = [
    ...nodeExporterTargets,
    ...kubeletTargets,
    ...cadvisorTargets,
    ...controlPlaneTargets,
    ...gpuTargets,
    apiServerTarget,
    kubeStateTarget,
  ];
  return [
    scrapeExporter([always(fixed), ...Object.values(byPods)]),
    nodeExporter,
    gpus,
    kubelet(pods),
    cadvisor(pods),
    kubeStatePods(pods),
    ...kubeStateWorkloads(pods),
    kubeStateNodes,
    ...controlPlane,
    apiServer,
    coredns(byPods.coredns),
    ingress(byPods.ingress),
    shop(byPods.shop),
    referenceApp(byPods.reference),
    dockerHub(byPods.dockerHub),
    operator(byPods.operator),
  ];
}
