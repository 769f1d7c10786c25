import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { page, plain } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource, startDataApp, type DataApp } from "../../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";

const run = promisify(execFile);

/** Folders that hold prometheus and promtool: the distribution's, and the one that e2e/backends builds. */
function toolFolders(): string[] {
  const cache = path.join(
    process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"),
    "sightglass/backends",
  );
  const built = existsSync(cache) ? readdirSync(cache).map((name) => path.join(cache, name)) : [];
  return ["/usr/bin", ...built].filter((dir) =>
    ["prometheus", "promtool"].every((name) => existsSync(path.join(dir, name))),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilReady(origin: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const response = await fetch(`${origin}/-/ready`).catch(() => null);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("prometheus is not ready");
}

/** stdout, stderr and exit code of promtool, as one text. */
async function promtool(tools: string, ...args: string[]): Promise<string> {
  const done = await run(path.join(tools, "promtool"), args, { timeout: 20_000 }).catch(
    (error: unknown) => error,
  );
  const { stdout, stderr, code } = done as { stdout: string; stderr: string; code?: number };
  return `${stdout}\n--- ${stderr}\n--- ${code ?? 0}`;
}

describe.each(toolFolders())("promtool of %s through a base URL", (tools) => {
  let folder: string;
  let direct: string;
  let app: DataApp;
  let server: ChildProcess;
  const startSeconds = 1_700_000_000;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "promtool-"));
    const lines = ["# TYPE demo gauge"];
    for (const job of ["a", 'b "quoted"', "ü"]) {
      for (let i = 0; i < 60; i += 1)
        lines.push(`demo{job=${JSON.stringify(job)}} ${i * 1.5} ${startSeconds + i * 15}`);
    }
    writeFileSync(path.join(folder, "demo.om"), `${lines.join("\n")}\n# EOF\n`);
    writeFileSync(path.join(folder, "prometheus.yml"), "global: {}\n");
    await run(path.join(tools, "promtool"), [
      "tsdb",
      "create-blocks-from",
      "openmetrics",
      path.join(folder, "demo.om"),
      path.join(folder, "data"),
    ]);
    const port = await freePort();
    direct = `http://127.0.0.1:${port}`;
    server = spawn(
      path.join(tools, "prometheus"),
      [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        "--storage.tsdb.retention.time=100y",
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: "ignore" },
    );
    await untilReady(direct);
    app = await startDataApp([aSource({ baseOrigin: direct, timeoutMs: 20_000, metadataTimeoutMs: 20_000 })]);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const range = ["--start", String(startSeconds), "--end", String(startSeconds + 600)];
  it.each([
    ["instant", ["query", "instant", "--time", String(startSeconds + 300)], ["demo"]],
    [
      "instant, sorted maths",
      ["query", "instant", "--time", String(startSeconds + 300)],
      ["sort(demo * 2 + 0.1)"],
    ],
    ["instant, empty", ["query", "instant"], ["nothing_here"]],
    ["instant, rejected", ["query", "instant"], ["demo{"]],
    [
      "instant, refused by execution",
      ["query", "instant", "--time", String(startSeconds)],
      ["demo + on() demo"],
    ],
    ["range", ["query", "range", ...range, "--step", "15s"], ['demo{job=~"a|ü"}']],
    ["range, json", ["query", "range", "-o", "json", ...range, "--step", "1m"], ["rate(demo[5m])"]],
    ["series", ["query", "series", "--match", "demo", ...range], []],
    ["labels", ["query", "labels"], ["job"]],
  ])("query %s prints byte for byte what it prints directly", async (...[, before, after]) => {
    const own = `${app.origin}/api/sources/prod`;
    const [expected, got] = [
      await promtool(tools, ...before, direct, ...after),
      await promtool(tools, ...before, own, ...after),
    ];
    // The one difference a source may show: an error page naming the address that was asked.
    expect(got.replaceAll(own, direct)).toBe(expected);
    expect(expected.length).toBeGreaterThan(8);
  });

  it("F01 F22 shows title and hint of our errors", async () => {
    for (const [behaviour, title, hint] of [
      [plain("", 401), "The source refused our credentials", "none are configured"],
      [page("<html><title>Sign in</title>"), "The source answered with a web page", "sign-in page"],
    ] as const) {
      const upstream = await startFaultUpstream(behaviour);
      const other = await startDataApp([aSource({ baseOrigin: upstream.origin })]);
      const printed = await promtool(tools, "query", "instant", `${other.origin}/api/sources/prod`, "up");
      expect(printed).toContain(title);
      expect(printed).toContain(hint);
      await other.close();
      await upstream.close();
    }
  });
});
