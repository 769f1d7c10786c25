import type { Ground } from "../claims/Ground.ts";
import { watchPage } from "../pages/asked.ts";
import type { RunningApp } from "../stack/appServer.ts";

const DEMO = "demo-metrics";

/** The demo cluster at a fixed time; what is asked is what the page asks, as nothing stands behind Sightglass. */
export const demoGround = (app: RunningApp, nowMs: number): Ground => ({
  url: app.url,
  source: { id: DEMO, name: "Demo shop" },
  endMs: nowMs,
  search: (params = {}) => `?${new URLSearchParams({ "a.src": DEMO, ...params })}`,
  watch: (page) => watchPage(page, DEMO),
  steady: {
    metric: "node_memory_MemTotal_bytes",
    label: "node",
    hidden: "worker-2",
    found: "control-1",
    other: "gpu-1",
    values: {
      "control-1": String(16 * 2 ** 30),
      "worker-1": String(32 * 2 ** 30),
      "worker-2": String(32 * 2 ** 30),
      "worker-3": String(32 * 2 ** 30),
      "gpu-1": String(128 * 2 ** 30),
      "gpu-2": String(128 * 2 ** 30),
    },
    spoken: /control-1.*16 GiB|worker-\d.*32 GiB|gpu-\d.*128 GiB/,
    selector: 'node_memory_MemTotal_bytes{instance="10.0.0.15:9100",job="node-exporter",node="gpu-1"}',
    common: 'job="node-exporter"',
    misspelt: { label: "ndoe", value: "gup-1" },
  },
  counter: {
    metric: "node_gpu_seconds_total",
    series: 32,
    misspelt: "node_gup_secnods_total",
    words: "gpu seconds",
    by: ["node", "gpu", "mode"],
    first: { name: "node", values: 2, one: "gpu-1", series: 16 },
    second: { name: "mode", values: 4, one: "copy", series: 8, others: ["idle", "throttled"], rest: 8 },
    common: 'job="gpu-exporter"',
  },
  histogram: {
    name: "etcd_disk_wal_fsync_duration_seconds",
    buckets: 15,
    words: "etcd wal fsync sum",
    sumAsked: "sum(rate(etcd_disk_wal_fsync_duration_seconds_sum[$__rate_interval]))",
  },
  // Its nodes have 8 cores, the control plane 4.
  apart: { metric: "node_cpu_seconds_total", label: "node", one: 'node="control-1"', other: 'cpu="7"' },
  gpuNode: "gpu-1",
  upJob: "node-exporter",
});
