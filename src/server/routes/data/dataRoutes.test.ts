import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer } from "../../../testing/faultUpstream/behaviours.ts";
import {
  aSource,
  envelopeOf,
  startDataApp,
  type AskedWith,
  type DataApp,
} from "../../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, type FaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";

let upstream: FaultUpstream;
let app: DataApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
});
afterAll(async () => await upstream.close());
beforeEach(async () => {
  upstream.requests.length = 0;
  app = await startDataApp([aSource({ baseOrigin: upstream.origin, prefix: "/metrics/v1/x" })]);
});
afterEach(async () => await app.close());

const FORM = "application/x-www-form-urlencoded";
const post = (body: string, type = FORM): AskedWith => ({
  method: "POST",
  body,
  headers: { "content-type": type },
});
/** What arrived upstream for a request: "GET target" or "POST target body". */
async function sent(path: string, options?: AskedWith): Promise<string> {
  const got = await app.get(`prod/api/v1/${path}`, options);
  const last = upstream.requests.at(-1);
  return last === undefined
    ? `${got.status} ${envelopeOf(got).problem.code}`
    : `${last.method} ${last.target} ${last.body}`.trim();
}
const P = "/metrics/v1/x/api/v1";

describe("operations", () => {
  it.each([
    ["query?query=up", `GET ${P}/query?query=up`],
    [
      "query?query=up%7Ba%3D%22%2B+b%22%7D&time=1700000000.123",
      `GET ${P}/query?query=up%7Ba%3D%22%2B%20b%22%7D&time=1700000000.123`,
    ],
    [
      "query?time=2024-01-02T03:04:05.678%2B01:00&query=1&stats=all&limit=5&timeout=30s&lookback_delta=1m30s",
      `GET ${P}/query?query=1&time=2024-01-02T03%3A04%3A05.678%2B01%3A00&timeout=30s&lookback_delta=1m30s&stats=all&limit=5`,
    ],
    [
      "query_range?query=up&start=0&end=100&step=15s",
      `GET ${P}/query_range?query=up&start=0&end=100&step=15s`,
    ],
    ["labels?match[]=up&match%5B%5D=down", `GET ${P}/labels?match%5B%5D=up&match%5B%5D=down`],
    ["labels", `GET ${P}/labels`],
    ["label/job/values?limit=3", `GET ${P}/label/job/values?limit=3`],
    [
      "series?match[]=up&start=-292273086-05-16T16:47:06Z",
      `GET ${P}/series?match%5B%5D=up&start=-292273086-05-16T16%3A47%3A06Z`,
    ],
    [
      "metadata?limit=1&limit_per_metric=2&metric=up",
      `GET ${P}/metadata?limit=1&limit_per_metric=2&metric=up`,
    ],
    ["query_exemplars?query=up&start=1&end=2", `GET ${P}/query_exemplars?query=up&start=1&end=2`],
    [
      "rules?type=alert&rule_name[]=a&rule_name[]=b&exclude_alerts=true",
      `GET ${P}/rules?type=alert&rule_name%5B%5D=a&rule_name%5B%5D=b&exclude_alerts=true`,
    ],
  ])("%s", async (path, expected) => {
    expect(await sent(path)).toBe(expected);
  });

  it("ignores unknown parameters, and the second value of a single one", async () => {
    expect(await sent("query?query=a&query=b&evil=1&dedup=false&__proto__=1")).toBe(`GET ${P}/query?query=a`);
  });

  it("takes form POST where Prometheus does, the body before the URL", async () => {
    expect(await sent("query?query=url&time=5", post("query=body"))).toBe(
      `POST ${P}/query query=body&time=5`,
    );
    expect(await sent("labels?match[]=b", post("match[]=a"))).toBe(
      `POST ${P}/labels match%5B%5D=a&match%5B%5D=b`,
    );
    expect(await sent("series", post("match[]=a", `${FORM}; charset=utf-8`))).toBe(
      `POST ${P}/series match%5B%5D=a`,
    );
    expect(await sent("labels", { method: "POST" })).toBe(`POST ${P}/labels`);
  });

  it("sends a long GET as POST, but only where that is taken", async () => {
    const long = "a".repeat(3_000);
    expect(await sent(`query?query=${long}`)).toBe(`POST ${P}/query query=${long}`);
    expect(await sent(`label/x/values?match[]=${long}`)).toBe(`GET ${P}/label/x/values?match%5B%5D=${long}`);
  });

  it("answers buildinfo itself", async () => {
    const got = await app.get("prod/api/v1/status/buildinfo");
    expect(JSON.parse(got.text)).toMatchObject({ status: "success", data: { version: "" } });
    expect(upstream.requests.length).toBe(0);
  });

  it.each(["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])("refuses %s with 405", async (method) => {
    const got = await app.get("prod/api/v1/query?query=up", { method });
    expect([got.status, got.headers.allow]).toEqual([405, "GET, POST"]);
    expect(upstream.requests.length).toBe(0);
  });

  it("refuses POST where Prometheus does", async () => {
    for (const path of ["label/a/values", "metadata", "rules", "status/buildinfo"]) {
      const got = await app.get(`prod/api/v1/${path}`, post(""));
      expect([got.status, got.headers.allow]).toEqual([405, "GET"]);
    }
    expect(upstream.requests.length).toBe(0);
  });
});

