import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { configFolder, type ConfigCase, sourceYaml } from "../../testing/configCase.ts";
import { startServerProcess } from "../../testing/serverProcess.ts";

const { dir, load, refusalOf, remove } = configFolder();
afterAll(remove);

const openssl = spawnSync("openssl", [
  "req",
  "-x509",
  "-newkey",
  "ec",
  "-pkeyopt",
  "ec_paramgen_curve:prime256v1",
  "-nodes",
  "-days",
  "2",
  "-subj",
  "/CN=localhost",
  "-keyout",
  path.join(dir, "own.key"),
  "-out",
  path.join(dir, "own.pem"),
]);
if (openssl.status !== 0) throw new Error(String(openssl.stderr));
chmodSync(path.join(dir, "own.key"), 0o600);
writeFileSync(path.join(dir, "open.key"), "key");
chmodSync(path.join(dir, "open.key"), 0o644);
writeFileSync(path.join(dir, "short-password"), "short\n", { mode: 0o600 });
mkdirSync(path.join(dir, "open-data"));
writeFileSync(path.join(dir, "open-data/sightglass.db"), "");
chmodSync(path.join(dir, "open-data/sightglass.db"), 0o644);

const PUBLIC = "host: 0.0.0.0, public_url: 'https://metrics.example.org'";
const PROXIED = `${PUBLIC}, trusted_proxies: [10.0.0.0/24]`;
const OIDC =
  "issuer: 'https://id.example.org', client_id: sg, client_secret: canary, roles: { admin: [ops], viewer: ['*'] }";
const yaml = (server: string, auth: string): ConfigCase => ({
  yaml: `server: { ${server} }\nauth: { ${auth} }\n`,
});
const oidc = (block: string) => yaml(PROXIED, `mode: oidc, oidc: { ${block} }`);
const proxy = (block: string) => yaml(PROXIED, `mode: proxy, proxy: { ${block} }`);

