import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer, hang, inTurn, json, page, plain, redirect } from "../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { Secret } from "../config/Secret.ts";
import { pageFeed } from "../sources/pageFeed.ts";
import type { Source } from "../sources/Source.ts";
import { fetchPage } from "./fetchPage.ts";
import { PageFetcher } from "./PageFetcher.ts";
import { readPageFacts } from "./readPageFacts.ts";

const TEXT = "# TYPE a counter\na_total 1\n";
let exporter: FaultUpstream;
let endpoint: FaultUpstream;
let pages: PageFetcher;
beforeAll(async () => {
  exporter = await startFaultUpstream(answer());
  endpoint = await startFaultUpstream(answer());
});
afterAll(async () => {
  await exporter.close();
  await endpoint.close();
});
beforeEach(() => {
  exporter.requests.length = 0;
  endpoint.requests.length = 0;
  pages = new PageFetcher({ userAgent: "Sightglass/0.0.0" });
});
afterEach(() => pages.close());

const metrics = (body: string | Buffer, headers: Record<string, string> = {}): Behaviour =>
  answer({ body, headers: { "content-type": "text/plain; version=0.0.4", ...headers } });

const shop = (over: Partial<Source> = {}): Source =>
  aSource({
    id: "shop",
    kind: "openmetrics",
    baseOrigin: exporter.origin,
    prefix: "/federate",
    feed: pageFeed({ query: "?match[]={job=~%22.%2B%22}", scrapeTimeoutMs: 1_000, pageBytes: 10_000 }),
    ...over,
  });

const never = new AbortController().signal;

async function read(source = shop(), signal = never): Promise<string> {
  const { chunks } = await pages.get(source, signal);
  const kept: Uint8Array[] = [];
  for await (const chunk of chunks) kept.push(chunk);
  return Buffer.concat(kept).toString();
}

async function refusal(source = shop()): Promise<string> {
  try {
    return await read(source);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return `${error.problem.code} ${error.problem.detail ?? ""}`.trim();
  }
}

describe("a page", () => {
  it("S12 is asked for as Prometheus asks, with its query string, and nothing of ours beside", async () => {
    exporter.behave(metrics(TEXT));
    const basic = {
      type: "basic",
      username: "me",
      password: { kind: "value", secret: new Secret("pw") },
    } as const;
    const headers = new Map([["X-Scope-OrgID", new Secret("team-a")]]);
    expect(await read(shop({ auth: basic, headers }))).toBe(TEXT);
    const [request] = exporter.requests;
    expect([request?.method, request?.target]).toEqual(["GET", "/federate?match[]={job=~%22.%2B%22}"]);
    const sent = Object.fromEntries(request?.headers ?? []);
    expect(sent).toEqual({
      host: new URL(exporter.origin).host,
      connection: "keep-alive",
      accept: expect.stringMatching(/^application\/openmetrics-text;version=1\.0\.0;.*\*\/\*;q=0\.3$/),
      "accept-encoding": "gzip",
      "user-agent": "Sightglass/0.0.0",
      authorization: `Basic ${Buffer.from("me:pw").toString("base64")}`,
      "x-scope-orgid": "team-a",
    });
  });

  it("is inflated", async () => {
    exporter.behave(metrics(gzipSync(TEXT), { "content-encoding": "gzip" }));
    expect(await read()).toBe(TEXT);
  });

  it.each<[string, () => Behaviour, string]>([
    ["larger than its limit", () => metrics("#".repeat(10_001)), "TOO_LARGE The page is larger than"],
    [
      "larger than its limit once inflated",
      () => metrics(gzipSync("#".repeat(1e6)), { "content-encoding": "gzip" }),
      "TOO_LARGE The page is larger than",
    ],
    ["a web page", () => page("<!doctype html><title>Node Exporter</title>"), "NOT_AN_API It is HTML"],
    ["a redirect", () => redirect("http://127.0.0.1:1/"), "UPSTREAM_REDIRECT It points to 127.0.0.1:1"],
    [
      "not there",
      () => plain("404 page not found", 404),
      "UPSTREAM_NOT_FOUND It answered 404: there is no page",
    ],
    ["forbidden", () => plain("no", 403), "UPSTREAM_FORBIDDEN"],
    ["an error", () => plain("down", 503), 'UPSTREAM_ERROR It answered 503: "down"'],
    ["silent", () => hang, "UPSTREAM_TIMEOUT No complete page within 1 s"],
    ["wrongly compressed", () => metrics("x", { "content-encoding": "br" }), "BAD_ENCODING"],
  ])("that is %s is a problem with a name", async (_name, behaviour, said) => {
    exporter.behave(behaviour());
    expect(await refusal()).toContain(said);
  });

  it("that stops midway breaks its stream", async () => {
    exporter.behave((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 100\r\n\r\na 1\n");
    });
    expect(await refusal()).toBe("UPSTREAM_TIMEOUT No complete page within 1 s");
  });

  it("is let go when nobody waits for it any more", async () => {
    exporter.behave(hang);
    const left = new AbortController();
    const reading = read(shop(), left.signal).catch((error: unknown) => error);
    await exporter.untilRequests(1);
    left.abort();
    expect(await reading).toBeInstanceOf(ProblemError);
    await exporter.untilOpen(0);
  });

  it("S29 at a refused address is not connected to", async () => {
    expect(await refusal(shop({ allowPrivate: false }))).toBe("ADDRESS_REFUSED");
    expect(exporter.requests).toHaveLength(0);
  });
});

