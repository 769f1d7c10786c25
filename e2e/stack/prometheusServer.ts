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
  /** Text of a rule file. */
  readonly rules?: string;
  /** `--enable-feature`; without it what the tests of the page need. */
  readonly features?: readonly string[];
}

/** Short, so that the first scrape of every target is soon after the start. */
const SCRAPE_INTERVAL = "2s";
const SCRAPED_WITHIN_MS = 20_000;

function configText(ownAddress: string, options: PrometheusOptions): string {
  const jobs = { prometheus: ownAddress, ...options.targets };
  const scrapes = Object.entries(jobs).map(
    ([job, target]) => `  - job_name: ${job}\n    static_configs: [{ targets: ["${target}"] }]\n`,
  );
  const native = options.isOld ? "" : ", scrape_native_histograms: true";
  const interval = `scrape_interval: ${SCRAPE_INTERVAL}, evaluation_interval: ${SCRAPE_INTERVAL}`;
  const rules = options.rules ? "rule_files: [rules.yml]\n" : "";
  return `global: { ${interval}${native} }\n${rules}scrape_configs:\n${scrapes.join("")}`;
}

/** Ready is earlier than the first scrape: waits until every target was read once. */
async function untilScraped(baseUrl: string, targets: number): Promise<void> {
  const deadline = Date.now() + SCRAPED_WITHIN_MS;
  const url = `${baseUrl}/api/v1/query?${new URLSearchParams({ query: "count(up == 1)" })}`;
  while (Date.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const answer = (await response.json()) as { data: { result: { value: [number, string] }[] } };
    if (Number(answer.data.result[0]?.value[1] ?? 0) >= targets) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${baseUrl} has not scraped its ${targets} targets`);
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
  if (options.rules) fs.writeFileSync(path.join(dir, "rules.yml"), options.rules);
  const usual = options.isOld ? ["exemplar-storage"] : ["exemplar-storage", "promql-experimental-functions"];
  const features = (options.features ?? usual).join(",");
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
  const stop = async () => {
    await child.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
  try {
    await untilScraped(`http://${address}`, 1 + Object.keys(options.targets ?? {}).length);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://${address}`, stop };
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
