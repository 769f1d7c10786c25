import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  chunk,
  CHUNKED,
  drip,
  flood,
  gzipped,
  hang,
  inTurn,
  json,
  page,
  plain,
  raw,
  rawThenEnd,
  rawThenReset,
  reset,
  UP,
} from "../../testing/faultUpstream/behaviours.ts";
import { aSource, envelopeOf, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import { shortestMs } from "../../testing/shortestMs.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";

/** Deadlines scaled down; the bounds in bytes scaled where a test would otherwise move tens of MiB. */
const LIMITS = {
  connectMs: 400,
  headMs: 250,
  idleMs: 250,
  retryMinMs: 5,
  retryMaxMs: 10,
  compressedBytes: 1_000_000,
  decodedBytes: 4_000_000,
  retryShare: 1,
};
const QUERY = "prod/api/v1/query?query=up";
const GZIP = { "accept-encoding": "gzip" };

let upstream: FaultUpstream;
let app: DataApp;
/** How often it was asked, and what came out. */
async function ask(behaviour: Behaviour, path = QUERY, headers: Record<string, string> = {}) {
  upstream.behave(behaviour);
  const before = upstream.requests.length;
  const got = await app.get(path, { headers });
  return { ...got, calls: upstream.requests.length - before };
}

beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
});
afterAll(async () => await upstream.close());

/** Deadlines that only a fault reaches, and those of the tests of faults. */
async function fresh(over = {}): Promise<void> {
  app = await startDataApp([aSource({ baseOrigin: upstream.origin, timeoutMs: 10_000, ...over })], {
    limits: LIMITS,
  });
}
const SHORT = { timeoutMs: 600 };
afterEach(async () => await app.close());

describe("an answer that is relayed", () => {
  it("passes a JSON body through byte for byte", async () => {
    await fresh();
    const got = await ask(answer());
    expect([got.status, got.text, got.headers["content-type"]]).toEqual([200, UP, "application/json"]);
    expect(got.headers["cache-control"]).toBe("no-store");
    expect(got.headers["x-content-type-options"]).toBe("nosniff");
  });

  it("passes gzip through untouched to a client that takes it, and inflates for one that does not", async () => {
    await fresh();
    const compressed = await ask(gzipped(UP), QUERY, GZIP);
    expect(compressed.headers["content-encoding"]).toBe("gzip");
    expect(compressed.bytes).toEqual(gzipSync(UP));
    const inflated = await ask(gzipped(UP));
    expect([inflated.headers["content-encoding"], inflated.text]).toEqual([undefined, UP]);
  });

  it("F23 F24 accepts JSON under a wrong type or none, and names it JSON", async () => {
    await fresh();
    for (const type of ["text/html", "text/plain"]) {
      const got = await ask(answer({ headers: { "content-type": type } }));
      expect([got.status, got.text, got.headers["content-type"]]).toEqual([200, UP, "application/json"]);
    }
    const got = await ask(raw(`HTTP/1.1 200 OK\r\ncontent-length: ${UP.length}\r\n\r\n${UP}`));
    expect([got.status, got.headers["content-type"]]).toEqual([200, "application/json"]);
  });

  it.each([
    ["F25 invalid JSON of the first seed", '{"status":"success,"data":{"result":[1,2}3'],
    ["F26 a wrong shape", '{"status":"success","data":{"result":null}}'],
    ["F28 depth 100,000", `{"a":${"[".repeat(100_000)}`],
    ["F28 __proto__ and duplicate keys", '{"__proto__":{"x":1},"constructor":1,"a":1,"a":2}'],
    ["F33 invalid UTF-8, a byte order mark and NUL", Buffer.from("efbbbf7b2261223a22ff00c3227d", "hex")],
    ["F34 warnings and infos", '{"status":"success","warnings":["w"],"infos":["i"],"data":{}}'],
    [
      "F37 NaN, infinities and odd numbers",
      '{"status":"success","data":{"result":[{"value":[1,"NaN"]},{"value":[1,"+Inf"]},{"value":[1,"1e309"]}]}}',
    ],
    [
      "F39 native histograms and stale markers",
      '{"status":"success","data":{"result":[{"histogram":[1,{"count":"1","buckets":[[0,"1","2","3"]]}]}]}}',
    ],
    ["F04 an error under status 200", '{"status":"error","errorType":"execution","error":"x"}'],
  ])("%s reaches the reader as it is, to be judged there", async (_name, body) => {
    await fresh();
    const got = await ask(answer({ body }));
    expect(got.status).toBe(200);
    expect(got.bytes).toEqual(Buffer.from(body));
  });

  it("F31 accepts concatenated gzip members, also when it inflates them", async () => {
    await fresh();
    const members = Buffer.concat([gzipSync(UP.slice(0, 30)), gzipSync(UP.slice(30))]);
    const body = answer({ body: members, headers: { "content-encoding": "gzip" } });
    expect((await ask(body, QUERY, GZIP)).bytes).toEqual(members);
    expect((await ask(body)).text).toBe(UP);
  });

  it("F16 streams a slow body while it progresses", async () => {
    await fresh();
    const got = await ask((socket) => {
      socket.write(CHUNKED + chunk("{"));
      let left = 6;
      const timer = setInterval(() => {
        left -= 1;
        socket.write(left === 0 ? chunk('"a":1}') + chunk("") : chunk(" "));
        if (left === 0) clearInterval(timer);
      }, 80);
    });
    expect([got.status, got.isBroken, got.text]).toEqual([200, false, '{     "a":1}']);
  });
});

