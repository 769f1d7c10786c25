import { writeFileSync } from "node:fs";
import path from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { configFolder, onlyYaml, sourceYaml, type ConfigCase } from "../../testing/configCase.ts";
import type { Config } from "./Config.ts";
import { Environment } from "./Environment.ts";
import { parseFlags } from "./flags.ts";
import { loadConfig } from "./loadConfig.ts";

const { dir, load, refusalOf, remove } = configFolder();
afterAll(remove);

/** What must not start, and a piece of the line that says so. */
const refused: readonly (readonly [string, ConfigCase, string])[] = [
  [
    "a bind on all interfaces without sign-in",
    { yaml: "server: { host: 0.0.0.0 }" },
    ":1 server.host: anybody who reaches",
  ],
  ["the same from the environment", { env: { HOST: "::" } }, "HOST: anybody who reaches"],
  ["the same from the command line", { args: ["--host", "192.168.1.4"] }, "--host: anybody who reaches"],
  ["a host that is a name", { yaml: "server: { host: example.org }" }, "server.host: must be an IP address"],
  ["a port out of range", { env: { PORT: "70000" } }, "PORT: must be a port"],
  ["an unknown key at the top", { yaml: "server: {}\nsurces: []" }, ":2 surces: unknown key"],
  [
    "an unknown key in server",
    { yaml: "server:\n  host: 127.0.0.1\n  prot: 1" },
    ":3 server.prot: unknown key in server",
  ],
  ["an unknown key in a source", { yaml: sourceYaml("    tokn: x") }, ":4 sources.0.tokn: unknown key"],
  ["an unknown flag", { args: ["--prot", "1"] }, "command line: Unknown option '--prot'"],
  ["a source without url", { yaml: "sources:\n  - id: prod" }, ":2 sources.0: needs url"],
  [
    "an id with capitals",
    { yaml: "sources:\n  - { id: Prod, url: https://a.example }" },
    "sources.0.id: must be 1 to 40",
  ],
  [
    "two sources of one id",
    { yaml: "sources: [{ id: a, url: https://a.example }, { id: a, url: https://b.example }]" },
    "the id a is used twice",
  ],
  [
    "user info in the URL",
    { yaml: onlyYaml("url: 'https://user:canary@a.example'") },
    "sources.0.url: holds a user name or password",
  ],
  [
    "a query in the URL",
    { yaml: onlyYaml("url: 'https://a.example/?token=canary'") },
    "sources.0.url: must end with the path prefix",
  ],
  [
    "dot segments in the prefix",
    { yaml: onlyYaml("url: 'https://a.example/x/../y'") },
    "sources.0.url: has a path prefix with dot segments",
  ],
  [
    "an escaped prefix",
    { yaml: onlyYaml("url: 'https://a.example/x%2fy'") },
    "sources.0.url: has a path prefix",
  ],
  ["another scheme", { yaml: onlyYaml("url: 'ftp://a.example'") }, "sources.0.url: must begin with http"],
  [
    "a link-local address",
    { yaml: onlyYaml("url: 'http://169.254.169.254/latest'") },
    "sources.0.url: is an address that is never contacted",
  ],
  ["link-local in decimal", { yaml: onlyYaml("url: 'http://2852039166/'") }, "never contacted"],
  [
    "link-local inside IPv6",
    { yaml: onlyYaml("url: 'http://[::ffff:169.254.169.254]/'") },
    "never contacted",
  ],
  ["a cloud metadata name", { yaml: onlyYaml("url: 'http://metadata.google.internal/'") }, "never contacted"],
  [
    "a secret over plain http",
    { yaml: onlyYaml("url: 'http://a.example', authorization: { credentials: canary }") },
    "sources.0.url: a secret would cross the network unencrypted",
  ],
  [
    "a password over plain http",
    { yaml: onlyYaml("url: 'http://10.0.0.4', basic_auth: { username: u, password: canary }") },
    "a secret would cross",
  ],
  [
    "secret and secret file",
    { yaml: sourceYaml("    authorization: { credentials: canary, credentials_file: token }") },
    "sources.0.authorization.credentials_file: give credentials or credentials_file, not both",
  ],
  [
    "neither of them",
    { yaml: sourceYaml("    authorization: { type: Bearer }") },
    "sources.0.authorization: needs credentials or credentials_file",
  ],
  [
    "Bearer and Basic at once",
    {
      yaml: sourceYaml(
        "    authorization: { credentials: canary }\n    basic_auth: { username: u, password: canary }",
      ),
    },
    "sources.0.basic_auth: give authorization or basic_auth",
  ],
  [
    "a world-readable secret file",
    { yaml: sourceYaml("    authorization: { credentials_file: open-token }") },
    "this secret file can be read by everybody",
  ],
  [
    "a missing secret file",
    { yaml: sourceYaml("    authorization: { credentials_file: nowhere }") },
    "cannot be read (ENOENT)",
  ],
  [
    "an empty secret file",
    { yaml: sourceYaml("    authorization: { credentials_file: empty }") },
    "credentials_file: is empty",
  ],
  [
    "a secret with a line break",
    { yaml: sourceYaml('    authorization: { credentials: "a\\nb" }') },
    "holds a line break",
  ],
  [
    "an unverified certificate elsewhere",
    { yaml: sourceYaml("    tls_config: { insecure_skip_verify: true }") },
    "tls_config.insecure_skip_verify: anybody on the way",
  ],
  [
    "a certificate without its key",
    { yaml: sourceYaml("    tls_config: { cert_file: ca.pem }") },
    "cert_file and key_file belong together",
  ],
  [
    "TLS settings for http",
    { yaml: onlyYaml("url: 'http://127.0.0.1:9090', tls_config: { ca_file: ca.pem }") },
    "tls_config: needs an https:// url",
  ],
  [
    "a header that is ours to set",
    { yaml: sourceYaml("    headers: { Authorization: canary }") },
    "headers.Authorization: cannot be set here",
  ],
  [
    "a header value with a line break",
    { yaml: sourceYaml('    headers: { X-A: "a\\r\\nb" }') },
    "headers.X-A: must be 1 to 4,096",
  ],
  [
    "a duration that is none",
    { yaml: sourceYaml("    timeout: soon") },
    "sources.0.timeout: must be a duration",
  ],
  [
    "a kind of a later version",
    { yaml: "sources:\n  - { id: night, kind: loglines, file: ./night.jsonl }" },
    "sources.0.kind: sources of kind loglines: this version does not have them yet",
  ],
  ["a token without its URL", { env: { LOKI_TOKEN: "canary" } }, "LOKI_TOKEN: needs LOKI_URL"],
  [
    "a budget that is no size",
    { yaml: sourceYaml("    query_budget: much") },
    "must be a size such as 10GiB",
  ],
  [
    "a budget of metrics",
    { yaml: sourceYaml("    query_budget: 10GiB") },
    "query_budget: only sources of kind loki have it",
  ],
  [
    "a variable that is not set",
    { yaml: sourceYaml('    authorization: { credentials: "${NOT_THERE}" }') },
    "the variable NOT_THERE is not set",
  ],
  ["broken YAML", { yaml: "server: { host: 127.0.0.1" }, "sightglass.yaml:"],
  ["a file that is not there", { args: ["--config", "/nowhere/sightglass.yaml"] }, "cannot be read (ENOENT)"],
  ["a base path that hides ours", { env: { BASE_PATH: "/api" } }, "BASE_PATH: must be a plain path"],
  ["a public URL that is none", { yaml: "server: { public_url: metrics }" }, "server.public_url: is no URL"],
  ["a log level that is none", { env: { LOG_LEVEL: "loud" } }, "LOG_LEVEL: must be trace"],
  [
    "a token without its URL",
    { env: { PROMETHEUS_TOKEN: "canary" } },
    "PROMETHEUS_TOKEN: needs PROMETHEUS_URL",
  ],
  [
    "a token and a token file",
    { env: { PROMETHEUS_URL: "https://a.example", PROMETHEUS_TOKEN: "canary", PROMETHEUS_TOKEN_FILE: "x" } },
    "PROMETHEUS_TOKEN_FILE: give credentials or",
  ],
  [
    "a token over plain http",
    { env: { PROMETHEUS_URL: "http://a.example", PROMETHEUS_TOKEN: "canary" } },
    "PROMETHEUS_URL: a secret would cross",
  ],
  ["half of Working Group Two", { env: { WGTWO_PROMETHEUS_ID: "abc" } }, "needs WGTWO_CLIENT_ID"],
  [
    "a source that is ourselves",
    { yaml: onlyYaml("url: 'http://localhost:8790'") },
    "the address Sightglass itself listens on",
  ],
];

