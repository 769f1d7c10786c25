import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { answer, flood, hang, plain, UP } from "../../testing/faultUpstream/behaviours.ts";
import { aSource, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  until,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";
import type { UpstreamLimits } from "./limits.ts";
import type { CollectOptions } from "./UpstreamPool.ts";

const MIB = 2 ** 20;
let upstream: FaultUpstream;
let app: DataApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
});
afterAll(async () => await upstream.close());
afterEach(async () => await app.close());

async function fresh(limits: Partial<UpstreamLimits> = {}): Promise<void> {
  upstream.requests.length = 0;
  const source = aSource({ baseOrigin: upstream.origin, timeoutMs: 15_000 });
  app = await startDataApp([source], { limits: { retryMinMs: 1, retryMaxMs: 2, ...limits } });
}

async function collect(encoded = "query=up", options: Partial<CollectOptions> = {}) {
  const source = app.sources.get("prod") ?? aSource();
  const params = { encoded, isPost: false };
  return await app.upstreams.collect({ source, operation: "query", params }, { owner: "ann", ...options });
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => "no error",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

const gzipped = (body: string | Buffer): Behaviour =>
  answer({ body: gzipSync(body), headers: { "content-encoding": "gzip" } });

describe("a whole answer", () => {
  it.each([
    ["plain", answer()],
    ["gzip", gzipped(UP)],
  ])("comes inflated: %s", async (_name, behaviour) => {
    await fresh();
    upstream.behave(behaviour);
    expect(await collect()).toEqual({ contentType: "application/json", body: Buffer.from(UP) });
    expect(upstream.requests[0]?.headers).toContainEqual(["accept-encoding", "gzip"]);
  });

  it("is one call with the equal question of a page, in both orders", async () => {
    await fresh();
    const go: (() => void)[] = [];
    upstream.behave((socket, request) => void go.push(() => gzipped(UP)(socket, request)));
    const page = async (query: string) =>
      await app.get(`prod/api/v1/query?${query}`, { headers: { "accept-encoding": "gzip" } });
    const [first, second] = [page("query=a"), collect("query=b")];
    await upstream.untilRequests(2);
    const [third, fourth] = [collect("query=a"), page("query=b")];
    let arrived = 0;
    app.app.server.on("request", () => (arrived += 1));
    await until(() => arrived === 1, "the page's question came");
    for (const act of go) act();
    const got = [(await second).body, (await third).body];
    expect(got.map(String)).toEqual([UP, UP]);
    expect([(await first).bytes, (await fourth).bytes]).toEqual([gzipSync(UP), gzipSync(UP)]);
    expect(upstream.requests.length).toBe(2);
  });

  it.each([
    ["as it comes", answer({ body: Buffer.concat([Buffer.from("["), Buffer.alloc(MIB, 0x20)]) }), MIB],
    ["inflated", gzipped(Buffer.concat([Buffer.from("["), Buffer.alloc(MIB, 0x20)])), MIB],
    ["F30 by its ratio", gzipped(Buffer.concat([Buffer.from("["), Buffer.alloc(8 * MIB, 0x20)])), 64 * MIB],
  ])("has a cap: %s", async (_name, behaviour, capBytes) => {
    await fresh();
    upstream.behave(behaviour);
    expect(await codeOf(collect("query=up", { capBytes }))).toBe("TOO_LARGE");
    await until(() => app.events.length === 1, "it is reported");
  });

  it("that is too large is not read to its end", async () => {
    await fresh();
    const head = `HTTP/1.1 200 OK\r\ncontent-length: ${512 * MIB + 1}\r\n\r\n{`;
    upstream.behave(flood(head, Buffer.alloc(MIB, 0x20), 512));
    expect(await codeOf(collect("query=up", { capBytes: 2 * MIB }))).toBe("TOO_LARGE");
    await upstream.untilOpen(0);
    expect(app.events.map(({ outcome, bytes }) => [outcome, bytes < 16 * MIB])).toEqual([
      ["TOO_LARGE", true],
    ]);
  });

  it.each<[string, Behaviour]>([
    [
      "QUERY_REJECTED",
      answer({ status: 400, body: '{"status":"error","errorType":"bad_data","error":"no"}' }),
    ],
    ["RATE_LIMITED", plain("slow down", 429)],
    ["NOT_AN_API", answer({ body: "<html>" })],
    ["BAD_ENCODING", answer({ headers: { "content-encoding": "br" } })],
  ])("fails as a data route would: %s", async (code, behaviour) => {
    await fresh();
    upstream.behave(behaviour);
    expect(await codeOf(collect())).toBe(code);
  });

  it("F56 that is not wanted any more ends its call, and nobody else's", async () => {
    await fresh();
    upstream.behave(hang);
    const [ann, bob] = [new AbortController(), new AbortController()];
    const asked = [collect("query=up", { signal: ann.signal }), collect("query=up", { signal: bob.signal })];
    const ends = asked.map(codeOf);
    await upstream.untilRequests(1);
    ann.abort(new Error("left"));
    expect(await ends[0]).toBe("Error: left");
    expect(upstream.open()).toBe(1);
    bob.abort(new Error("left, too"));
    expect(await ends[1]).toBe("Error: left, too");
    await upstream.untilOpen(0);
    expect(upstream.requests.length).toBe(1);
    expect(await codeOf(collect("query=up", { signal: ann.signal }))).toBe("Error: left");
  });

  it("T14 waits within its owner's share, and says where it stands", async () => {
    await fresh({ runningPerSource: 1, queuedPerOwner: 2 });
    upstream.behave(hang);
    const asked = [0, 1, 2].map(async (i) => await collect(`query=a${i}`, { requestId: `a${i}` }));
    asked.push(collect("query=b", { owner: "bob", requestId: "b" }), collect("query=a1", { owner: "bob" }));
    const ends = asked.map(codeOf);
    expect(app.upstreams.queueOf("ann")).toEqual([
      { requestId: "a1", sourceId: "prod", ahead: 0, running: 1 },
      { requestId: "a2", sourceId: "prod", ahead: 2, running: 1 },
    ]);
    expect(app.upstreams.queueOf("bob").map(({ ahead }) => ahead)).toEqual([0, 1]);
    expect(app.upstreams.queueOf("eve")).toEqual([]);
    expect(await codeOf(collect("query=a3"))).toBe("TOO_MANY_REQUESTS");
    await app.upstreams.close({ graceMs: 0 });
    expect(new Set(await Promise.all(ends))).toEqual(new Set(["SHUTTING_DOWN"]));
    expect(await codeOf(collect())).toBe("SHUTTING_DOWN");
  });
});