/** What must not start, and the key that the line names. */
const unsafe: readonly (readonly [string, ConfigCase, string])[] = [
  ["all interfaces without sign-in", yaml("host: 0.0.0.0", "mode: none"), ":1 server.host"],
  ["IPv6 on all interfaces without sign-in", { env: { HOST: "::" } }, "HOST"],
  [
    "a public bind without public_url",
    yaml("host: 0.0.0.0, trusted_proxies: [10.0.0.4]", "mode: password"),
    "server.public_url: is needed",
  ],
  [
    "a public bind with neither TLS nor a proxy",
    yaml(PUBLIC, "mode: password"),
    ":1 server: to listen on 0.0.0.0",
  ],
  [
    "a public address without TLS",
    yaml("public_url: 'http://metrics.example.org'", "mode: password"),
    "server.public_url: must begin with https",
  ],
  [
    "the same for all interfaces",
    yaml("host: 0.0.0.0, public_url: 'http://10.0.0.4', trusted_proxies: [10.0.0.5]", "mode: password"),
    "server.public_url: must begin with https",
  ],
  [
    "own TLS under an http address",
    yaml(
      "host: 0.0.0.0, public_url: 'http://localhost', tls: { cert_file: own.pem, key_file: own.key }",
      "mode: password",
    ),
    "server.public_url: must begin with https",
  ],
  [
    "the whole world as proxies",
    yaml(`${PUBLIC}, trusted_proxies: [0.0.0.0/0]`, "mode: password"),
    "server.trusted_proxies.0: is so wide",
  ],
  [
    "the whole of IPv6 as proxies",
    yaml(`${PUBLIC}, trusted_proxies: ['::/0']`, "mode: password"),
    "server.trusted_proxies.0: is so wide",
  ],
  [
    "a proxy that is a name",
    yaml(`${PUBLIC}, trusted_proxies: [nginx]`, "mode: password"),
    "server.trusted_proxies.0: must be an address",
  ],
  [
    "an identity header from anybody",
    yaml("port: 0", "mode: proxy"),
    "server.trusted_proxies: is needed for auth.mode proxy",
  ],
  [
    "an identity header that clients send themselves",
    proxy("user_header: Authorization"),
    "auth.proxy.user_header: is a header that clients",
  ],
  [
    "an identity header with an underscore",
    proxy("user_header: X_Forwarded_User"),
    "auth.proxy.user_header: must be a header",
  ],
  [
    "one header for user and groups",
    proxy("user_header: X-User, groups_header: x-user"),
    "auth.proxy.groups_header: must differ",
  ],
  [
    "everybody as admin",
    oidc("issuer: 'https://id.example.org', client_id: sg, client_secret: canary, roles: { admin: ['*'] }"),
    "auth.oidc.roles.admin: everybody would be an admin",
  ],
  [
    "roles for nobody",
    oidc("issuer: 'https://id.example.org', client_id: sg, client_secret: canary, roles: {}"),
    "auth.oidc.roles: nobody would have a role",
  ],
  ["an issuer without TLS", oidc(OIDC.replace("https:", "http:")), "auth.oidc.issuer: who somebody is"],
  [
    "an issuer that is no URL",
    oidc(OIDC.replace("https://id.example.org", "id")),
    "auth.oidc.issuer: must be the https",
  ],
  ["oidc without its block", yaml(PROXIED, "mode: oidc"), "auth.oidc: is needed"],
  [
    "oidc without a client secret",
    oidc("issuer: 'https://id.example.org', client_id: sg, roles: { admin: [ops] }"),
    "auth.oidc: needs client_secret",
  ],
  [
    "a client secret for all to read",
    oidc(OIDC.replace("client_secret: canary", "client_secret_file: open-token")),
    "auth.oidc.client_secret_file: this secret file can be read",
  ],
  [
    "a block of another mode",
    yaml("port: 0", `mode: password, oidc: { ${OIDC} }`),
    "auth.oidc: is for auth.mode oidc",
  ],
  ["a mode that does not exist", yaml("port: 0", "mode: ldap"), "auth.mode"],
  ["an unknown key", yaml("port: 0", "mode: password, pasword: x"), "auth.pasword: unknown key"],
  [
    "a TLS key for all to read",
    yaml(`${PUBLIC}, tls: { cert_file: own.pem, key_file: open.key }`, "mode: password"),
    "server.tls.key_file: this secret file can be read",
  ],
  [
    "a certificate that is none",
    yaml(`${PUBLIC}, tls: { cert_file: ca.pem, key_file: own.key }`, "mode: password"),
    "server.tls: certificate and key cannot be used",
  ],
  [
    "a short admin password",
    { ...yaml("port: 0", "mode: password"), env: { SIGHTGLASS_ADMIN_PASSWORD: "short" } },
    "SIGHTGLASS_ADMIN_PASSWORD: must have at least 10",
  ],
  [
    "a short admin password in a file",
    {
      ...yaml("port: 0", "mode: password"),
      env: { SIGHTGLASS_ADMIN_PASSWORD_FILE: path.join(dir, "short-password") },
    },
    "SIGHTGLASS_ADMIN_PASSWORD_FILE: must have at least 10",
  ],
  [
    "an admin password for all to read",
    {
      ...yaml("port: 0", "mode: password"),
      env: { SIGHTGLASS_ADMIN_PASSWORD_FILE: path.join(dir, "open-token") },
    },
    "SIGHTGLASS_ADMIN_PASSWORD_FILE: this secret file can be read",
  ],
  [
    "a short session key",
    { ...yaml("port: 0", "mode: password"), env: { SESSION_SECRET: "0123456789abcdef" } },
    "SESSION_SECRET: must have at least 32 bytes",
  ],
  [
    "a database for all to read",
    yaml("data_dir: open-data", "mode: password"),
    "sightglass.db: can be read by everybody",
  ],
  [
    "an unverified certificate of a source",
    { yaml: sourceYaml("    tls_config: { insecure_skip_verify: true }\nauth: { mode: password }") },
    "tls_config.insecure_skip_verify",
  ],
];