describe("T12 refuses to start", () => {
  it.each(refused)("with %s", (_name, input, part) => {
    const lines = refusalOf(input);
    expect(lines.join("\n")).toContain(part);
    expect(lines.every((line) => !line.includes("\n"))).toBe(true);
    expect(lines.join("\n")).not.toMatch(/canary/);
  });

  it("names every mistake at once", () => {
    const lines = refusalOf({ yaml: "server: { prot: 1 }\nsurces: []" });
    expect(lines).toHaveLength(2);
  });
});

const accepted: readonly (readonly [string, ConfigCase, (config: Config) => unknown, unknown])[] = [
  [
    "nothing at all",
    {},
    ({ host, port, basePath, sources }) => [host, port, basePath, sources],
    ["127.0.0.1", 8790, "", []],
  ],
  ["an empty file", { yaml: "" }, ({ port }) => port, 8790],
  ["localhost, as the literal address", { env: { HOST: "localhost" } }, ({ host }) => host, "127.0.0.1"],
  ["the IPv6 loopback", { args: ["--host", "::1"] }, ({ host }) => host, "::1"],
  [
    "a flag over a variable over the file",
    { args: ["--port", "1"], env: { PORT: "2" }, yaml: "server: { port: 3 }" },
    ({ port }) => port,
    1,
  ],
  ["a variable over the file", { env: { PORT: "2" }, yaml: "server: { port: 3 }" }, ({ port }) => port, 2],
  [
    "a public address behind a proxy",
    { yaml: "server: { public_url: https://metrics.example.org/sg }" },
    ({ basePath, publicUrl }) => [basePath, publicUrl?.host],
    ["/sg", "metrics.example.org"],
  ],
  [
    "a token file beside the configuration",
    { yaml: sourceYaml("    authorization: { credentials_file: token }") },
    ({ sources }) => sources[0]?.auth.type,
    "bearer",
  ],
  [
    "another authorization type",
    { yaml: sourceYaml("    authorization: { type: Token, credentials: abc }") },
    ({ sources }) => sources[0]?.auth,
    expect.objectContaining({ scheme: "Token" }),
  ],
  [
    "a secret over http on loopback",
    { yaml: onlyYaml("url: 'http://127.0.0.1:9090', authorization: { credentials: abc }") },
    ({ sources }) => sources[0]?.baseOrigin,
    "http://127.0.0.1:9090",
  ],
  [
    "no secret over http in a private range",
    { yaml: onlyYaml("url: 'http://10.1.2.3:9090'") },
    ({ sources }) => sources[0]?.allowPrivate,
    true,
  ],
  [
    "Basic with a prefix",
    { yaml: onlyYaml("url: 'https://a.example/p/x/', basic_auth: { username: u, password: p }") },
    ({ sources }) => [sources[0]?.prefix, sources[0]?.auth.type],
    ["/p/x", "basic"],
  ],
  [
    "an own CA and a client certificate",
    {
      yaml: sourceYaml(
        "    tls_config: { ca_file: ca.pem, cert_file: ca.pem, key_file: key.pem, server_name: x.example }",
      ),
    },
    ({ sources }) => sources[0]?.tls.serverName,
    "x.example",
  ],
  [
    "an accepted unverified certificate",
    { yaml: sourceYaml("    allow_insecure: true\n    tls_config: { insecure_skip_verify: true }") },
    ({ warnings }) => warnings.length,
    1,
  ],
  [
    "headers, times and interval",
    {
      yaml: sourceYaml(
        "    headers: { X-Scope-OrgID: team-a }\n    timeout: 30s\n    metadata_timeout: 5s\n    scrape_interval: 1m",
      ),
    },
    ({ sources }) => [sources[0]?.timeoutMs, sources[0]?.metadataTimeoutMs, sources[0]?.minStepMs],
    [30_000, 5_000, 60_000],
  ],
  [
    "variables with defaults",
    {
      env: { T: 'se"cret: #1' },
      yaml: 'server: { port: "${P:-9000}" }\nsources:\n  - id: prod\n    url: https://a.example\n    authorization:\n      credentials: ${T}\n',
    },
    ({ port, sources }) => [port, sources.length],
    [9000, 1],
  ],
  ["demo: false", { yaml: "demo: false" }, ({ sources }) => sources, []],
  [
    "REDIS_URL, which needs SESSION_SECRET to be of use to replicas",
    { env: { REDIS_URL: "redis://:canary@l.example" } },
    ({ redisUrl, warnings }) => [redisUrl?.reveal(), warnings],
    [
      "redis://:canary@l.example",
      [
        "REDIS_URL: replicas know each other's answers by SESSION_SECRET; without it each keeps its own apart",
      ],
    ],
  ],
  ["demo: true", { yaml: "demo: true" }, ({ demo }) => demo, true],
  [
    "LOKI_URL with LOKI_TOKEN, budget and all",
    { env: { LOKI_URL: "https://l.example/x", LOKI_TOKEN: "canary-loki" } },
    ({ sources }) =>
      sources.map(({ id, kind, prefix, auth, budgetBytes }) => [id, kind, prefix, auth.type, budgetBytes]),
    [["loki", "loki", "/x", "bearer", 10 * 1024 ** 3]],
  ],
  [
    "LOKI_URL beside PROMETHEUS_URL",
    { env: { LOKI_URL: "https://l.example", PROMETHEUS_URL: "https://p.example" } },
    ({ sources }) => sources.map(({ id, kind }) => `${id} ${kind}`),
    ["prometheus prometheus", "loki loki"],
  ],
  [
    "a budget of one's own, or none",
    {
      yaml: "sources:\n  - { id: a, kind: loki, url: https://l.example, query_budget: 500MiB }\n  - { id: b, kind: loki, url: https://l.example, query_budget: off }\n  - { id: c, url: https://l.example }",
    },
    ({ sources }) => sources.map(({ id, budgetBytes }) => `${id} ${budgetBytes ?? "none"}`),
    ["a 524288000", "b none", "c none"],
  ],
  [
    "a budget of the preset, for its logs",
    {
      yaml: "sources: [{ preset: coreweave, query_budget: 1TiB, authorization: { credentials_file: token } }]",
    },
    ({ sources }) => [...new Set(sources.map(({ kind, budgetBytes }) => `${kind} ${budgetBytes ?? "none"}`))],
    ["prometheus none", `loki ${1024 ** 4}`],
  ],
  [
    "relative data_dir, relative to the file",
    { yaml: "server: { data_dir: ./kept }" },
    ({ dataDir }) => path.basename(path.dirname(dataDir)) !== "" && dataDir.endsWith("/kept"),
    true,
  ],
];

