import type { Ground } from "../claims/Ground.ts";
import { watchUpstream } from "../pages/asked.ts";
import type { RunningApp } from "../stack/appServer.ts";
import type { Stack } from "../stack/fixtures.ts";

/** The real Prometheus 3 with its backfilled history; what is asked is what reaches it. */
export const prometheusGround = (app: RunningApp, { proxy, historyEndS }: Stack): Ground => ({
  url: app.url,
  source: { id: "prometheus", name: "Prometheus" },
  endMs: historyEndS * 1000,
  search: (params = {}) => `?${new URLSearchParams(params)}`,
  watch: () => watchUpstream(proxy),
  steady: {
    metric: "kube_node_status_allocatable",
    label: "cluster",
    hidden: "las1",
    found: "lga1",
    other: "ord1",
    values: { ord1: "64", las1: "96", lga1: "128" },
    spoken: /ord1.*64|las1.*96|lga1.*128/,
    selector: 'kube_node_status_allocatable{cluster="ord1",job="kube-state-metrics",resource="cpu"}',
    common: 'resource="cpu"',
    misspelt: { label: "clutser", value: "odr1" },
  },
  counter: {
    metric: "container_cpu_usage_seconds_total",
    series: 24,
    misspelt: "contaner_cpu_usage_secnods_total",
    words: "CPU usage",
    by: ["cluster", "namespace"],
    first: { name: "cluster", values: 3, one: "ord1", series: 8 },
    second: { name: "namespace", values: 8, one: "api", series: 3, others: ["train", "web"], rest: 6 },
    common: 'job="kubelet"',
  },
  histogram: {
    name: "shop_request_duration_seconds",
    buckets: 10,
    words: "shop duration sum",
    // Backfilled, so without metadata.
    sumAsked: "avg(shop_request_duration_seconds_sum)",
  },
  apart: { metric: "", label: "cluster", one: 'cluster="ord1"', other: 'mode="idle"' },
  gpuNode: "g1",
  upJob: "node",
});