const safe: readonly (readonly [string, ConfigCase])[] = [
  ["nothing at all", {}],
  ["loopback without sign-in", yaml("host: 127.0.0.1", "mode: none")],
  [
    "loopback without sign-in behind a public address",
    yaml("public_url: 'https://metrics.example.org'", "mode: none"),
  ],
  ["loopback with passwords", yaml("port: 8790", "mode: password")],
  [
    "loopback with passwords behind a proxy of the same machine",
    yaml("public_url: 'https://m.example.org/sg', trusted_proxies: [127.0.0.1]", "mode: password"),
  ],
  ["all interfaces behind a proxy", yaml(PROXIED, "mode: password")],
  [
    "all interfaces with own TLS",
    yaml(`${PUBLIC}, tls: { cert_file: own.pem, key_file: own.key }`, "mode: password"),
  ],
  [
    "IPv6 behind a proxy",
    yaml(
      "host: '::', public_url: 'https://m.example.org', trusted_proxies: ['fd00::/32', '10.1.2.3']",
      "mode: password",
    ),
  ],
  ["oidc behind a proxy", oidc(OIDC)],
  [
    "oidc on loopback with an issuer of this machine",
    yaml(
      "port: 8790",
      `mode: oidc, oidc: { ${OIDC.replace("https://id.example.org", "http://127.0.0.1:5556")} }`,
    ),
  ],
  [
    "an identity header from a named proxy",
    proxy(
      "user_header: X-Auth-Request-User, groups_header: X-Auth-Request-Groups, roles: { admin: ['user:ada'], editor: [eng] }",
    ),
  ],
  ["proxy mode with nothing but its proxy", yaml(PROXIED, "mode: proxy")],
  ["public links", yaml(PROXIED, "mode: password, public_links: true")],
  [
    "an admin password and a session key",
    {
      ...yaml("port: 0", "mode: password"),
      env: { SIGHTGLASS_ADMIN_PASSWORD: "long enough", SESSION_SECRET: "0123456789abcdef0123456789abcdef" },
    },
  ],
];

describe("G17 T12 what must not run", () => {
  it.each(unsafe)("G17 T12 refuses %s, naming the key", (_what, input, key) => {
    const lines = refusalOf(input);
    expect(lines.some((line) => line.includes(key))).toBe(true);
    expect(lines.join("\n")).not.toContain("canary");
  });

  it.each(safe)("G17 T12 accepts %s", (_what, input) => {
    expect(refusalOf(input)).toEqual([]);
  });

  it("G17 there are 24 of the one and 12 of the other", () => {
    expect(unsafe.length).toBeGreaterThanOrEqual(24);
    expect(safe.length).toBeGreaterThanOrEqual(12);
  });

  it("G17 T12 the process ends with 78 and one line for each", async () => {
    for (const [, input] of [unsafe[0], unsafe[3], unsafe[10]].flatMap((one) => (one ? [one] : []))) {
      const server = startServerProcess({
        ...(input.yaml !== undefined && { args: ["--config", "sightglass.yaml"], config: input.yaml }),
      });
      expect(await server.ended).toBe(78);
      expect(server.stderr()).toMatch(/^sightglass: sightglass\.yaml:1 server[^\n]+\n$/);
      await server.stop();
    }
  }, 30_000);
});

describe("what is configured", () => {
  it("T1 the admin's password and the session key leave the environment, and print nowhere", () => {
    const config = load({
      ...yaml("port: 0", "mode: password"),
      env: { SIGHTGLASS_ADMIN_PASSWORD: "canary-password" },
    });
    expect(config.auth).toMatchObject({ mode: "password", adminPassword: { kind: "value" } });
    expect(JSON.stringify(config)).not.toContain("canary");
  });

  it("sources added in the page lie in private ranges only where nobody else can add them, or it is allowed", () => {
    expect(load({}).allowPrivate).toBe(true);
    expect(load(yaml("port: 0", "mode: password")).allowPrivate).toBe(false);
    expect(load(yaml("allow_private: true", "mode: password")).allowPrivate).toBe(true);
  });

  it("warns where everybody behind a proxy counts as one address", () => {
    const { warnings } = load(yaml("public_url: 'https://m.example.org'", "mode: password"));
    expect(warnings).toEqual([expect.stringContaining("server.trusted_proxies: name the proxy")]);
  });
});