describe("an answer that is refused", () => {
  it.each<[string, Behaviour, number, string, string]>([
    ["F01 401", plain("no", 401), 502, "UPSTREAM_AUTH", "unavailable"],
    ["F02 403", plain("no", 403), 502, "UPSTREAM_FORBIDDEN", "unavailable"],
    ["F03 404", plain("404 page not found\n", 404), 404, "UPSTREAM_NOT_FOUND", "not_found"],
    [
      "F04 400 bad_data",
      json('{"status":"error","errorType":"bad_data","error":"1:4: parse error: x"}', 400),
      400,
      "QUERY_REJECTED",
      "bad_data",
    ],
    [
      "F04 422 execution",
      json('{"status":"error","errorType":"execution","error":"many-to-many"}', 422),
      422,
      "QUERY_REJECTED",
      "execution",
    ],
    [
      "F10 500 with a JSON error",
      json('{"status":"error","errorType":"internal","error":"boom"}', 500),
      500,
      "UPSTREAM_ERROR",
      "internal",
    ],
    [
      "F10 500 with HTML",
      page("<html><title>Oh <b>no</b></title>", 500),
      502,
      "UPSTREAM_ERROR",
      "unavailable",
    ],
    [
      "F22 200 with a sign-in page",
      page("<!doctype html><title>Sign in</title><body>…"),
      502,
      "NOT_AN_API",
      "unavailable",
    ],
    ["F22 200 with an empty body", answer({ body: "" }), 502, "BAD_JSON", "unavailable"],
    ["F22 204", raw("HTTP/1.1 204 No Content\r\n\r\n"), 502, "BAD_JSON", "unavailable"],
    ["F25 200 that is no JSON by its first bytes", plain("ok then", 200), 502, "BAD_JSON", "unavailable"],
    [
      "F31 bytes that are no gzip",
      answer({ body: UP, headers: { "content-encoding": "gzip" } }),
      502,
      "BAD_ENCODING",
      "unavailable",
    ],
    [
      "F31 an empty gzip body",
      answer({ body: gzipSync(""), headers: { "content-encoding": "gzip" } }),
      502,
      "BAD_JSON",
      "unavailable",
    ],
    [
      "F29 a length above the cap",
      raw("HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n{"),
      502,
      "TOO_LARGE",
      "unavailable",
    ],
  ])("%s", async (...[, behaviour, status, code, errorType]) => {
    await fresh();
    const got = await ask(behaviour);
    const { problem, ...rest } = envelopeOf(got);
    expect([got.status, rest.status, rest.errorType, problem.code, got.calls]).toEqual([
      status,
      "error",
      errorType,
      code,
      1,
    ]);
    expect(got.text).not.toMatch(/<\w|node:|\.ts\b/);
    expect(problem.hint).toBeTruthy();
    expect(problem.requestId).toBeTruthy();
  });

  it("F01 F02 hints name the secret or the right, by preset", async () => {
    await fresh({ preset: "coreweave" });
    expect(envelopeOf(await ask(plain("", 403))).problem.hint).toContain("Observability Viewer");
    expect(envelopeOf(await ask(plain("", 401))).error).toContain("The source refused our credentials.");
    await app.close();
    await fresh({ preset: "wgtwo-prometheus" });
    expect(envelopeOf(await ask(plain("", 403))).problem.hint).toContain("metrics.prometheus.read");
  });

  it("F04 keeps the message and finds the position in it", async () => {
    await fresh();
    const error = 'invalid parameter "query": 1:23: parse error: unexpected "}"';
    const got = envelopeOf(
      await ask(json(JSON.stringify({ status: "error", errorType: "bad_data", error }), 400)),
    );
    expect(got.error).toBe(error);
    expect(got.problem.position).toEqual({ line: 1, column: 23 });
  });

  it("F04 keeps the status and message of a plain-text 4xx", async () => {
    await fresh();
    const got = await ask(plain("parse error at line 1\n", 400));
    expect([got.status, envelopeOf(got).error, envelopeOf(got).errorType]).toEqual([
      400,
      "parse error at line 1",
      "bad_data",
    ]);
  });

  it("F10 F22 quotes a page's title, 80 characters at most, and nothing else of it", async () => {
    await fresh();
    const html = `<html><title>A &amp; B\u202e ${"x".repeat(200)}</title><script>alert(1)</script>`;
    const { problem, error } = envelopeOf(await ask(page(html)));
    expect(problem.detail).toMatch(/"A & B x+…"/);
    expect(problem.detail?.length).toBeLessThan(120);
    expect(error).not.toContain("alert");
  });

  it("inflates a gzip'd error to read its message", async () => {
    await fresh();
    const body = gzipSync('{"status":"error","errorType":"bad_data","error":"squeezed"}');
    const got = await ask(
      answer({ status: 400, body, headers: { "content-encoding": "gzip" } }),
      QUERY,
      GZIP,
    );
    expect(envelopeOf(got).error).toBe("squeezed");
  });
});

