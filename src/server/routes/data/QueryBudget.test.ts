import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer, hang, json, plain } from "../../../testing/faultUpstream/behaviours.ts";
import { aSource, envelopeOf, startDataApp, type DataApp } from "../../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "../../../testing/faultUpstream/FaultUpstream.ts";
import { spansOf } from "./dataSpans.ts";

const GIB = 1024 ** 3;
const NOW_MS = 1_700_000_000_000;
const STREAMS = '{"status":"success","data":{"resultType":"streams","result":[]}}';

let upstream: FaultUpstream;
let app: DataApp;
let nowMs: number;
/** What index/stats says, by selector. */
let stats: Record<string, Behaviour>;

const costs = (bytes: number) => json(JSON.stringify({ streams: 1, chunks: 1, bytes, entries: 1 }));
const statsAsked = () =>
  upstream.requests.flatMap(({ target }) => {
    if (!target.includes("/index/stats")) return [];
    const params = new URL(target, "http://x").searchParams;
    return [`${params.get("query")} ${params.get("start")} ${params.get("end")}`];
  });
const queriesAsked = () => upstream.requests.filter(({ target }) => !target.includes("/index/stats")).length;

beforeEach(async () => {
  nowMs = NOW_MS;
  stats = {};
  upstream = await startFaultUpstream((socket, request) => {
    const params = new URL(request.target, "http://x").searchParams;
    const isStats = request.target.includes("/index/stats");
    const behaviour = isStats ? stats[params.get("query") ?? ""] : answer({ body: STREAMS });
    (behaviour ?? costs(1))(socket, request);
  });
  const facts = {
    kind: "loki",
    baseOrigin: upstream.origin,
    timeoutMs: 5_000,
    metadataTimeoutMs: 5_000,
  } as const;
  app = await startDataApp(
    [
      aSource({ ...facts, id: "logs", budgetBytes: 10 * GIB }),
      aSource({ ...facts, id: "free" }),
      aSource({ ...facts, id: "other", budgetBytes: 10 * GIB }),
    ],
    { now: () => nowMs },
  );
});
afterEach(async () => {
  await app.close();
  await upstream.close();
});

const HOUR = { start: String(NOW_MS - 3_600_000).concat("000000"), end: String(NOW_MS).concat("000000") };
const askOf = async (id: string, query: string) =>
  app.get(`${id}/loki/api/v1/query_range?${new URLSearchParams({ query, ...HOUR })}`);
const ask = async (query: string, more: Readonly<Record<string, string>> = {}, headers = {}) =>
  app.get(`logs/loki/api/v1/query_range?${new URLSearchParams({ query, ...HOUR, ...more })}`, { headers });
const CONFIRMED = { "x-sightglass-confirm": "over-budget" };

