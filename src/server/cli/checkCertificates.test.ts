import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSecureContext } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Certificates,
  createCertificates,
  type KeyPair,
} from "../../testing/faultUpstream/certificates.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { Secret } from "../config/Secret.ts";
import { checkOwnCertificate, checkSourceCertificates } from "./checkCertificates.ts";
import { checkSources } from "./checkSources.ts";

const DAY_MS = 86_400_000;
let certificates: Certificates;
const servers: https.Server[] = [];
const folder = mkdtempSync(path.join(tmpdir(), "certificates-"));

beforeAll(() => {
  certificates = createCertificates();
});
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(pair: KeyPair): Promise<string> {
  const server = https.createServer(pair, (_request, response) => response.writeHead(404).end());
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

const inDays = (days: number) => ({ now: () => Date.now() + days * DAY_MS, env: {} });

/** The throw-away certificates are for 30 days. */
describe.each<[days: number, state: string, text: RegExp]>([
  [0, "ok", /^(?:TLS: its|our) certificate expires on \d{4}-\d\d-\d\d, in (?:29|30) days$/],
  [15.5, "ok", /in 14 days$/],
  [16.5, "warn", /in 13 days; renew it$/],
  [31, "fail", /^(?:TLS: its|our) certificate expired on \d{4}-\d\d-\d\d; renew it$/],
  [-1, "fail", /counts from \d{4}-\d\d-\d\d on; see that the clock is right$/],
])("seen %d days from now", (days, state, text) => {
  it("our own certificate", () => {
    const { cert, key } = certificates.good;
    const found = checkOwnCertificate({ tls: { cert, key: new Secret(key) } }, inDays(days).now());
    expect(found).toEqual([{ state, what: "listener", text: expect.stringMatching(text) }]);
  });

  it("that of an https source", async () => {
    const tls = { caPem: certificates.ca, insecureSkipVerify: false };
    const source = aSource({ baseOrigin: await serve(certificates.good), tls });
    expect(await checkSourceCertificates(source, inDays(days))).toEqual([
      { state, what: "source prod", text: expect.stringMatching(text) },
    ]);
  });
});

it("of a chain, the certificate counts that expires first", () => {
  const chain = [certificates.good, certificates.expired].map(({ cert }) => cert).join("");
  const tls = { cert: chain, key: new Secret(certificates.good.key) };
  expect(checkOwnCertificate({ tls }, Date.now())).toMatchObject([{ state: "fail" }]);
});

it.each(["X509", "TRUSTED"])("one that calls itself a %s CERTIFICATE is served, and looked at", (name) => {
  const { cert, key } = certificates.good;
  const other = cert.replaceAll(" CERTIFICATE-", ` ${name} CERTIFICATE-`);
  expect(() => createSecureContext({ cert: other, key })).not.toThrow();
  expect(checkOwnCertificate({ tls: { cert: other, key: new Secret(key) } }, Date.now())).toMatchObject([
    { state: "ok", text: expect.stringContaining("expires on") },
  ]);
});

it("an expired certificate of a source is told beside the failed check", async () => {
  const tls = { caPem: certificates.ca, insecureSkipVerify: false };
  const source = aSource({ baseOrigin: await serve(certificates.expired), tls });
  const found = await checkSources([source], { ...inDays(0), version: "0" });
  expect(found.filter(({ state }) => state === "fail").map(({ text }) => text)).toEqual([
    expect.stringMatching(/expired/),
    expect.stringMatching(/^TLS: its certificate expired on /),
  ]);
});

it("the certificate that we show a source is looked at too", async () => {
  const certFile = path.join(folder, "client.pem");
  const keyFile = path.join(folder, "client.key");
  writeFileSync(certFile, certificates.client.cert);
  writeFileSync(keyFile, certificates.client.key, { mode: 0o600 });
  const tls = { caPem: certificates.ca, certFile, keyFile, insecureSkipVerify: false };
  const source = aSource({ baseOrigin: await serve(certificates.good), tls });
  expect(await checkSourceCertificates(source, inDays(20))).toMatchObject([
    { state: "warn", what: "source prod" },
    {
      state: "warn",
      what: "source prod",
      text: expect.stringMatching(/^TLS: our client certificate expires/),
    },
  ]);
});

it("a source without TLS, or that is not there, has none to tell of", async () => {
  const gone = aSource({ baseOrigin: "https://127.0.0.1:9" });
  expect(await checkSourceCertificates(gone, inDays(0))).toEqual([]);
  expect(await checkSourceCertificates(aSource({ baseOrigin: "http://127.0.0.1:9" }), inDays(0))).toEqual([]);
  expect(checkOwnCertificate({}, Date.now())).toEqual([]);
});
