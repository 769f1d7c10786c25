import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUDIT_CLUSTER, AUDIT_LINES, auditQuery } from "../../../../e2e/stack/auditLines.ts";
import { logHistory } from "../../../../e2e/stack/logHistory.ts";
import { startLoki } from "../../../../e2e/stack/lokiServer.ts";
import { plain } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource, startDataApp, type DataApp } from "../../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";

/** Folder that holds loki and logcli, as e2e/backends builds them; undefined where they were not built. */
function toolFolder(): string | undefined {
  const named = process.env["SIGHTGLASS_LOKI"];
  if (named) return path.dirname(named);
  const cache = path.join(
    process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"),
    "sightglass/backends",
  );
  const built = existsSync(cache) ? readdirSync(cache).map((name) => path.join(cache, name)) : [];
  return built.find((dir) => ["loki", "logcli"].every((name) => existsSync(path.join(dir, name))));
}

const tools = toolFolder();

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** What logcli prints for an address. Its log lines lose the second they were written in. */
async function logcli(address: string, ...args: readonly string[]): Promise<Printed> {
  const flags = [`--addr=${address}`, "--timezone=UTC", ...args];
  return new Promise((resolve) => {
    const options = { timeout: 30_000, env: {}, maxBuffer: 64 * 1024 * 1024 };
    execFile(path.join(tools ?? "", "logcli"), flags, options, (error, stdout, stderr) => {
      const unstamped = stderr.replaceAll(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /gm, "");
      resolve({ stdout, stderr: unstamped, code: error === null ? 0 : Number(error.code ?? -1) });
    });
  });
}

describe.skipIf(tools === undefined)("logcli through a base URL (needs the built Loki)", () => {
  const endMs = Math.floor(Date.now() / 15_000) * 15_000;
  let loki: Awaited<ReturnType<typeof startLoki>>;
  let app: DataApp;

  beforeAll(async () => {
    loki = await startLoki({ binary: path.join(tools ?? "", "loki"), streams: logHistory(endMs) });
    const facts = {
      kind: "loki",
      baseOrigin: loki.url,
      timeoutMs: 20_000,
      metadataTimeoutMs: 20_000,
    } as const;
    app = await startDataApp([
      aSource({ ...facts, budgetBytes: 10 * 1024 ** 3 }),
      aSource({ ...facts, id: "tight", budgetBytes: 1_024 }),
    ]);
  }, 180_000);
  afterAll(async () => {
    await app?.close();
    await loki?.stop();
  });

  const at = (minutesAgo: number) => new Date(endMs - minutesAgo * 60_000).toISOString();
  const lastHours = [`--from=${at(355)}`, `--to=${at(1)}`];
  const beforeBurst = [`--from=${at(350)}`, `--to=${at(60.5)}`];

  it.each<[string, readonly string[]]>([
    ["query", ["query", ...lastHours, "--limit=200", '{app="cart"}']],
    ["query, every label", ["query", ...lastHours, "--include-common-labels", '{app="checkout"}']],
    ["query, JSON lines", ["query", ...lastHours, "--output=jsonl", '{app="checkout"} | json']],
    ["query, raw and forward", ["query", ...lastHours, "--output=raw", "--forward", '{app="worker"}']],
    ["query, odd lines", ["query", ...lastHours, "--output=jsonl", '{app="polyglot"}']],
    ["query, lines of 100 KB", ["query", ...lastHours, "--output=raw", '{app="long"}']],
    [
      "query in batches",
      ["query", ...beforeBurst, "--limit=4000", "--batch=700", '{app=~"cart|nginx"} |= "1"'],
    ],
    ["query of the seed document", ["query", ...lastHours, "--limit=2000", auditQuery(AUDIT_CLUSTER)]],
    ["query, a metric", ["query", ...lastHours, "--step=1m", 'sum by (pod) (rate({app="cart"}[5m]))']],
    [
      "instant-query",
      ["instant-query", `--now=${at(1)}`, 'sum by (app) (count_over_time({cluster="ord1"}[6h]))'],
    ],
    ["query without a result", ["query", ...lastHours, '{app="nobody"}']],
    ["labels", ["labels", ...lastHours]],
    ["labels of a name", ["labels", ...lastHours, "namespace"]],
    ["series", ["series", ...lastHours, '{namespace="shop"}']],
    ["series, analysed", ["series", ...lastHours, "--analyze-labels", '{cluster="ord1"}']],
    ["stats", ["stats", ...lastHours, '{app="checkout"}']],
    ["volume", ["volume", ...lastHours, "--limit=5", '{cluster="ord1"}']],
    ["volume by label", ["volume", ...lastHours, "--targetLabels=namespace", '{cluster="ord1"}']],
    ["volume_range", ["volume_range", ...lastHours, "--step=30m", '{namespace="shop"}']],
  ])("%s prints what it prints directly", async (...[, args]) => {
    const own = `${app.origin}/api/sources/prod`;
    const [expected, got] = await Promise.all([logcli(loki.url, ...args), logcli(own, ...args)]);
    // Loki answers series in any order, another one each time.
    const lines = (text: string) => (args[0] === "series" ? text.split("\n").toSorted().join("\n") : text);
    expect(lines(got.stdout)).toBe(lines(expected.stdout));
    expect(got.stderr.replaceAll(own, loki.url)).toBe(expected.stderr);
    expect([got.code, expected.code]).toEqual([0, 0]);
    expect(expected.stdout.length + expected.stderr.length).toBeGreaterThan(20);
  });

  it("the query of the seed document finds every audit event and nothing else", async () => {
    const args = ["query", `--from=${at(400)}`, `--to=${at(0)}`, "--limit=5000", "--output=jsonl"];
    const { stdout } = await logcli(`${app.origin}/api/sources/prod`, ...args, auditQuery(AUDIT_CLUSTER));
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { line: string });
    expect(lines).toHaveLength(AUDIT_LINES);
    expect(lines.every(({ line }) => line.includes('"apiVersion":"audit.k8s.io/v1"'))).toBe(true);
  });

  it("F06 a query with a mistake prints Loki's own words", async () => {
    const { stderr, code } = await logcli(`${app.origin}/api/sources/prod`, "query", '{app="cart"');
    expect(stderr).toContain("parse error at line 1, col 12");
    expect(code).not.toBe(0);
  });

  it("F01 refused credentials print our title and hint", async () => {
    const upstream = await startFaultUpstream(plain("", 401));
    const other = await startDataApp([aSource({ kind: "loki", baseOrigin: upstream.origin })]);
    const { stderr } = await logcli(`${other.origin}/api/sources/prod`, "labels");
    expect(stderr).toContain("The source refused our credentials");
    expect(stderr).toContain("none are configured");
    await other.close();
    await upstream.close();
  });

  it("over the budget it prints the figures and how to confirm, and does as told once confirmed", async () => {
    const own = `${app.origin}/api/sources/tight`;
    const query = ["query", ...lastHours, "--limit=10", "--output=raw", '{app="cart"}'];
    const refused = await logcli(own, ...query);
    expect(refused.stdout).toBe("");
    expect(refused.stderr).toContain("This query would read more than the source's budget");
    const [, tag = ""] = /--(query-tags=[a-z-]+=[a-z-]+)/.exec(refused.stderr) ?? [];
    const confirmed = await logcli(own, `--${tag}`, ...query);
    expect(confirmed.stdout).toBe((await logcli(loki.url, ...query)).stdout);
    expect(confirmed.stdout.split("\n")).toHaveLength(11);
    expect(app.confirmed.at(-1)?.sourceId).toBe("tight");
  });
});