describe("a query within the budget", () => {
  it("is asked for its cost first, over its own range, and then runs", async () => {
    stats['{app="a"}'] = costs(10 * GIB);
    const got = await ask('{app="a"} |= "x" | json');
    expect([got.status, got.text]).toEqual([200, STREAMS]);
    expect(statsAsked()).toEqual([`{app="a"} ${HOUR.start} ${HOUR.end}`]);
  });

  it("T14 the question about its cost takes its turn at the source", async () => {
    const selectors = Array.from({ length: 30 }, (_, i) => `{app="t${i}"}`);
    for (const selector of selectors) stats[selector] = hang;
    const asked = selectors.map(async (selector) => await ask(selector));
    await vi.waitFor(() => expect(statsAsked()).toHaveLength(20));
    expect((await askOf("free", "{}")).status).toBe(200);
    expect(statsAsked()).toHaveLength(20);
    // What it has not said in time is unknown, and no reason to refuse.
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
  }, 20_000);

  it("asks once for all pages of a query, and for its volume beside it", async () => {
    await ask('{app="a"}');
    await ask('{app="a"}', { end: String(BigInt(HOUR.end) - 5_000_000_000n), limit: "500" });
    await ask('{app="a"}', { start: String(BigInt(HOUR.end) - 60_000_000_000n), direction: "forward" });
    await ask('sum by (detected_level) (count_over_time({app="a"}[1m]))', { step: "60" });
    nowMs += 20_000;
    await ask('{app="a"}', { end: String(BigInt(HOUR.end) + 20_000_000_000n) });
    expect([statsAsked().length, queriesAsked()]).toEqual([1, 5]);
  });

  it("asks again for a longer range, for another selector and source, and after half a minute", async () => {
    await ask('{app="a"}');
    await ask('{app="a"}', { start: String(BigInt(HOUR.start) - 3_600_000_000_000n) });
    await ask('{app="b"}');
    await askOf("other", '{app="a"}');
    nowMs += 30_001;
    await ask('{app="a"}');
    expect(statsAsked()).toHaveLength(5);
  });

  it("shares one question between requests at the same time", async () => {
    await Promise.all([ask('{app="a"}'), ask('{app="a"}', { limit: "1" }), ask('{app="a"}', { limit: "2" })]);
    expect([statsAsked().length, queriesAsked()]).toEqual([1, 3]);
  });

  it("without a budget, a selector or a query operation nothing is asked", async () => {
    await askOf("free", '{app="a"}');
    await ask("vector(1)");
    for (const path of ["labels", "series?match[]=%7B%7D", "index/volume?query=%7B%7D"])
      await app.get(`logs/loki/api/v1/${path}`);
    expect(statsAsked()).toEqual([]);
    expect(queriesAsked()).toBe(5);
  });
});

describe("a query over the budget", () => {
  it("is 409 OVER_BUDGET with the figures and how to confirm, and does not run", async () => {
    stats['{app="a"}'] = costs(25 * GIB);
    const got = await ask('{app="a"}');
    const { errorType, error, problem } = envelopeOf(got);
    expect([got.status, errorType, problem.code]).toEqual([409, "bad_data", "OVER_BUDGET"]);
    expect(problem).toMatchObject({ bytes: 25 * GIB, capBytes: 10 * GIB });
    expect(problem.detail).toBe("It would read about 25 GiB; the budget is 10 GiB");
    for (const part of ["25 GiB", "X-Sightglass-Confirm: over-budget", "--query-tags=", "query_budget"])
      expect(error).toContain(part);
    expect(queriesAsked()).toBe(0);
  });

  it("tells the page no command line, since it has a button", async () => {
    stats['{app="a"}'] = costs(25 * GIB);
    const got = await ask('{app="a"}', {}, { "sec-fetch-site": "same-origin" });
    expect(envelopeOf(got).problem.hint).not.toContain("X-Sightglass-Confirm");
  });

  it.each([
    ["the header", CONFIRMED],
    ["the query tag that logcli can send", { "x-query-tags": "team=a, sightglass-confirm=over-budget" }],
  ])("runs once %s confirms it, and that is told", async (_by, headers) => {
    stats['{app="a"}'] = costs(25 * GIB);
    expect((await ask('{app="a"}')).status).toBe(409);
    expect((await ask('{app="a"}', {}, headers)).status).toBe(200);
    expect(app.confirmed).toEqual([{ sourceId: "logs", bytes: 25 * GIB }]);
    expect(statsAsked()).toHaveLength(1);
  });

  it("a confirmation asks for no cost of its own", async () => {
    expect((await ask('{app="a"}', {}, CONFIRMED)).status).toBe(200);
    expect([app.confirmed, statsAsked()]).toEqual([[{ sourceId: "logs", bytes: undefined }], []]);
  });

  it.each([
    { "x-sightglass-confirm": "Over-Budget" },
    { "x-sightglass-confirm": "over-budget, x" },
    { "x-sightglass-confirm": "1" },
    { "x-query-tags": "sightglass-confirm=over-budgets" },
  ])("%j confirms nothing", async (headers) => {
    stats['{app="a"}'] = costs(25 * GIB);
    expect((await ask('{app="a"}', {}, headers)).status).toBe(409);
  });

  it("a narrower range is asked for itself, and may run", async () => {
    stats['{app="a"}'] = costs(25 * GIB);
    expect((await ask('{app="a"}')).status).toBe(409);
    stats['{app="a"}'] = costs(GIB);
    const narrow = { start: String(BigInt(HOUR.end) - 60_000_000_000n) };
    expect((await ask('{app="a"}', narrow)).status).toBe(200);
    expect((await ask('{app="a"}')).status).toBe(409);
    expect(statsAsked()).toHaveLength(2);
  });

  it("adds up its selectors, each over the time it looks at", async () => {
    stats['{app="a"}'] = costs(6 * GIB);
    stats['{app="b"}'] = costs(5 * GIB);
    const query = 'sum(rate({app="a"}[5m])) / sum(rate({app="b"}[5m] offset 1h))';
    const got = await ask(query, { step: "60" });
    expect([got.status, envelopeOf(got).problem.bytes]).toEqual([409, 11 * GIB]);
    const at = (ns: string, seconds: number) => String(BigInt(ns) + BigInt(seconds) * 1_000_000_000n);
    expect(statsAsked().toSorted()).toEqual([
      `{app="a"} ${at(HOUR.start, -300)} ${HOUR.end}`,
      `{app="b"} ${at(HOUR.start, -3_900)} ${at(HOUR.end, -3_600)}`,
    ]);
  });

  it("is found behind comments, strings and parentheses, by the parse tree", async () => {
    stats["{ app = `a` }"] = costs(25 * GIB);
    const query = '# {app="cheap"}\n(({ app = `a` } |= "{app=\\"c\\"}"))';
    expect((await ask(query)).status).toBe(409);
    expect(statsAsked()).toHaveLength(1);
  });

  it("asks by POST as well, and for an instant query's window", async () => {
    stats['{app="a"}'] = costs(25 * GIB);
    const body = String(
      new URLSearchParams({ query: 'count_over_time({app="a"}[30d])', time: "1700000000" }),
    );
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const got = await app.get("logs/loki/api/v1/query", { method: "POST", body, headers });
    expect(got.status).toBe(409);
    expect(statsAsked()).toEqual(['{app="a"} 1697408000000000000 1700000000000000000']);
  });
});