describe("T12 accepts", () => {
  it.each(accepted)("%s", (...[, input, read, expected]) => {
    expect(read(load(input))).toEqual(expected);
  });
});

describe("presets", () => {
  it("makes CoreWeave's metrics and logs sources of one token", () => {
    const { sources } = load({ env: { COREWEAVE_TOKEN: "abc" } });
    const ofKind = (wanted: string) => sources.filter(({ kind }) => kind === wanted);
    expect(ofKind("loki").map(({ id, baseOrigin }) => [id, baseOrigin])).toEqual([
      ["coreweave-logs-global", "https://observe.coreweave.com"],
      ["coreweave-logs-us-east", "https://observe.us-east.coreweave.com"],
      ["coreweave-audit-us-east", "https://observe-audit.us-east.coreweave.com"],
      ["coreweave-logs-us-west", "https://observe.us-west.coreweave.com"],
      ["coreweave-audit-us-west", "https://observe-audit.us-west.coreweave.com"],
      ["coreweave-logs-eu-south", "https://observe.eu-south.coreweave.com"],
      ["coreweave-audit-eu-south", "https://observe-audit.eu-south.coreweave.com"],
      ["coreweave-logs-legacy", "https://observe-legacy.coreweave.com"],
    ]);
    // Audit events where the host has them, any application elsewhere.
    for (const { id, firstQuery } of ofKind("loki"))
      expect(firstQuery?.includes("audit.k8s.io"), id).toBe(!/-logs-(?:us|eu)-/.test(id));
    expect(ofKind("prometheus").map(({ id, baseOrigin }) => [id, baseOrigin])).toEqual([
      ["coreweave-global", "https://observe.coreweave.com"],
      ["coreweave-us-east", "https://observe.us-east.coreweave.com"],
      ["coreweave-us-west", "https://observe.us-west.coreweave.com"],
      ["coreweave-eu-south", "https://observe.eu-south.coreweave.com"],
      ["coreweave-legacy", "https://prometheus-legacy.ord1.coreweave.com"],
    ]);
    expect(new Set(sources.map(({ minStepMs, preset }) => `${minStepMs} ${preset}`))).toEqual(
      new Set(["15000 coreweave"]),
    );
  });

  it("makes Working Group Two's Prometheus of id, client id and client secret", () => {
    const { sources } = load({
      env: { WGTWO_PROMETHEUS_ID: "abc", WGTWO_CLIENT_ID: "id", WGTWO_CLIENT_SECRET: "secret" },
    });
    expect(sources[0]).toMatchObject({
      baseOrigin: "https://api.wgtwo.com",
      prefix: "/metrics/v1/prometheus/abc",
      auth: { type: "basic", username: "id" },
      healthPath: "/-/healthy",
      minStepMs: 30_000,
    });
  });

  it("reads a preset of the file", () => {
    const { sources } = load({
      yaml: "sources:\n  - { preset: coreweave, authorization: { credentials_file: token } }",
    });
    expect(sources).toHaveLength(13);
  });

  it("lets the environment replace a source of the file, and says so", () => {
    const config = load({
      env: { PROMETHEUS_URL: "https://b.example" },
      yaml: "sources: [{ id: prometheus, url: https://a.example }]",
    });
    expect(config.sources.map(({ baseOrigin }) => baseOrigin)).toEqual(["https://b.example"]);
    expect(config.warnings).toEqual(["source prometheus: the environment replaces the one of the file"]);
  });
});

