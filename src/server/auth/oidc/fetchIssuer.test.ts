import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Certificates, createCertificates } from "../../../testing/faultUpstream/certificates.ts";
import { startSignInApp } from "../../../testing/signInApp.ts";
import { Secret } from "../../config/Secret.ts";
import { issuerFetch } from "./fetchIssuer.ts";

/** No name server knows it: only the proxy gets there. */
const ISSUER = "https://other.test";
const SECRET = "canary-client-secret";

let certificates: Certificates;
let folder: string;
let caFile: string;
/** Requests as the issuer read them. */
const asked: string[] = [];
/** What the proxy was told, and all it could read. */
const heads: string[] = [];
let proxyUrl: string;
let issuerPort: number;
const ends: (() => void)[] = [];

beforeAll(async () => {
  certificates = createCertificates();
  folder = mkdtempSync(path.join(tmpdir(), "issuer-"));
  caFile = path.join(folder, "ca.pem");
  writeFileSync(caFile, certificates.ca);
  const issuer = https.createServer(certificates.wrongHost, (request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    const metadata = {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
    };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(metadata));
  });
  issuer.listen(0, "127.0.0.1");
  await once(issuer, "listening");
  issuerPort = (issuer.address() as AddressInfo).port;
  const proxy = createServer((socket) => {
    socket.once("data", (head: Buffer) => {
      heads.push(head.toString("latin1"));
      if (head.toString("latin1").includes("refused.test")) return socket.end("HTTP/1.1 407 no\r\n\r\n");
      const target = connect(issuerPort, "127.0.0.1");
      target.on("connect", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(target).pipe(socket);
      });
      for (const end of [socket, target]) end.on("error", () => undefined);
      return undefined;
    });
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  proxyUrl = `http://u:p@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  ends.push(
    () => issuer.close().closeAllConnections(),
    () => proxy.close(),
  );
});
afterAll(() => {
  for (const end of ends) end();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  heads.length = 0;
  asked.length = 0;
});

const get = { method: "GET", headers: {} };

describe("HTTPS_PROXY on the way to an issuer", () => {
  it("is tunnelled through with CONNECT, and sees neither secret nor request", async () => {
    const ask = issuerFetch({ caFile, env: { HTTPS_PROXY: proxyUrl } });
    const body = new URLSearchParams({ client_secret: SECRET });
    const response = await ask(`${ISSUER}/token`, { method: "POST", headers: {}, body });
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ issuer: ISSUER }),
    ]);
    expect(asked).toEqual(["POST other.test/token"]);
    expect(heads).toEqual([
      "CONNECT other.test:443 HTTP/1.1\r\nhost: other.test:443\r\nproxy-authorization: Basic dTpw\r\n\r\n",
    ]);
  });

  it("leaves the certificate to be judged by the issuer's name, and by our CAs", async () => {
    const env = { https_proxy: proxyUrl };
    await expect(issuerFetch({ caFile, env })("https://else.test/", get)).rejects.toThrow(/altnames/);
    await expect(issuerFetch({ caFile: undefined, env })(ISSUER, get)).rejects.toThrow(/certificate/);
    expect(asked).toEqual([]);
  });

  it("is told an IPv6 address in one pair of brackets, which the certificate has to name", async () => {
    const ask = issuerFetch({ caFile, env: { https_proxy: proxyUrl } });
    await expect(ask("https://[2001:db8::1]:8443/", get)).rejects.toThrow(/2001:db8::1 is not in/i);
    expect(heads[0]).toMatch(/^CONNECT \[2001:db8::1\]:8443 HTTP/);
  });

  it("NO_PROXY goes there directly", async () => {
    const env = { HTTPS_PROXY: proxyUrl, NO_PROXY: "example.org, localhost" };
    const ask = issuerFetch({ caFile, env });
    await expect(ask(`https://localhost:${issuerPort}/`, get)).rejects.toThrow(/altnames/);
    expect(heads).toEqual([]);
  });

  it("that refuses fails the sign-in, and so does none", async () => {
    const ask = issuerFetch({ caFile, env: { HTTPS_PROXY: proxyUrl } });
    await expect(ask("https://refused.test/", get)).rejects.toThrow("the proxy answered 407");
    const alone = issuerFetch({ caFile, env: { HTTPS_PROXY: "http://127.0.0.1:9" } });
    await expect(alone(ISSUER, get)).rejects.toThrow(/ECONNREFUSED/);
  });

  it("is that of the server's environment when somebody signs in", async () => {
    const app = await startSignInApp(
      {
        mode: "oidc",
        oidc: {
          issuer: new URL(ISSUER),
          clientId: "sightglass",
          clientSecret: { kind: "value", secret: new Secret(SECRET) },
          caFile,
          scopes: [],
          groupsClaim: "groups",
          nameClaim: "name",
          roles: { viewer: ["*"] },
        },
      },
      { upstream: { env: { HTTPS_PROXY: proxyUrl } } },
    );
    try {
      const response = await app.ask("/auth/login");
      expect(response.headers.get("location")).toMatch(/^https:\/\/other\.test\/authorize\?/);
      expect(asked).toEqual(["GET other.test/.well-known/openid-configuration"]);
      expect(heads).toHaveLength(1);
    } finally {
      await app.stop();
    }
  });
});
