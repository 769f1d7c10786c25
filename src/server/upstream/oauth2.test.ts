import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  hang,
  inTurn,
  json,
  page,
  plain,
  redirect,
  reset,
} from "../../testing/faultUpstream/behaviours.ts";
import { createCertificates, type Certificates } from "../../testing/faultUpstream/certificates.ts";
import { aSource, envelopeOf, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
  type RecordedRequest,
} from "../../testing/faultUpstream/FaultUpstream.ts";
import { startTokenServer, type TokenServer } from "../../testing/startTokenServer.ts";
import { Secret } from "../config/Secret.ts";
import type { OAuth2Config, Source } from "../sources/Source.ts";
import type { UpstreamLimits } from "./limits.ts";

const SECRET = "canary-client:secret/+&";
const QUERY = "prod/api/v1/query?query=up";
const client = { id: "sight glass", secret: SECRET, scopes: ["metrics.read"] };
let upstream: FaultUpstream;
let endpoint: FaultUpstream;
let app: DataApp;

beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
  endpoint = await startFaultUpstream(answer());
});
afterAll(async () => {
  await upstream.close();
  await endpoint.close();
});
afterEach(async () => await app.close());

const oauth2 = (over: Partial<OAuth2Config> = {}): OAuth2Config => ({
  type: "oauth2",
  clientId: client.id,
  clientSecret: { kind: "value", secret: new Secret(SECRET) },
  tokenUrl: `${endpoint.origin}/o/token/`,
  scopes: client.scopes,
  endpointParams: new Map([["audience", new Secret("metrics & more")]]),
  tls: { insecureSkipVerify: false },
  ...over,
});

interface Stage {
  readonly auth?: Partial<OAuth2Config>;
  readonly source?: Partial<Source>;
  readonly limits?: Partial<UpstreamLimits>;
}

async function begin({ auth = {}, source = {}, limits = {} }: Stage = {}): Promise<void> {
  upstream.requests.length = 0;
  endpoint.requests.length = 0;
  upstream.behave(answer());
  app = await startDataApp(
    [
      aSource({ baseOrigin: upstream.origin, auth: oauth2(auth), ...source }),
      aSource({ id: "other", baseOrigin: upstream.origin }),
    ],
    { limits: { retryMinMs: 1, retryMaxMs: 2, tokenMs: 400, ...limits } },
  );
}

let given = 0;
const token = (parts: object = {}): string => {
  given += 1;
  return JSON.stringify({
    access_token: `canary-token-${given}`,
    token_type: "Bearer",
    expires_in: 3600,
    ...parts,
  });
};
const tokens: Behaviour = (socket, request) => json(token())(socket, request);
const header = (request: RecordedRequest | undefined, name: string) =>
  request?.headers.find(([key]) => key.toLowerCase() === name)?.[1];
const sentTokens = () => upstream.requests.map((request) => header(request, "authorization"));

