// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { problem, ProblemError } from "../../domain/problem/Problem.ts";
import { call, dataFigures, dataGet } from "./api.ts";

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "x-request-id": "r1" } });
const fetchMock = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetchMock);
afterEach(() => fetchMock.mockReset());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : (error as Error).name),
  );
const anything = { safeParse: (data: unknown) => ({ success: true as const, data }) };
const nothing = { safeParse: () => ({ success: false as const }) };

describe("call", () => {
  it("sends JSON with the header that other sites cannot set", async () => {
    fetchMock.mockResolvedValue(json({ ok: 1 }));
    expect(await call({ method: "POST", path: "/api/x", body: { a: 1 }, answer: anything })).toEqual({
      ok: 1,
    });
    const [url, init] = fetchMock.mock.calls[0] ?? [];
    expect(url).toBe("/api/x");
    expect(init).toMatchObject({ method: "POST", body: '{"a":1}', redirect: "error" });
    expect(init?.headers).toMatchObject({ "X-Sightglass": "1", "Content-Type": "application/json" });
  });

  it("F52 gives each PUT and DELETE a key, so that a proxy may send it again", async () => {
    fetchMock.mockImplementation(async () => await Promise.resolve(json({})));
    const keyOf = async (method: "GET" | "POST" | "PUT" | "DELETE", idempotencyKey?: string) => {
      await call({ method, path: "/api/x", ...(idempotencyKey !== undefined && { idempotencyKey }) });
      return new Headers(fetchMock.mock.lastCall?.[1]?.headers).get("idempotency-key");
    };
    expect([await keyOf("GET"), await keyOf("POST")]).toEqual([null, null]);
    expect(await keyOf("PUT", "one-of-a-draft")).toBe("one-of-a-draft");
    const [first, second] = [await keyOf("PUT"), await keyOf("DELETE")];
    expect([first, second]).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/), expect.any(String)]);
    expect(first).not.toBe(second);
  });

  it("throws the server's problem", async () => {
    fetchMock.mockResolvedValue(json(problem("SOURCE_CONFLICT"), 409));
    expect(await codeOf(call({ path: "/api/x" }))).toBe("SOURCE_CONFLICT");
  });

  it("names a dead connection OFFLINE and leaves an abort an abort", async () => {
    fetchMock.mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await codeOf(call({ path: "/api/x" }))).toBe("OFFLINE");
    fetchMock.mockRejectedValue(new DOMException("aborted", "AbortError"));
    expect(await codeOf(call({ path: "/api/x" }))).toBe("AbortError");
  });

  it("refuses an answer of another shape", async () => {
    fetchMock.mockResolvedValue(json({}));
    expect(await codeOf(call({ path: "/api/x", answer: nothing }))).toBe("INTERNAL");
  });
});

describe("dataGet", () => {
  it("repeats match[] and leaves out what is undefined", async () => {
    fetchMock.mockResolvedValue(json({ status: "success", data: ["a"], warnings: ["w"] }));
    const params = { "match[]": ["up", "x"], limit: 5, start: undefined };
    const answer = await dataGet({ sourceId: "a b", path: "/api/v1/labels", params });
    expect(answer).toEqual({ data: ["a"], warnings: ["w"], infos: [] });
    expect(fetchMock.mock.calls[0]?.[0]).toBe(
      "/api/sources/a%20b/api/v1/labels?match%5B%5D=up&match%5B%5D=x&limit=5",
    );
  });

  it("posts a form where the address would be long, except where only GET is taken", async () => {
    const params = { "match[]": ["x".repeat(3000)] };
    fetchMock.mockImplementation(async () => json({ status: "success", data: [] }));
    await dataGet({ sourceId: "a", path: "/api/v1/series", params });
    await dataGet({ sourceId: "a", path: "/api/v1/label/job/values", params });
    expect(fetchMock.mock.calls.map(([, init]) => init?.method)).toEqual(["POST", "GET"]);
  });

  it("throws the problem inside the upstream's envelope", async () => {
    const body = { status: "error", errorType: "bad_data", error: "1:1", problem: problem("QUERY_REJECTED") };
    fetchMock.mockResolvedValue(json(body, 400));
    expect(await codeOf(dataGet({ sourceId: "a", path: "/api/v1/labels" }))).toBe("QUERY_REJECTED");
  });
});

describe("dataFigures", () => {
  const ask = { sourceId: "a b", path: "/loki/api/v1/index/stats", params: { query: '{a="b"}' } };

  it("posts a form, and reads figures bare or in an envelope", async () => {
    fetchMock.mockResolvedValueOnce(json({ bytes: 7 }));
    expect(await dataFigures(ask)).toEqual({ bytes: 7 });
    const [url, init] = fetchMock.mock.calls[0] ?? [];
    expect(url).toBe("/api/sources/a%20b/loki/api/v1/index/stats");
    expect(init?.method).toBe("POST");
    expect(init?.body).toEqual(new URLSearchParams({ query: '{a="b"}' }));
    fetchMock.mockResolvedValueOnce(json({ status: "success", data: { bytes: 8 } }));
    expect(await dataFigures(ask)).toEqual({ bytes: 8 });
  });

  it("B3 refuses what is no figure: it would be taken for a cost of nothing", async () => {
    fetchMock.mockResolvedValueOnce(new Response("<html>"));
    expect(await codeOf(dataFigures(ask))).toBe("UPSTREAM_ERROR");
    fetchMock.mockResolvedValueOnce(json({ bytes: 7 }, 502));
    expect(await codeOf(dataFigures(ask))).toBe("UPSTREAM_ERROR");
  });
});
