import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startChild } from "./childProcess.ts";
import { freePort } from "./freePort.ts";

export interface RunningServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface PrometheusOptions {
  readonly binary: string;
  readonly promtool: string;
  /** OpenMetrics text with timestamps, made into blocks before the start. */
  readonly history?: string;
  /** host:port of exporters to scrape, by job name. */
  readonly targets?: Readonly<Record<string, string>>;
  /** Prometheus 2.42 knows neither native histograms nor some flags of 3. */
  readonly isOld?: boolean;
}

function configText(ownAddress: string, options: PrometheusOptions): string {
  const jobs = { prometheus: ownAddress, ...options.targets };
  const scrapes = Object.entries(jobs).map(
    ([job, target]) => `  - job_name: ${job}\n    static_configs: [{ targets: ["${target}"] }]\n`,
  );
  const native = options.isOld ? "" : ", scrape_native_histograms: true";
  return `global: { scrape_interval: 5s${native} }\nscrape_configs:\n${scrapes.join("")}`;
}

/** A real Prometheus on its own port and data folder. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningServer> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-prometheus-"));
  const data = path.join(dir, "data");
  if (options.history) {
    const file = path.join(dir, "history.om");
    fs.writeFileSync(file, options.history);
    execFileSync(options.promtool, ["tsdb", "create-blocks-from", "openmetrics", file, data], {
      stdio: "pipe",
    });
  }
  const address = `127.0.0.1:${await freePort()}`;
  fs.writeFileSync(path.join(dir, "prometheus.yml"), configText(address, options));
  const features = options.isOld ? "exemplar-storage" : "exemplar-storage,promql-experimental-functions";
  const child = await startChild(
    [
      options.binary,
      `--config.file=${dir}/prometheus.yml`,
      `--storage.tsdb.path=${data}`,
      "--storage.tsdb.retention.time=10y",
      `--web.listen-address=${address}`,
      "--web.enable-remote-write-receiver",
      `--enable-feature=${features}`,
    ],
    { readyUrl: `http://${address}/-/ready` },
  );
  return {
    url: `http://${address}`,
    stop: async () => {
      await child.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A real node exporter. */
export async function startNodeExporter(): Promise<RunningServer> {
  const address = `127.0.0.1:${await freePort()}`;
  const child = await startChild(["prometheus-node-exporter", `--web.listen-address=${address}`], {
    readyUrl: `http://${address}/metrics`,
  });
  return { url: `http://${address}`, stop: child.stop };
}

/** VictoriaMetrics: another dialect of the same API. */
export async function startVictoriaMetrics(): Promise<RunningServer> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-victoria-"));
  const address = `127.0.0.1:${await freePort()}`;
  const child = await startChild(
    [
      "victoria-metrics",
      `-httpListenAddr=${address}`,
      `-storageDataPath=${dir}/data`,
      "-retentionPeriod=10y",
      "-search.latencyOffset=0s",
    ],
    { readyUrl: `http://${address}/health` },
  );
  return {
    url: `http://${address}`,
    stop: async () => {
      await child.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
