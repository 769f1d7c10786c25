import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type LookupFunction } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TlsOptions, TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { answer, hang, redirect, UP } from "../../testing/faultUpstream/behaviours.ts";
import {
  createCertificates,
  type Certificates,
  type KeyPair,
} from "../../testing/faultUpstream/certificates.ts";
import {
  aSource,
  bearer,
  envelopeOf,
  startDataApp,
  type DataApp,
} from "../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, until, type FaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";
import { Secret } from "../config/Secret.ts";
import type { Source, SourceTls } from "../sources/Source.ts";
import type { UpstreamDeps } from "./UpstreamPool.ts";

const QUERY = "prod/api/v1/query?query=up";
const TOKEN = "canary-token-8d1f";
const LIMITS = { connectMs: 400, headMs: 400, idleMs: 400, retryMinMs: 1, retryMaxMs: 2 };

let certificates: Certificates;
let folder: string;
const cleanups: (() => unknown)[] = [];
beforeAll(() => {
  certificates = createCertificates();
  folder = mkdtempSync(path.join(tmpdir(), "connections-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function anUpstream(...args: Parameters<typeof startFaultUpstream>): Promise<FaultUpstream> {
  const upstream = await startFaultUpstream(...args);
  cleanups.push(upstream.close);
  return upstream;
}
async function anApp(source: Partial<Source>, deps: UpstreamDeps = {}): Promise<DataApp> {
  const app = await startDataApp([aSource({ auth: bearer(TOKEN), ...source })], { limits: LIMITS, ...deps });
  cleanups.push(app.close);
  return app;
}
/** Asks once; the problem's code and detail, or "ok". */
async function outcome(app: DataApp): Promise<string> {
  const got = await app.get(QUERY);
  if (got.status === 200) return "ok";
  const { code, detail } = envelopeOf(got).problem;
  return `${code} ${detail ?? ""}`.trim();
}

const serve = (pair: KeyPair, more: TlsOptions = {}) => anUpstream(answer(), { tls: { ...pair, ...more } });
const trusted = (more: Partial<SourceTls> = {}): SourceTls => ({
  caPem: certificates.ca,
  insecureSkipVerify: false,
  ...more,
});

const failing =
  (code: string): LookupFunction =>
  (_host, _options, callback) =>
    callback(Object.assign(new Error(code), { code }), "", 0);
const answering = (...addresses: string[]): LookupFunction => {
  let turn = 0;
  return (_host, options, callback) => {
    const address = addresses[Math.min(turn, addresses.length - 1)] ?? "";
    turn += 1;
    if (options.all === true) callback(null, [{ address, family: address.includes(":") ? 6 : 4 }]);
    else callback(null, address, 4);
  };
};

describe("F13 S15 TLS", () => {
  it("accepts a certificate of the configured CA", async () => {
    const upstream = await serve(certificates.good);
    expect(await outcome(await anApp({ baseOrigin: upstream.origin, tls: trusted() }))).toBe("ok");
    const caFile = path.join(folder, "ca.pem");
    writeFileSync(caFile, certificates.ca);
    expect(
      await outcome(await anApp({ baseOrigin: upstream.origin, tls: { caFile, insecureSkipVerify: false } })),
    ).toBe("ok");
  });

  it.each<[string, (c: Certificates) => KeyPair, boolean, string]>([
    ["self-signed", (c) => c.selfSigned, true, "Its certificate is self-signed"],
    ["of an unknown CA", (c) => c.good, false, "Its issuer is not known here"],
    ["expired", (c) => c.expired, true, "Its certificate has expired"],
    ["for another host", (c) => c.wrongHost, true, "Its certificate is for another host name"],
  ])(
    "refuses a certificate that is %s before a byte of the request is sent",
    async (...[, pick, isCaKnown, reason]) => {
      const upstream = await serve(pick(certificates));
      const tls = isCaKnown ? trusted() : { insecureSkipVerify: false };
      expect(await outcome(await anApp({ baseOrigin: upstream.origin, tls }))).toBe(`UPSTREAM_TLS ${reason}`);
      expect([upstream.receivedBytes(), upstream.requests.length]).toEqual([0, 0]);
    },
  );

  it("takes the configured server name, and skips verification only when told", async () => {
    const upstream = await serve(certificates.wrongHost);
    expect(
      await outcome(await anApp({ baseOrigin: upstream.origin, tls: trusted({ serverName: "other.test" }) })),
    ).toBe("ok");
    expect(
      await outcome(await anApp({ baseOrigin: upstream.origin, tls: { insecureSkipVerify: true } })),
    ).toBe("ok");
  });

  it("shows a client certificate, and names its absence", async () => {
    const upstream = await serve(certificates.good, {
      ca: certificates.ca,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const [certFile, keyFile] = [path.join(folder, "client.pem"), path.join(folder, "client.key")];
    writeFileSync(certFile, certificates.client.cert);
    writeFileSync(keyFile, certificates.client.key);
    expect(
      await outcome(await anApp({ baseOrigin: upstream.origin, tls: trusted({ certFile, keyFile }) })),
    ).toBe("ok");
    expect(await outcome(await anApp({ baseOrigin: upstream.origin, tls: trusted() }))).toBe(
      "UPSTREAM_TLS It demands a client certificate",
    );
    expect(upstream.requests.length).toBe(1);
  });

  it("refuses a server that only speaks TLS 1.0, and plain HTTP on the TLS port", async () => {
    const old = await serve(certificates.good, {
      minVersion: "TLSv1",
      maxVersion: "TLSv1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    expect(await outcome(await anApp({ baseOrigin: old.origin, tls: trusted() }))).toMatch(/^UPSTREAM_TLS /);
    const http = await anUpstream((socket) => socket.write("HTTP/1.1 400 no\r\n\r\n"), {
      onConnection: (socket) => socket.write("HTTP/1.1 400 no\r\n\r\n"),
    });
    expect(await outcome(await anApp({ baseOrigin: `https://localhost:${http.port}`, tls: trusted() }))).toBe(
      "UPSTREAM_TLS It does not speak TLS on this port",
    );
    expect(http.requests.length).toBe(0);
  });

  it("ends a handshake that stalls at the connect deadline", async () => {
    const silent = await anUpstream(hang);
    const app = await anApp({ baseOrigin: `https://localhost:${silent.port}`, tls: trusted() });
    expect(await outcome(app)).toBe("UPSTREAM_TLS The TLS handshake did not finish within 0.4 s");
  });

  it("survives a renegotiation asked for by the server", async () => {
    const upstream = await anUpstream(
      (socket, request) => {
        (socket as TLSSocket).renegotiate({ rejectUnauthorized: false }, () => undefined);
        answer()(socket, request);
      },
      { tls: { ...certificates.good, maxVersion: "TLSv1.2" } },
    );
    const app = await anApp({ baseOrigin: upstream.origin, tls: trusted() });
    expect(await outcome(app)).toMatch(/^(ok|UPSTREAM_)/);
    upstream.behave(answer());
    expect(await outcome(app)).toBe("ok");
  });

  it("names a certificate file that cannot be read without its path", async () => {
    const app = await anApp({
      baseOrigin: "https://localhost:1",
      tls: { caFile: "/nowhere/ca.pem", insecureSkipVerify: false },
    });
    expect(await outcome(app)).toBe("UPSTREAM_TLS A file of tls_config cannot be read");
  });
});

describe("F12 names", () => {
  it.each<[string, LookupFunction, string]>([
    ["NXDOMAIN", failing("ENOTFOUND"), "UPSTREAM_UNREACHABLE Its host name is not known"],
    ["SERVFAIL", failing("EAI_AGAIN"), "UPSTREAM_UNREACHABLE Its host name could not be resolved"],
    ["a hang", () => undefined, "UPSTREAM_UNREACHABLE No connection within 0.4 s"],
  ])("%s is told in time", async (...[, lookup, expected]) => {
    const app = await anApp({ baseOrigin: "http://metrics.test:9090" }, { lookup });
    const startMs = performance.now();
    expect(await outcome(app)).toBe(expected);
    expect(performance.now() - startMs).toBeLessThan(1_500);
  });

  it("S29 a name that moves to a private address is refused at connect time", async () => {
    const upstream = await anUpstream(answer({ headers: { connection: "close" } }));
    const lookup = answering("127.0.0.1");
    const app = await anApp(
      { baseOrigin: `http://metrics.test:${upstream.port}`, allowPrivate: false },
      { lookup },
    );
    expect(await outcome(app)).toBe("ADDRESS_REFUSED");
    expect(upstream.connections()).toBe(0);
  });

  it("S29 a name that moves to a link-local address is refused although it was good before", async () => {
    const upstream = await anUpstream(answer({ headers: { connection: "close" } }));
    const lookup = answering("127.0.0.1", "169.254.169.254");
    const app = await anApp({ baseOrigin: `http://metrics.test:${upstream.port}` }, { lookup });
    expect(await outcome(app)).toBe("ok");
    expect(await outcome(app)).toBe("ADDRESS_REFUSED");
  });

  it.each([
    "http://169.254.169.254",
    "http://[fe80::1]",
    "http://metadata.google.internal",
    "http://[::ffff:169.254.169.254]",
    "http://0xa9fea9fe",
    "http://[fd00:ec2::254]",
  ])("S29 %s is never contacted", async (url) => {
    expect(await outcome(await anApp({ baseOrigin: new URL(url).origin }))).toBe("ADDRESS_REFUSED");
  });
});

it("F14 a SYN black hole ends at the connect deadline", async () => {
  // A stopped process with a full backlog: the kernel drops further SYNs.
  const script =
    'const s=require("net").createServer().listen({port:0,host:"127.0.0.1",backlog:1},()=>console.log(s.address().port))';
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
  cleanups.push(() => child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(line.toString());
  child.kill("SIGSTOP");
  const fillers = Array.from({ length: 6 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
  cleanups.push(() => fillers.forEach((socket) => socket.destroy()));
  await until(() => fillers.filter((socket) => !socket.connecting).length >= 2, "backlog full");
  const app = await anApp({ baseOrigin: `http://127.0.0.1:${port}` });
  expect(await outcome(app)).toBe("UPSTREAM_UNREACHABLE No connection within 0.4 s");
});

describe("S11 redirects", () => {
  it("are neither followed nor relayed: no connection to any target", async () => {
    const sink = await anUpstream(answer());
    const upstream = await anUpstream(answer());
    const app = await anApp({ baseOrigin: upstream.origin });
    const targets = [
      `${sink.origin}/api/v1/query`,
      `http://localhost:${sink.port}/`,
      `https://127.0.0.1:${sink.port}/`,
      `http://user:pass@127.0.0.1:${sink.port}/?token=1`,
      `//127.0.0.1:${sink.port}/`,
      "/api/v1/query?again",
      "",
      "javascript:alert(1)",
      `${upstream.origin}/api/v1/query?query=up`,
    ];
    for (const status of [300, 301, 302, 303, 304, 307, 308]) {
      for (const target of targets) {
        upstream.behave(redirect(target, status));
        const got = await app.get(QUERY);
        expect([got.status, envelopeOf(got).problem.code]).toEqual([502, "UPSTREAM_REDIRECT"]);
        expect(got.headers.location).toBeUndefined();
        expect(got.text).not.toMatch(/token=1|pass@|again|alert/);
      }
    }
    expect(sink.connections()).toBe(0);
    expect(upstream.requests.every((request) => request.target === "/api/v1/query?query=up")).toBe(true);
  });
});

describe("S12 S28 outgoing headers", () => {
  const CLIENT = {
    cookie: "session=1",
    authorization: "Bearer mine",
    referer: "http://x/",
    origin: "http://x",
    "x-forwarded-for": "1.2.3.4",
    "x-scope-orgid": "other",
    "x-ds-authorization": "Bearer evil",
    "accept-language": "de",
    te: "trailers",
    "user-agent": "curl",
    forwarded: "for=1",
    "proxy-authorization": "Basic x",
  };

  it("are exactly the documented set, built from nothing", async () => {
    const upstream = await anUpstream(answer());
    const headers = new Map([
      ["X-Scope-OrgID", new Secret("team-a")],
      ["Authorization", new Secret("no")],
      ["Host", new Secret("no")],
      ["Cookie", new Secret("no")],
    ]);
    const app = await anApp({ baseOrigin: upstream.origin, headers });
    await app.get(QUERY, { headers: CLIENT });
    await app.get("prod/api/v1/query", {
      method: "POST",
      body: "query=up",
      headers: {
        ...CLIENT,
        "accept-encoding": "br, gzip",
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    const common = [
      ["host", `127.0.0.1:${upstream.port}`],
      ["connection", "keep-alive"],
      ["accept", "application/json"],
      ["user-agent", "Sightglass"],
    ];
    const own = [
      ["authorization", `Bearer ${TOKEN}`],
      ["x-scope-orgid", "team-a"],
    ];
    expect(upstream.requests[0]?.headers).toEqual([...common, ["accept-encoding", "identity"], ...own]);
    expect(upstream.requests[1]?.headers).toEqual([
      ...common,
      ["accept-encoding", "gzip"],
      ["content-type", "application/x-www-form-urlencoded"],
      ...own,
      ["content-length", "8"],
    ]);
  });

  it("carry Basic, any scheme word, or none", async () => {
    const upstream = await anUpstream(answer());
    const sent = async (auth: Source["auth"]) => {
      await (await anApp({ baseOrigin: upstream.origin, auth })).get(QUERY);
      return upstream.requests.at(-1)?.headers.find(([name]) => name === "authorization")?.[1];
    };
    const password = { kind: "value", secret: new Secret("pä:ss") } as const;
    expect(await sent({ type: "basic", username: "me", password })).toBe(
      `Basic ${Buffer.from("me:pä:ss").toString("base64")}`,
    );
    expect(
      await sent({
        type: "bearer",
        scheme: "Token",
        credentials: { kind: "value", secret: new Secret("t") },
      }),
    ).toBe("Token t");
    expect(await sent({ type: "none" })).toBeUndefined();
  });

  it("read a secret file at each use", async () => {
    const upstream = await anUpstream(answer());
    const file = path.join(folder, "token");
    writeFileSync(file, "first\n");
    const app = await anApp({
      baseOrigin: upstream.origin,
      auth: { type: "bearer", scheme: "Bearer", credentials: { kind: "file", path: file } },
    });
    await app.get(QUERY);
    writeFileSync(file, "second-one\n");
    await app.get(QUERY);
    const sent = upstream.requests.map(
      (request) => request.headers.find(([name]) => name === "authorization")?.[1],
    );
    expect(sent).toEqual(["Bearer first", "Bearer second-one"]);
    rmSync(file);
    expect(await outcome(app)).toBe("UPSTREAM_AUTH The secret file cannot be read");
    writeFileSync(file, "a\r\nx-evil: 1");
    expect(await outcome(app)).toMatch(/^UPSTREAM_AUTH /);
    expect(upstream.requests.length).toBe(2);
  });
});

describe("HTTPS_PROXY", () => {
  it("is tunnelled through with CONNECT, and sees neither token nor request", async () => {
    const upstream = await anUpstream(answer(), { tls: certificates.good });
    const heads: string[] = [];
    const proxy = createServer((socket) => {
      socket.once("data", (head: Buffer) => {
        heads.push(head.toString("latin1"));
        const target = connect(upstream.port, "127.0.0.1");
        target.on("connect", () => {
          socket.write("HTTP/1.1 200 OK\r\n\r\n");
          socket.pipe(target).pipe(socket);
        });
        for (const end of [socket, target]) end.on("error", () => undefined);
      });
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    cleanups.push(() => proxy.close());
    const env = { HTTPS_PROXY: `http://u:p@127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const tls = { caPem: certificates.ca, insecureSkipVerify: false };
    expect((await (await anApp({ baseOrigin: upstream.origin, tls }, { env })).get(QUERY)).text).toBe(UP);
    expect(heads).toEqual([
      `CONNECT localhost:${upstream.port} HTTP/1.1\r\nhost: localhost:${upstream.port}\r\nproxy-authorization: Basic dTpw\r\n\r\n`,
    ]);
    await (
      await anApp(
        { baseOrigin: upstream.origin, tls },
        { env: { ...env, NO_PROXY: "example.org, localhost" } },
      )
    ).get(QUERY);
    expect(heads.length).toBe(1);
  });

  it("that refuses is told apart from the source", async () => {
    const proxy = await anUpstream(hang, {
      onConnection: (socket) => socket.write("HTTP/1.1 407 no\r\n\r\n"),
    });
    const app = await anApp(
      { baseOrigin: "https://metrics.test" },
      { env: { https_proxy: `127.0.0.1:${proxy.port}` } },
    );
    expect(await outcome(app)).toMatch(/^UPSTREAM_UNREACHABLE The proxy/);
  });
});
