import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { configFolder, onlyYaml, sourceYaml, type ConfigCase } from "../../testing/configCase.ts";
import type { Config } from "./Config.ts";

const { load, refusalOf, remove } = configFolder();
afterAll(remove);

const refused: readonly (readonly [string, ConfigCase, string])[] = [
  [
    "oauth2 without a token URL",
    { yaml: sourceYaml("    oauth2: { client_id: x, client_secret: canary-s }") },
    ":4 sources.0.oauth2.token_url: Invalid input",
  ],
  [
    "oauth2 without a secret",
    { yaml: sourceYaml("    oauth2: { client_id: x, token_url: https://id.example/token }") },
    "sources.0.oauth2: needs client_secret or client_secret_file",
  ],
  [
    "oauth2 with the secret given twice",
    {
      yaml: sourceYaml(
        "    oauth2: { client_id: x, client_secret: canary-s, client_secret_file: token, token_url: https://id.example/t }",
      ),
    },
    "oauth2.client_secret_file: give client_secret or client_secret_file, not both",
  ],
  [
    "T3 a client secret that would cross the network unencrypted",
    {
      yaml: sourceYaml(
        "    oauth2: { client_id: x, client_secret: canary-s, token_url: http://id.example/token }",
      ),
    },
    "oauth2.token_url: would send the client's secret unencrypted",
  ],
  [
    "S29 a token endpoint at a metadata address",
    {
      yaml: sourceYaml(
        "    oauth2: { client_id: x, client_secret: canary-s, token_url: https://169.254.169.254/token }",
      ),
    },
    "oauth2.token_url: is an address that is never contacted",
  ],
  [
    "oauth2 beside another way to sign in",
    {
      yaml: sourceYaml(
        "    basic_auth: { username: u, password: canary-p }\n    oauth2: { client_id: x, client_secret: canary-s, token_url: https://id.example/t }",
      ),
    },
    "oauth2: give basic_auth or oauth2, not both",
  ],
  [
    "oauth2 that sets the grant itself",
    {
      yaml: sourceYaml(
        "    oauth2: { client_id: x, client_secret: canary-s, token_url: https://id.example/t, endpoint_params: { grant_type: password } }",
      ),
    },
    "endpoint_params.grant_type: is set by us",
  ],
  [
    "an OpenMetrics source without url and file",
    { yaml: "sources: [{ id: a, kind: openmetrics }]" },
    "sources.0: needs url or file, one of them",
  ],
  [
    "an OpenMetrics source with both",
    { yaml: onlyYaml("kind: openmetrics, file: token, url: 'https://a.example/metrics'") },
    "sources.0.file: needs url or file, one of them",
  ],
  [
    "a file that is not there",
    { yaml: onlyYaml("kind: openmetrics, file: missing.om") },
    "sources.0.file: cannot be read (ENOENT)",
  ],
  [
    "a file with a way to sign in",
    { yaml: onlyYaml("kind: openmetrics, file: token, authorization: { credentials: canary-t }") },
    "sources.0.authorization: is for a url",
  ],
  [
    "a scrape that may take longer than its interval",
    {
      yaml: onlyYaml("kind: openmetrics, url: 'https://a.example', scrape_interval: 5s, scrape_timeout: 6s"),
    },
    "scrape_timeout: must not be longer than scrape_interval",
  ],
  [
    "a ring without bound",
    { yaml: onlyYaml("kind: openmetrics, url: 'https://a.example', memory_limit: off") },
    "memory_limit: must be a size",
  ],
  [
    "a ring of a Prometheus",
    { yaml: sourceYaml("    retention: 24h") },
    "retention: only sources of kind openmetrics have it",
  ],
  [
    "the OpenMetrics preset without its client",
    { yaml: "sources: [{ preset: wgtwo-openmetrics }]" },
    "preset: wgtwo-openmetrics needs oauth2",
  ],
  [
    "half a client of Working Group Two",
    { env: { WGTWO_CLIENT_ID: "me" } },
    "WGTWO_CLIENT_ID: needs WGTWO_CLIENT_ID and WGTWO_CLIENT_SECRET",
  ],
];