const big = (bytes: number) => `query=${"a".repeat(bytes)}`;

describe("S26 parameters have limits", () => {
  it("64 KiB of query pass, one byte more does not, nor does a body above 256 KiB", async () => {
    expect(await sent("query", post(big(65_536)))).toBe(`POST ${P}/query ${big(65_536)}`);
    const over = await app.get("prod/api/v1/query", post(big(65_537)));
    expect([over.status, envelopeOf(over).errorType]).toEqual([400, "bad_data"]);
    const huge = await app.get("prod/api/v1/query", post(big(6_553_600)));
    expect(huge.status).toBe(413);
    expect(upstream.requests.length).toBe(1);
  });

  it.each([
    "query",
    "query?query=",
    "query?query=up&time=yesterday",
    "query?query=up&time=NaN",
    "query?query=up&time=1e999",
    "query?query=up&time=2024-13-01T00:00:00Z",
    "query?query=up&timeout=1x",
    "query?query=up&limit=many",
    "query?query=up&stats=a%20b",
    "query?query=%ff",
    "query?query=%",
    "query?query=%ED%A0%80",
    "query_range?query=up&start=0&end=1",
    "query_range?query=up&start=0&end=1&step=0",
    "query_range?query=up&start=0&end=1&step=-5",
    "query_range?query=up&start=0&end=1&step=",
    "series",
    "rules?exclude_alerts=maybe",
    `query?query=up&${"a&".repeat(1_001)}`,
    `labels?${"match[]=a&".repeat(201)}`,
  ])("%s is 400 bad_data without a call", async (path) => {
    const got = await app.get(`prod/api/v1/${path}`);
    const { errorType, error, problem } = envelopeOf(got);
    expect([got.status, errorType, problem.code, upstream.requests.length]).toEqual([
      400,
      "bad_data",
      "BAD_REQUEST",
      0,
    ]);
    expect(error).toMatch(/^The request is not valid\. .+/);
  });

  it.each([
    ["1,000 parameters", (count: number) => `query?query=up&${"a&".repeat(count - 2)}a`, 1_000],
    ["200 values of match[]", (count: number) => `labels?${"match[]=a&".repeat(count - 1)}match[]=a`, 200],
    ["64 characters of time", (count: number) => `query?query=up&time=1.${"0".repeat(count - 2)}`, 64],
    ["a limit of 10 digits", (count: number) => `query?query=up&limit=${"9".repeat(count)}`, 10],
    ["a word of 32 letters", (count: number) => `query?query=up&stats=${"a".repeat(count)}`, 32],
  ])("%s pass, one more or a hundred times as many do not", async (...[, path, limit]) => {
    expect((await app.get(`prod/api/v1/${path(limit)}`)).status).toBe(200);
    expect((await app.get(`prod/api/v1/${path(limit + 1)}`)).status).toBe(400);
    // Beyond the longest request line it is refused before it is read.
    expect([400, 414, 431]).toContain((await app.get(`prod/api/v1/${path(limit * 100)}`)).status);
    expect(upstream.requests.length).toBe(1);
  });

  it("11,000 steps pass, 11,001 do not, by Prometheus' own formula", async () => {
    expect(await sent("query_range?query=up&start=0&end=11000&step=1")).toContain("end=11000");
    const got = await app.get("prod/api/v1/query_range?query=up&start=0&end=11001&step=1");
    expect([got.status, envelopeOf(got).errorType, envelopeOf(got).problem.code]).toEqual([
      400,
      "bad_data",
      "TOO_MANY_POINTS",
    ]);
    expect(upstream.requests.length).toBe(1);
  });

  it.each([
    ["application/json", '{"query":"up"}'],
    ["text/plain", "query=up"],
    ["", "query=up"],
    ["\tapplication/x-www-form-urlencoded", "query=up"],
    ["application/x-www-form-urlencoded-not", "query=up"],
    ["application/x-www-form-urlencoded; charset=utf-16", "query=up"],
    ["multipart/form-data; boundary=a", "--a--"],
  ])("S30 a body of type %j is 415", async (type, body) => {
    const got = await app.get("prod/api/v1/query", type === "" ? { method: "POST", body } : post(body, type));
    // Leading white space is no part of a header's value (RFC 9110 §5.5), so that one is the exact type.
    expect(got.status).toBe(type.startsWith("\t") ? 200 : 415);
  });

  it("S24 a compressed request body is 415", async () => {
    const got = await app.get("prod/api/v1/query", {
      ...post("query=up"),
      headers: { "content-type": FORM, "content-encoding": "gzip" },
    });
    expect([got.status, upstream.requests.length]).toEqual([415, 0]);
  });
});