describe("a cost that stays unknown", () => {
  it.each<[string, Behaviour]>([
    ["an error", plain("failed", 500)],
    ["a server without index/stats", plain("404 page not found", 404)],
    ["another shape", json('{"status":"success","data":[]}')],
    ["no JSON", plain("hello", 200)],
  ])("%s lets the query through", async (_what, behaviour) => {
    stats['{app="a"}'] = behaviour;
    expect((await ask('{app="a"}')).status).toBe(200);
  });

  it("is given up after 2 s, and not waited for again at once", async () => {
    stats['{app="a"}'] = hang;
    const [first, second] = [await ask('{app="a"}'), await ask('{app="a"}', { limit: "7" })];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.tookMs).toBeGreaterThan(1_900);
    expect(first.tookMs).toBeLessThan(4_500);
    expect(second.tookMs).toBeLessThan(1_500);
    expect(statsAsked()).toHaveLength(1);
  });

  it("a query that does not parse goes to the server, which says why", async () => {
    expect((await ask("{app=")).status).toBe(200);
    expect(statsAsked().length).toBeLessThanOrEqual(1);
  });
});

it("spansOf fills in what Loki fills in: an hour to now, `since`, and an end in the future", () => {
  const span = (params: Record<string, string>) => {
    const encoded = String(new URLSearchParams({ query: '{a="b"}', ...params }));
    const [found] = spansOf({ operation: "loki_query_range", encoded }, NOW_MS);
    const secondsAgo = (ns: bigint | undefined) => (NOW_MS * 1e6 - Number(ns)) / 1e9;
    return [secondsAgo(found?.fromNs), secondsAgo(found?.toNs)];
  };
  expect(span({})).toEqual([3_600, 0]);
  expect(span({ since: "10m" })).toEqual([600, 0]);
  expect(span({ end: String(NOW_MS / 1000 + 600) })).toEqual([3_600, -600]);
  expect(span({ end: String(NOW_MS / 1000 - 600), since: "1m" })).toEqual([660, 600]);
});