describe("a page behind OAuth2", () => {
  const oauth2 = (): Source["auth"] => ({
    type: "oauth2",
    clientId: "me",
    clientSecret: { kind: "value", secret: new Secret("canary-client-secret") },
    tokenUrl: `${endpoint.origin}/token`,
    scopes: ["metrics.read"],
    endpointParams: new Map(),
    tls: { insecureSkipVerify: false },
  });
  let count = 0;
  const tokens: Behaviour = (socket, request) => {
    count += 1;
    const token = { access_token: `canary-token-${count}`, token_type: "bearer", expires_in: 60 };
    json(JSON.stringify(token))(socket, request);
  };

  it("F44 is asked for again with a new token, once", async () => {
    endpoint.behave(tokens);
    exporter.behave(inTurn(metrics(TEXT), plain("revoked", 401), metrics(TEXT), plain("revoked", 401)));
    const source = shop({ auth: oauth2() });
    expect([await read(source), await read(source)]).toEqual([TEXT, TEXT]);
    expect(endpoint.requests).toHaveLength(2);
    expect(await refusal(source)).toBe("UPSTREAM_AUTH");
    expect(endpoint.requests).toHaveLength(2);
  });

  it("F43 fails with the words of the token endpoint, which hold no secret", async () => {
    endpoint.behave(json('{"error":"invalid_client","error_description":"canary-client-secret"}', 400));
    const said = await fetchPage(pages, shop({ auth: oauth2() }), never).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(Error);
    expect((said as Error).message).toBe(
      "No access token for the source: Token endpoint: It answered 400: invalid_client ([secret])",
    );
    expect(exporter.requests).toHaveLength(0);
  });
});

describe("the test of a page", () => {
  it("counts what is on it", async () => {
    exporter.behave(
      answer({
        body: "# TYPE a counter\na_total 1\n# EOF\n",
        headers: { "content-type": "application/openmetrics-text; version=1.0.0" },
      }),
    );
    expect(await readPageFacts(pages, shop(), never)).toEqual({
      samples: 1,
      series: 1,
      format: "OpenMetrics",
      date: undefined,
    });
  });

  it("F45 names the line on which it breaks", async () => {
    exporter.behave(metrics("a 1\nb{ 2\n"));
    const error = await readPageFacts(pages, shop(), never).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem).toMatchObject({
      code: "BAD_SHAPE",
      detail: expect.stringMatching(/^line 2: /),
    });
  });
});
