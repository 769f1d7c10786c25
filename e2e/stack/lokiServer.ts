import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Child, startChild } from "./childProcess.ts";
import { freePort } from "./freePort.ts";
import type { PushedStream } from "./logStream.ts";
import type { RunningServer } from "./prometheusServer.ts";

export interface LokiOptions {
  readonly binary: string;
  readonly streams?: readonly PushedStream[];
  /** Further lines of `limits_config`, such as "max_query_length: 24h". */
  readonly limits?: readonly string[];
  /** Default: any free one. */
  readonly port?: number;
  /** Kept when given, else a folder of its own that goes with the server. */
  readonly dir?: string;
}

/** 10 s from start to ready are usual; a busy machine takes longer. */
const READY_WITHIN_MS = 90_000;
const VISIBLE_WITHIN_MS = 60_000;
/** Loki refuses requests above 100 MB, and its gRPC messages above 4 MB. */
const PUSH_BYTES = 1_500_000;

function configText(dir: string, ports: { http: number; grpc: number }, limits: readonly string[]): string {
  const lines = [
    "auth_enabled: false",
    `server: { http_listen_address: 127.0.0.1, http_listen_port: ${ports.http}, grpc_listen_address: 127.0.0.1, grpc_listen_port: ${ports.grpc}, log_level: warn, grpc_server_max_recv_msg_size: 104857600, grpc_server_max_send_msg_size: 104857600 }`,
    "common:",
    "  instance_addr: 127.0.0.1",
    `  path_prefix: ${dir}`,
    "  replication_factor: 1",
    `  storage: { filesystem: { chunks_directory: ${dir}/chunks, rules_directory: ${dir}/rules } }`,
    "  ring: { kvstore: { store: inmemory } }",
    "ingester: { lifecycler: { min_ready_duration: 0s, final_sleep: 0s } }",
    // What was pushed hours old stays in the ingester until it is flushed; by default only 3 h are looked for there.
    "querier: { query_ingesters_within: 0s }",
    // A cached index/stats keeps answering 0 for a range that was asked before the flush.
    "query_range: { cache_results: false, cache_index_stats_results: false }",
    "schema_config:",
    "  configs:",
    "    - { from: 2020-10-24, store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } }",
    "limits_config:",
    "  allow_structured_metadata: true",
    "  volume_enabled: true",
    "  reject_old_samples: false",
    "  ingestion_rate_mb: 256",
    "  ingestion_burst_size_mb: 512",
    "  per_stream_rate_limit: 256MB",
    "  per_stream_rate_limit_burst: 512MB",
    ...limits.map((line) => `  ${line}`),
    "analytics: { reporting_enabled: false }",
  ];
  return `${lines.join("\n")}\n`;
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
}

/** Pushes streams in requests of a bounded size, each stream in the order given. */
async function pushStreams(baseUrl: string, streams: readonly PushedStream[]): Promise<void> {
  const push = (batch: readonly PushedStream[]) =>
    post(`${baseUrl}/loki/api/v1/push`, JSON.stringify({ streams: batch }));
  for (const { stream, values } of streams) {
    let from = 0;
    let bytes = 0;
    for (const [index, value] of values.entries()) {
      bytes += value[1].length;
      if (bytes < PUSH_BYTES && index < values.length - 1) continue;
      await push([{ stream, values: values.slice(from, index + 1) }]);
      from = index + 1;
      bytes = 0;
    }
  }
}

/** index/stats and index/volume count flushed chunks only: flushes, and waits until they count the last stream. */
async function flushUntilCounted(baseUrl: string, last: PushedStream): Promise<void> {
  await post(`${baseUrl}/flush`, "");
  const selector = Object.entries(last.stream).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const [first, newest] = [last.values.at(0)?.[0] ?? "0", last.values.at(-1)?.[0] ?? "0"];
  const hourNs = 3_600_000_000_000n;
  const query = new URLSearchParams({
    query: `{${selector.join(",")}}`,
    start: String(BigInt(first) - hourNs),
    end: String(BigInt(newest) + hourNs),
  });
  const deadline = Date.now() + VISIBLE_WITHIN_MS;
  while (Date.now() < deadline) {
    const response = await fetch(`${baseUrl}/loki/api/v1/index/stats?${query}`, {
      signal: AbortSignal.timeout(5_000),
    });
    const stats = (await response.json()) as { entries?: number };
    if ((stats.entries ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${baseUrl} does not count what was pushed`);
}

/** A real Loki with its own ports and data folder, filled and flushed. */
export async function startLoki(options: LokiOptions): Promise<RunningServer & { readonly child: Child }> {
  const dir = options.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-loki-"));
  fs.mkdirSync(dir, { recursive: true });
  const http = options.port ?? (await freePort());
  const config = path.join(dir, "loki.yml");
  fs.writeFileSync(config, configText(dir, { http, grpc: await freePort() }, options.limits ?? []));
  const url = `http://127.0.0.1:${http}`;
  const child = await startChild([options.binary, `-config.file=${config}`], {
    readyUrl: `${url}/ready`,
    readyWithinMs: READY_WITHIN_MS,
  });
  const stop = async () => {
    await child.stop();
    if (options.dir === undefined) fs.rmSync(dir, { recursive: true, force: true });
  };
  try {
    const last = options.streams?.at(-1);
    await pushStreams(url, options.streams ?? []);
    if (last) await flushUntilCounted(url, last);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, child };
}