const versionOf = (token: string) =>
  load({ env: { PROMETHEUS_URL: "https://a.example", PROMETHEUS_TOKEN: token } }).sources[0]?.version;

describe("secrets", () => {
  it("S14 leave the process' environment and never print", () => {
    const env: NodeJS.ProcessEnv = { PROMETHEUS_URL: "https://a.example", PROMETHEUS_TOKEN: "canary-env" };
    const environment = new Environment(env);
    const config = loadConfig({ flags: parseFlags([]), environment, defaultLogLevel: "info" });
    expect(env["PROMETHEUS_TOKEN"]).toBeUndefined();
    const printed =
      inspect(config, { depth: 20, showHidden: true }) +
      JSON.stringify(config) +
      inspect(environment, { depth: 9 });
    expect(printed).not.toContain("canary-env");
    expect(config.sources[0]?.auth.type).toBe("bearer");
  });

  it("S14 leave the environment when the file refers to them, and are still there for a reload", () => {
    const env: NodeJS.ProcessEnv = { MY_TOKEN: "canary-own" };
    const file = path.join(dir, "own.yaml");
    writeFileSync(file, sourceYaml('    authorization: { credentials: "${MY_TOKEN}" }'), { mode: 0o600 });
    const options = {
      flags: parseFlags(["--config", file]),
      environment: new Environment(env),
      defaultLogLevel: "info" as const,
    };
    expect(loadConfig(options).sources).toHaveLength(1);
    expect(env["MY_TOKEN"]).toBeUndefined();
    expect(loadConfig(options).sources).toHaveLength(1);
  });

  it("change a source's version, which says nothing about them", () => {
    expect(versionOf("one")).toBe(versionOf("one"));
    expect(versionOf("one")).not.toBe(versionOf("two"));
  });
});