describe("OAuth2 client credentials", () => {
  it("asks as RFC 6749 says: the client by Basic, each part encoded, and a form", async () => {
    await begin();
    endpoint.behave(tokens);
    expect((await app.get(QUERY)).status).toBe(200);
    const [request] = endpoint.requests;
    expect([request?.method, request?.target]).toEqual(["POST", "/o/token/"]);
    const [scheme, pair = ""] = (header(request, "authorization") ?? "").split(" ");
    expect([scheme, Buffer.from(pair, "base64").toString()]).toEqual([
      "Basic",
      "sight+glass:canary-client%3Asecret%2F%2B%26",
    ]);
    expect(request?.body).toBe("grant_type=client_credentials&scope=metrics.read&audience=metrics+%26+more");
    expect(request?.headers.map(([name]) => name.toLowerCase()).toSorted()).toEqual([
      "accept",
      "accept-encoding",
      "authorization",
      "connection",
      "content-length",
      "content-type",
      "host",
      "user-agent",
    ]);
    expect(sentTokens()).toEqual([`Bearer canary-token-${given}`]);
  });

  it("F43 500 readers at once cost one token, which then serves all", async () => {
    await begin({ limits: { queuedPerSource: 1_000 } });
    endpoint.behave((socket, request) => void setTimeout(() => tokens(socket, request), 100));
    const all = await Promise.all(
      Array.from({ length: 500 }, async (_value, i) => await app.get(`${QUERY}&time=${i + 1}`)),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(endpoint.requests).toHaveLength(1);
    expect(new Set(sentTokens())).toEqual(new Set([`Bearer canary-token-${given}`]));
    await app.get(`${QUERY}&time=9999`);
    expect(endpoint.requests).toHaveLength(1);
  });

  const faults: readonly (readonly [string, () => Behaviour, RegExp])[] = [
    [
      "400 invalid_client",
      () => json(`{"error":"invalid_client","error_description":"no ${SECRET}"}`, 400),
      /It answered 400: invalid_client \(no \[secret\]\)/,
    ],
    ["401 without words", () => plain("", 401), /It answered 401$/],
    ["500", () => plain("boom", 500), /It answered 500: "boom"/],
    ["a hang", () => hang, /No answer within 0.4 s/],
    ["a reset", () => reset, /cannot be reached/],
    ["HTML", () => page("<!doctype html><title>Sign in</title>"), /200 with a web page titled "Sign in"/],
    ["a redirect", () => redirect("http://127.0.0.1:1/token"), /302, a redirect/],
    ["no JSON object", () => json('["a"]'), /no JSON object|begins|\["a"\]/],
    ["no access_token", () => json(token({ access_token: undefined })), /holds no access_token/],
    ["expires_in 0", () => json(token({ expires_in: 0 })), /expires_in is no number/],
    ["expires_in -1", () => json(token({ expires_in: -1 })), /expires_in is no number/],
    ["expires_in as text", () => json(token({ expires_in: "3600" })), /expires_in is no number/],
    ["expires_in missing", () => json(token({ expires_in: undefined })), /does not say expires_in/],
    ["token_type mac", () => json(token({ token_type: "mac" })), /token_type is not Bearer/],
    ["a token with a line break", () => json(token({ access_token: "a\r\nx: y" })), /no header may hold/],
    ["a 1 MB token", () => json(token({ access_token: "x".repeat(1e6) })), /larger than 64 KiB/],
    ["a 20 kB token", () => json(token({ access_token: "x".repeat(2e4) })), /longer than 12288/],
  ];

  it.each(faults)("F43 %s is TOKEN_FETCH: one fetch, no call, no secret told", async (_name, fault, said) => {
    await begin();
    endpoint.behave(fault());
    const all = await Promise.all(
      Array.from({ length: 20 }, async (_value, i) => await app.get(`${QUERY}&time=${i + 1}`)),
    );
    for (const got of all) {
      expect(got.status).toBe(502);
      expect(envelopeOf(got).problem).toMatchObject({ code: "TOKEN_FETCH", source: "upstream" });
      expect(envelopeOf(got).problem?.detail).toMatch(said);
      expect(got.text).not.toContain("canary");
    }
    expect(envelopeOf(await app.get(QUERY)).problem?.code).toBe("TOKEN_FETCH");
    expect(endpoint.requests).toHaveLength(1);
    expect(upstream.requests).toHaveLength(0);
    expect((await app.get("other/api/v1/query?query=up")).status).toBe(200);
  });

  it("F43 a token endpoint that hangs holds no slot that other sources need", async () => {
    await begin({ limits: { runningTotal: 1, tokenMs: 1_000 } });
    endpoint.behave(hang);
    const waiting = Array.from({ length: 5 }, async (_value, i) => await app.get(`${QUERY}&time=${i + 1}`));
    await endpoint.untilRequests(1);
    expect((await app.get("other/api/v1/query?query=up")).status).toBe(200);
    await Promise.all(waiting);
  });

  it("S29 a token endpoint at a refused address is not connected to", async () => {
    await begin({ source: { allowPrivate: false } });
    const { problem } = envelopeOf(await app.get(QUERY));
    expect(problem).toMatchObject({ code: "TOKEN_FETCH" });
    expect(problem?.detail).toContain("This address is not allowed");
    expect(endpoint.requests).toHaveLength(0);
  });

  it("reads a rotated secret file at the next try", async () => {
    const dir = mkdtempSync(path.join(tmpdir(), "sightglass-oauth-"));
    const file = path.join(dir, "secret");
    writeFileSync(file, "first\n", { mode: 0o600 });
    await begin({ auth: { clientSecret: { kind: "file", path: file } } });
    endpoint.behave(inTurn(json(token({ expires_in: 1 })), tokens));
    await app.get(QUERY);
    writeFileSync(file, "second-one\n", { mode: 0o600 });
    upstream.behave(inTurn(plain("", 401), answer()));
    expect((await app.get(QUERY)).status).toBe(200);
    const secrets = endpoint.requests.map((request) =>
      Buffer.from(header(request, "authorization")?.slice(6) ?? "", "base64").toString(),
    );
    expect(secrets).toEqual(["sight+glass:first", "sight+glass:second-one"]);
    rmSync(dir, { recursive: true });
  });
});

describe("F44 a token revoked mid-use", () => {
  it("F44 is renewed once, and the request sent once more", async () => {
    await begin();
    endpoint.behave(tokens);
    await app.get(QUERY);
    const before = given;
    upstream.behave(inTurn(plain("revoked", 401), answer()));
    expect((await app.get(QUERY)).status).toBe(200);
    expect(endpoint.requests).toHaveLength(2);
    expect(sentTokens().slice(-2)).toEqual([
      `Bearer canary-token-${before}`,
      `Bearer canary-token-${before + 1}`,
    ]);
  });

  it("F44 costs one renewal for 50 readers who were refused with it", async () => {
    await begin();
    endpoint.behave(tokens);
    await app.get(QUERY);
    const old = `Bearer canary-token-${given}`;
    upstream.behave((socket, request) =>
      (header(request, "authorization") === old ? plain("revoked", 401) : answer())(socket, request),
    );
    const all = await Promise.all(
      Array.from({ length: 50 }, async (_value, i) => await app.get(`${QUERY}&time=${i + 1}`)),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(endpoint.requests).toHaveLength(2);
  });

  it("F01 F44 ends in UPSTREAM_AUTH when the new one is refused as well; others go on", async () => {
    await begin();
    endpoint.behave(tokens);
    upstream.behave((socket, request) =>
      (header(request, "authorization") === undefined
        ? answer()
        : plain(`bad token ${header(request, "authorization") ?? ""}`, 401))(socket, request),
    );
    const got = await app.get(QUERY);
    expect(got.status).toBe(502);
    expect(envelopeOf(got).problem?.code).toBe("UPSTREAM_AUTH");
    expect([upstream.requests.length, endpoint.requests.length]).toEqual([2, 2]);
    // The new one was refused a moment ago: nobody fetches a third.
    expect(envelopeOf(await app.get(QUERY)).problem?.code).toBe("UPSTREAM_AUTH");
    expect([upstream.requests.length, endpoint.requests.length]).toEqual([3, 2]);
    expect((await app.get("other/api/v1/query?query=up")).status).toBe(200);
  });

  it("T1 never tells the token, nor the client's secret, that a source repeats", async () => {
    await begin();
    endpoint.behave(tokens);
    upstream.behave((socket, request) => {
      const said = header(request, "authorization")?.slice(7) ?? "";
      const text = `${said} ${Buffer.from(said).toString("base64")} ${SECRET} ${encodeURIComponent(SECRET)}`;
      json(JSON.stringify({ status: "error", errorType: "execution", error: text }), 422)(socket, request);
    });
    const got = await app.get(QUERY);
    expect(got.status).toBe(422);
    expect(got.text).toContain("[secret]");
    expect(got.text).not.toContain("canary");
    expect(got.text).not.toContain(Buffer.from("canary-token").toString("base64").slice(0, 12));
  });
});

describe("TLS of the token endpoint", () => {
  let certificates: Certificates;
  let secure: FaultUpstream;
  beforeAll(async () => {
    certificates = createCertificates();
    secure = await startFaultUpstream(tokens, { tls: certificates.good });
  });
  afterAll(async () => await secure.close());

  it("S15 an unknown issuer is refused before the secret is written", async () => {
    await begin({ auth: { tokenUrl: `${secure.origin}/token` } });
    const { problem } = envelopeOf(await app.get(QUERY));
    expect(problem?.code).toBe("TOKEN_FETCH");
    expect(problem?.detail).toContain("certificate is not trusted");
    expect(secure.requests).toHaveLength(0);
  });

  it.each([
    ["its own CA", {}],
    ["the source's CA, beside the usual ones", { isExtraCa: true } as const],
  ])("is verified with %s", async (_name, extra) => {
    const tls = { insecureSkipVerify: false, caPem: certificates.ca, ...extra };
    await begin({ auth: { tokenUrl: `${secure.origin}/token`, tls } });
    expect((await app.get(QUERY)).status).toBe(200);
  });
});

describe("with a certified OAuth2 server", () => {
  let server: TokenServer;
  beforeAll(async () => {
    server = await startTokenServer(client);
    upstream.behave(answer());
  });
  afterAll(async () => await server.close());

  it("gets a token of the scope, which the source can verify", async () => {
    await begin({ auth: { tokenUrl: server.tokenUrl, endpointParams: new Map() } });
    expect((await app.get(QUERY)).status).toBe(200);
    const [sent = ""] = sentTokens();
    expect(await server.isGood(sent?.replace("Bearer ", "") ?? "", "metrics.read")).toBe(true);
  });

  it.each([
    [
      "a wrong secret",
      { clientSecret: { kind: "value", secret: new Secret("wrong") } } as const,
      /invalid_client/,
    ],
    ["a scope that the client lacks", { scopes: ["metrics.write"] }, /invalid_scope/],
  ])("F43 %s is told by the server's own word", async (_name, auth, said) => {
    await begin({ auth: { tokenUrl: server.tokenUrl, endpointParams: new Map(), ...auth } });
    const { problem } = envelopeOf(await app.get(QUERY));
    expect(problem?.detail).toMatch(said);
    expect(upstream.requests).toHaveLength(0);
  });
});