describe("S01 label names", () => {
  it.each([
    ["__name__", "__name__"],
    ["a".repeat(1_024), "a".repeat(1_024)],
    ["a.b", "U__a_2e_b"],
    ["a_b.c", "U__a__b_2e_c"],
    ["9lives", "U___39_lives"],
    ["..", "U___2e__2e_"],
    ["%2e%2e", "U___2e__2e_"],
    ["%2E.", "U___2e__2e_"],
    ["..%2f..%2fadmin", "U___2e__2e__2f__2e__2e__2f_admin"],
    ["%2e%2e%2f%2e%2e%5cadmin", "U___2e__2e__2f__2e__2e__5c_admin"],
    ["%252e%252e", "U___25_2e_25_2e"],
    ["a%00b", "U__a_0_b"],
    ["a%0d%0ax-evil:1", "U__a_d__a_x_2d_evil_3a_1"],
    ["a;b", "U__a_3b_b"],
    ["a%3Fb%23c", "U__a_3f_b_23_c"],
    ["%EF%BC%8E%EF%BC%8E", "U___ff0e__ff0e_"],
    ["%F0%9F%98%80", "U___1f600_"],
    ["http:%2f%2fevil", "U__http_3a__2f__2f_evil"],
    ["U__a_2e_b", "U__a_2e_b"],
  ])("%s goes out as one safe segment", async (label, expected) => {
    expect(await sent(`label/${label}/values`)).toBe(`GET ${P}/label/${expected}/values`);
  });

  it.each(["a".repeat(1_025), "%ff", "%c0%ae%c0%ae", "%", "%ED%A0%80", "%F0%9F%98%80".repeat(257)])(
    "%s is refused without a call",
    async (label) => {
      const got = await app.get(`prod/api/v1/label/${label}/values`);
      expect([400, 404]).toContain(got.status);
      expect(upstream.requests.length).toBe(0);
    },
  );
});

/** Sends bytes as they are and returns the status line's code. */
async function rawStatus(request: string): Promise<number> {
  const socket = connect(app.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(request, "latin1");
  const [data] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(data.toString("latin1"))?.[1]);
}

describe("S02 S03 S04 everything else", () => {
  const D = "/api/sources/prod/api/v1";
  it.each([
    "/api/sources/prod/api/v1//query?query=up",
    "//api/sources/prod/api/v1/query?query=up",
    "/api//sources/prod/api/v1/query?query=up",
    `${D}/./query?query=up`,
    `${D}/../v1/query?query=up`,
    `${D}/query/?query=up`,
    `${D}/query%2f?query=up`,
    `${D}/%71uery?query=up`,
    "/api/sources/prod/%61pi/v1/query?query=up",
    "/api/sources/%70rod/api/v1/query?query=up",
    "/API/sources/prod/api/v1/query?query=up",
    `${D}/Query?query=up`,
    `${D}/queryX?query=up`,
    `${D}/query;a=b?query=up`,
    `${D}\\query?query=up`,
    `${D}/label//values`,
    `${D}/label/a/b/values`,
    `${D}/label/a/values/`,
    `${D}/label/a`,
    `${D}/admin/tsdb/delete_series`,
    `${D}/write`,
    `${D}/read`,
    `${D}/targets`,
    `${D}/alerts`,
    `${D}/status/config`,
    `${D}/status/flags`,
    `${D}/status/tsdb`,
    `${D}/status/buildinfo/..%2fconfig`,
    `${D}/format_query?query=up`,
    "/api/sources/prod/-/reload",
    "/api/sources/prod/-/quit",
    "/api/sources/prod/federate",
    "/api/sources/prod/metrics",
    "/api/sources/prod/debug/pprof",
    "/api/sources/prod/loki/api/v1/push",
    "/api/sources/prod/flush",
    "/api/sources/:id/api/v1/query?query=up",
    "/api/sources/../prod/api/v1/query?query=up",
    "/api/sources/PROD/api/v1/query?query=up",
    "/api/sources/prod%00/api/v1/query?query=up",
    `/api/sources/${"a".repeat(41)}/api/v1/query?query=up`,
    `/api/sources/${"a".repeat(400)}/api/v1/query?query=up`,
    "/api/sources/nobody/api/v1/query?query=up",
    "http://evil.test/api/sources/prod/api/v1/query?query=up",
    "http://127.0.0.1:1/api/sources/prod/api/v1/query?query=up",
    "*",
  ])("%s is 400, 404 or 414 without a call", async (target) => {
    const status = await rawStatus(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect([400, 404, 414]).toContain(status);
    expect(upstream.requests.length).toBe(0);
  });

  it("S04 an upgrade is not taken", async () => {
    const status = await rawStatus(
      `GET ${D}/query?query=up HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
    );
    expect(status).toBe(200);
    expect(upstream.requests[0]?.headers.map(([name]) => name)).not.toContain("upgrade");
  });
});