describe("an answer that fails before its first byte", () => {
  it.each<[string, Behaviour, number, string, number]>([
    [
      "F15 a head that drips is cut at the head deadline",
      drip("HTTP/1.1 200 OK\r\nx: ", "y", 20),
      504,
      "UPSTREAM_TIMEOUT",
      1,
    ],
    [
      "F15 headers that never end are cut",
      drip("HTTP/1.1 200 OK\r\n", "x: y\r\n", 5),
      504,
      "UPSTREAM_TIMEOUT",
      1,
    ],
    [
      "F15 a MiB of headers is refused at 16 KiB",
      raw(`HTTP/1.1 200 OK\r\n${`x: ${"y".repeat(1000)}\r\n`.repeat(1000)}\r\n`),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    ["F14 no answer at all ends at the deadline", hang, 504, "UPSTREAM_TIMEOUT", 1],
    [
      "F18 a stall before the body",
      raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"),
      504,
      "UPSTREAM_STALLED",
      1,
    ],
    ["F19 a reset is asked once more", reset, 502, "UPSTREAM_UNREACHABLE", 2],
    ["F19 a reset after the head is asked once more", rawThenReset(CHUNKED), 502, "UPSTREAM_TRUNCATED", 2],
    ["F21 no HTTP at all", raw("SSH-2.0-OpenSSH_9.2\r\n"), 502, "UPSTREAM_PROTOCOL", 1],
    ["F21 a bad chunk size", raw(`${CHUNKED}zz\r\n{}\r\n`), 502, "UPSTREAM_PROTOCOL", 1],
    [
      "F21 a chunk size beyond 64 bits",
      raw(`${CHUNKED}ffffffffffffffffff\r\n{`),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    [
      "F21 Content-Length beside Transfer-Encoding",
      raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    [
      "F21 two Content-Lengths",
      raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} "),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    [
      "F21 a flood of 100 Continue",
      raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    [
      "F21 a flood of 103 Early Hints",
      raw("HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n".repeat(1000)),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    [
      "F21 an upgrade nobody asked for",
      raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
    [
      "S28 a bare LF and obsolete folding",
      raw("HTTP/1.1 200 OK\ncontent-length: 2\n x: y\n\n{}"),
      502,
      "UPSTREAM_PROTOCOL",
      1,
    ],
  ])("%s", async (...[, behaviour, status, code, calls]) => {
    await fresh(SHORT);
    const got = await ask(behaviour);
    expect([got.status, envelopeOf(got).problem.code, got.calls]).toEqual([status, code, calls]);
    expect(got.tookMs).toBeLessThan(1_600);
    await upstream.untilOpen(0);
  });
});

describe("an answer that fails after its first byte", () => {
  it.each<[string, Behaviour]>([
    ["F17 a drip is cut by the total deadline", drip(CHUNKED + chunk("{"), chunk(" "), 40)],
    ["F18 a stall is cut by the idle limit", raw(CHUNKED, chunk("{"))],
    ["F19 a reset", rawThenReset(CHUNKED, chunk('{"a":1'))],
    ["F20 a truncated chunked body", rawThenEnd(CHUNKED, chunk('{"a":1'))],
    ["F20 fewer bytes than Content-Length", rawThenEnd("HTTP/1.1 200 OK\r\ncontent-length: 90000\r\n\r\n{}")],
    ["F21 a bad chunk size later on", drip(CHUNKED + chunk("{"), "zz\r\n", 40)],
    ["F29 an endless body", flood(`${CHUNKED}${chunk("{")}`, Buffer.from(chunk("x".repeat(60_000))))],
    [
      "F31 gzip that is truncated",
      rawThenEnd(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n",
        gzipSync(UP.repeat(2_000)).subarray(0, 400),
      ),
    ],
  ])("%s ends as a broken stream, asked once", async (_name, behaviour) => {
    await fresh(SHORT);
    const got = await ask(behaviour);
    expect([got.status, got.isBroken, got.calls]).toEqual([200, true, 1]);
    expect(got.tookMs).toBeLessThan(1_600);
    await upstream.untilOpen(0);
  });

  it("F18 F29 tells the log how it ended", async () => {
    await fresh();
    await ask(raw(CHUNKED, chunk("{")));
    await ask(flood(`${CHUNKED}${chunk("{")}`, Buffer.from(chunk("x".repeat(60_000)))));
    expect(app.events.map((event) => event.outcome)).toEqual(["UPSTREAM_STALLED", "TOO_LARGE"]);
    expect(app.events.at(-1)?.bytes).toBeLessThanOrEqual(LIMITS.compressedBytes);
  });

  it("F20 a Content-Length that is too short never spills into the next answer", async () => {
    await fresh();
    const got = await ask(raw(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${UP}`));
    expect(got.text).toBe(UP.slice(0, 5));
    expect((await ask(answer())).text).toBe(UP);
  });

  it("F21 S28 a second answer nobody asked for is discarded with its socket", async () => {
    await fresh();
    const forged = UP.replace("up", "forged");
    const twice = [UP, forged].map(
      (body) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    expect((await ask(raw(twice.join("")))).text).toBe(UP);
    expect((await ask(answer(), "prod/api/v1/query?query=other")).text).toBe(UP);
    expect(upstream.requests.at(-1)?.connection).not.toBe(upstream.requests.at(-2)?.connection);
  });

  it("F30 a gzip bomb is stopped by the ratio within 500 ms", async () => {
    await fresh();
    const bomb = gzipSync(Buffer.concat([Buffer.from("{"), Buffer.alloc(64 * 1024 * 1024, 0x20)]));
    const tookMs = await shortestMs(500, async () => {
      const got = await ask(answer({ body: bomb, headers: { "content-encoding": "gzip" } }));
      expect([got.status, got.isBroken]).toEqual([200, true]);
      expect(got.bytes.length).toBeLessThan(4_000_000);
      expect(app.events.at(-1)?.outcome).toBe("TOO_LARGE");
      return got.tookMs;
    });
    expect(tookMs).toBeLessThan(500);
  });

  it("F31 a wrong CRC and trailing bytes break the stream when we inflate", async () => {
    await fresh();
    const good = gzipSync(`{"a":"${"b".repeat(500_000)}"}`, { level: 0 });
    const wrongCrc = Buffer.from(good);
    wrongCrc[wrongCrc.length - 6] = (wrongCrc[wrongCrc.length - 6] ?? 0) ^ 0xff;
    for (const body of [wrongCrc, Buffer.concat([good, Buffer.from("tail")])]) {
      expect((await ask(answer({ body, headers: { "content-encoding": "gzip" } }))).isBroken).toBe(true);
      expect(app.events.at(-1)?.outcome).toBe("BAD_ENCODING");
    }
  });
});

describe("a source that is busy", () => {
  it.each<[string, Behaviour]>([
    ["F07 502", plain("bad gateway", 502)],
    ["F08 503", page("<title>Unavailable</title>", 503)],
    ["F09 504", plain("gateway timeout", 504)],
  ])("%s is asked once more, then reported", async (_name, behaviour) => {
    await fresh();
    const bad = await ask(behaviour);
    expect([bad.calls, bad.status]).toEqual([2, 502]);
    const good = await ask(inTurn(behaviour, answer()));
    expect([good.calls, good.status, good.text]).toEqual([2, 200, UP]);
  });

  it("F08 a 503 that is the query's own timeout is not asked again", async () => {
    await fresh();
    const got = await ask(
      json(
        '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}',
        503,
      ),
    );
    expect([got.calls, got.status, envelopeOf(got).errorType, envelopeOf(got).problem.code]).toEqual([
      1,
      503,
      "timeout",
      "UPSTREAM_TIMEOUT",
    ]);
  });

  it("F07 retries stay within a tenth of the requests", async () => {
    app = await startDataApp([aSource({ baseOrigin: upstream.origin })], {
      limits: { ...LIMITS, retryShare: 0.1 },
    });
    upstream.behave(plain("bad", 502));
    const before = upstream.requests.length;
    for (let i = 0; i < 60; i += 1) await app.get(`${QUERY}${i}`);
    // 60 requests, 3 retries to begin with, 6 earned.
    expect(upstream.requests.length - before).toBeLessThanOrEqual(69);
  });
});
