import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startChild } from "../stack/childProcess.ts";
import { freePort } from "../stack/freePort.ts";
import type { RunningServer } from "../stack/prometheusServer.ts";

/**
 * The real Prometheus with nothing but the text: it scrapes nobody, not even itself, and leaves its blocks as they are.
 */
export async function startReference(
  binary: string,
  promtool: string,
  openMetrics: string,
): Promise<RunningServer> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-differential-"));
  const data = path.join(dir, "data");
  const file = path.join(dir, "dump.om");
  fs.writeFileSync(file, openMetrics);
  fs.writeFileSync(path.join(dir, "prometheus.yml"), "global: {}\n");
  execFileSync(promtool, ["tsdb", "create-blocks-from", "openmetrics", file, data], { stdio: "pipe" });
  const address = `127.0.0.1:${await freePort()}`;
  const child = await startChild(
    [
      binary,
      `--config.file=${dir}/prometheus.yml`,
      `--storage.tsdb.path=${data}`,
      "--storage.tsdb.retention.time=100y",
      "--storage.tsdb.min-block-duration=2h",
      "--storage.tsdb.max-block-duration=2h",
      `--web.listen-address=${address}`,
      "--enable-feature=promql-experimental-functions,exemplar-storage",
    ],
    { readyUrl: `http://${address}/-/ready` },
  );
  const stop = async () => {
    await child.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
  return { url: `http://${address}`, stop };
}