describe("T12 refuses to start", () => {
  it.each(refused)("with %s", (_name, input, part) => {
    const lines = refusalOf(input).join("\n");
    expect(lines).toContain(part);
    expect(lines).not.toMatch(/canary/);
  });
});

const accepted: readonly (readonly [string, ConfigCase, (config: Config) => unknown, unknown])[] = [
  [
    "SCRAPE_URL, with a query string kept as it is",
    { env: { SCRAPE_URL: 'https://p.example/federate?match[]={__name__=~".%2B"}&match[]=up' } },
    ({ sources }) => sources.map(({ id, kind, prefix, feed }) => [id, kind, prefix, feed]),
    [
      [
        "scrape",
        "openmetrics",
        "/federate",
        expect.objectContaining({
          type: "page",
          query: "?match[]={__name__=~%22.%2B%22}&match[]=up",
          intervalMs: 15_000,
          scrapeTimeoutMs: 10_000,
          retentionMs: 86_400_000,
          memoryBytes: 256 * 1024 ** 2,
        }),
      ],
    ],
  ],
  [
    "a bare host as its /metrics",
    { env: { SCRAPE_URL: "http://127.0.0.1:9100" } },
    ({ sources }) => sources.map(({ baseOrigin, prefix }) => baseOrigin + prefix),
    ["http://127.0.0.1:9100/metrics"],
  ],
  [
    "a page with everything said",
    {
      yaml: onlyYaml(
        "kind: openmetrics, url: 'https://a.example/m/', scrape_interval: 5s, retention: 2h, memory_limit: 64MiB, body_size_limit: 1MiB",
      ),
    },
    ({ sources }) => sources.map(({ prefix, minStepMs, feed }) => [prefix, minStepMs, feed]),
    [
      [
        "/m/",
        5_000,
        {
          type: "page",
          query: "",
          intervalMs: 5_000,
          scrapeTimeoutMs: 5_000,
          retentionMs: 7_200_000,
          memoryBytes: 64 * 1024 ** 2,
          pageBytes: 1024 ** 2,
        },
      ],
    ],
  ],
  [
    "a dump beside the configuration",
    { yaml: onlyYaml("kind: openmetrics, file: ca.pem") },
    ({ sources }) =>
      sources.map(({ baseOrigin, feed }) => [
        baseOrigin,
        feed?.type === "file" && path.isAbsolute(feed.path) && path.basename(feed.path),
      ]),
    [["", "ca.pem"]],
  ],
  [
    "WGTWO_CLIENT_ID and WGTWO_CLIENT_SECRET alone, as the page of current values",
    { env: { WGTWO_CLIENT_ID: "me", WGTWO_CLIENT_SECRET: "canary-wg" } },
    ({ sources }) =>
      sources.map(({ id, kind, baseOrigin, prefix, auth, minStepMs, feed, note }) => [
        id,
        kind,
        baseOrigin + prefix,
        auth.type === "oauth2" && [auth.clientId, auth.tokenUrl, auth.scopes, auth.tls],
        minStepMs,
        feed?.type === "page" && feed.intervalMs,
        note?.includes("billing"),
      ]),
    [
      [
        "wgtwo-openmetrics",
        "openmetrics",
        "https://api.wgtwo.com/metrics/v1",
        ["me", "https://id.wgtwo.com/oauth2/token", ["metrics.read"], { insecureSkipVerify: false }],
        30_000,
        30_000,
        true,
      ],
    ],
  ],
  [
    "oauth2 with scopes, parameters and TLS of its own",
    {
      yaml: sourceYaml(
        "    oauth2: { client_id: x, client_secret_file: token, token_url: https://id.example/o/token/, scopes: [a, b], endpoint_params: { audience: y }, tls_config: { ca_file: ca.pem } }",
      ),
    },
    ({ sources }) => {
      const auth = sources[0]?.auth;
      return auth?.type === "oauth2" && [auth.tokenUrl, auth.scopes, [...auth.endpointParams.keys()]];
    },
    ["https://id.example/o/token/", ["a", "b"], ["audience"]],
  ],
];

describe("T12 accepts", () => {
  it.each(accepted)("%s", (...[, input, read, expected]) => {
    expect(read(load(input))).toEqual(expected);
  });
});
