import { describe, expect, it, vi } from "vitest";
import { receiveDecoded } from "../../domain/frame/decode/transferDecoded.ts";
import type { FromWorker, RunMessage } from "../../domain/frame/decode/WorkerMessages.ts";
import { runInWorker } from "./runInWorker.ts";
import { decodeUtf8 } from "./utf8.ts";

const RUN: RunMessage = {
  type: "run",
  runId: "run-1",
  url: "/api/sources/a/api/v1/query_range",
  body: "query=up",
  grid: { startMs: 1000, stepMs: 1000, count: 3 },
};
const BODY =
  '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"1"],[3,"3"]]}]}}';
const JSON_TYPE = { "content-type": "application/json" };

/** A body that gives its pieces, then ends, breaks or goes on for ever. */
function stream(pieces: readonly string[], end: "close" | "break" | "hang" | "endless" = "close") {
  const cancelled = vi.fn();
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[at++] ?? (end === "endless" ? pieces.at(-1) : undefined);
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
      else if (end === "close") controller.close();
      else if (end === "break") controller.error(new TypeError("network error"));
      return piece === undefined && end === "hang" ? new Promise(() => {}) : undefined;
    },
    cancel: cancelled,
  });
  return { body, cancelled };
}

interface Answer {
  readonly fetch: typeof fetch;
  readonly message?: Partial<RunMessage>;
  readonly signal?: AbortSignal;
}

async function run({ fetch, message, signal = new AbortController().signal }: Answer): Promise<FromWorker[]> {
  const posted: FromWorker[] = [];
  let now = 100;
  await runInWorker({ ...RUN, ...message }, signal, {
    fetch,
    post: (item, transfer = []) =>
      posted.push(structuredClone(item, { transfer: transfer as ArrayBuffer[] })),
    nowMs: () => now++,
    decodeUtf8,
    transferredBytes: () => 42,
  });
  return posted;
}

const answering =
  (body: BodyInit | null, init: ResponseInit = { headers: JSON_TYPE }): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, init));

const problemIn = (posted: readonly FromWorker[]) => {
  const last = posted.at(-1);
  if (last?.type !== "problem") throw new Error(`posted ${posted.map(({ type }) => type).join()}`);
  return last;
};

describe("runInWorker", () => {
  it("posts the head as soon as it is there, then the columns", async () => {
    const headers = { ...JSON_TYPE, "x-request-id": "r1", "server-timing": "upstream;dur=5" };
    const posted = await run({
      fetch: answering(stream([BODY.slice(0, 30), BODY.slice(30)]).body, { headers }),
    });
    expect(posted.map(({ type }) => type)).toEqual(["head", "done"]);
    expect(posted[0]).toMatchObject({ status: 200, requestId: "r1", serverTiming: "upstream;dur=5" });
    const done = posted[1];
    if (done?.type !== "done") throw new Error("not done");
    const { result, meta } = receiveDecoded(done.decoded);
    expect(result.kind === "range" && [...(result.series[0]?.values ?? [])]).toEqual([1, NaN, 3]);
    expect([meta.bytes, done.bytesTransferred]).toEqual([BODY.length, 42]);
  });

  it("asks by a form POST to the given path and follows no redirect", async () => {
    const fetchOnce = vi.fn<typeof fetch>(answering(BODY));
    await run({ fetch: fetchOnce });
    expect(fetchOnce).toHaveBeenCalledWith(RUN.url, {
      method: "POST",
      body: "query=up",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: expect.any(AbortSignal) as AbortSignal,
    });
  });

  it("F59 says OFFLINE when our own server cannot be reached", async () => {
    const posted = await run({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });
    expect(problemIn(posted)).toMatchObject({ problem: { code: "OFFLINE" }, bytes: 0 });
    expect(posted).toHaveLength(1);
  });

  it.each(["", BODY.slice(0, 70), BODY.slice(0, -1), BODY])(
    "F20 a stream that breaks after %j is never a result",
    async (part) => {
      const posted = await run({ fetch: answering(stream(part ? [part] : [], "break").body) });
      expect(problemIn(posted)).toMatchObject({
        problem: { code: "UPSTREAM_TRUNCATED", bytes: part.length },
      });
    },
  );

  it("F18 a stream silent for a minute ends as UPSTREAM_STALLED with the bytes it brought", async () => {
    vi.useFakeTimers();
    try {
      const { body } = stream([BODY.slice(0, 50)], "hang");
      // As `fetch` does, the abort of the request breaks its body.
      const fetchOnce: typeof fetch = (_, init) => {
        const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
        body.pipeTo(writable, { signal: init?.signal as AbortSignal }).catch(() => {});
        return Promise.resolve(new Response(readable));
      };
      const running = run({ fetch: fetchOnce });
      await vi.advanceTimersByTimeAsync(61_000);
      expect(problemIn(await running)).toMatchObject({ problem: { code: "UPSTREAM_STALLED", bytes: 50 } });
    } finally {
      vi.useRealTimers();
    }
  });

  it("F22 recognises a web page behind status 200", async () => {
    const posted = await run({
      fetch: answering("<!doctype html><title>Login</title>", { headers: { "content-type": "text/html" } }),
    });
    expect(problemIn(posted).problem.code).toBe("NOT_AN_API");
  });

  it.each([["text/html"], [undefined]])(
    "F23 F24 accepts JSON of type %s when it parses and has a status",
    async (type) => {
      const init = type ? { headers: { "content-type": type } } : {};
      const posted = await run({ fetch: answering(stream([BODY]).body, init) });
      expect(posted.at(-1)?.type).toBe("done");
      const without = await run({ fetch: answering(stream(["{}"]).body, init) });
      expect(problemIn(without).problem).toMatchObject({ code: "BAD_SHAPE" });
    },
  );

  it("F29 stops an endless answer at the cap and ends the request", async () => {
    let requested: AbortSignal | undefined;
    const { body } = stream(['{"status":"success","x":"', "x".repeat(1000)], "endless");
    const fetchOnce: typeof fetch = (_, init) => {
      requested = init?.signal as AbortSignal;
      return Promise.resolve(new Response(body));
    };
    const posted = await run({ fetch: fetchOnce, message: { capBytes: 50_000 } });
    expect(problemIn(posted).problem).toMatchObject({ code: "TOO_LARGE", capBytes: 50_000 });
    expect(problemIn(posted).problem.bytes).toBeLessThan(52_000);
    expect(requested?.aborted).toBe(true);
  });

  it.each([
    [
      502,
      JSON_TYPE,
      JSON.stringify({ code: "UPSTREAM_TLS", title: "T", hint: "H", source: "upstream", requestId: "q" }),
      { code: "UPSTREAM_TLS", requestId: "q", hint: "H" },
    ],
    [
      400,
      JSON_TYPE,
      JSON.stringify({
        status: "error",
        errorType: "bad_data",
        error: "1:5: parse error: x",
        problem: { code: "QUERY_REJECTED", position: { line: 1, column: 5 } },
      }),
      { code: "QUERY_REJECTED", position: { line: 1, column: 5 } },
    ],
    [
      422,
      JSON_TYPE,
      '{"status":"error","errorType":"execution","error":"too many samples"}',
      { code: "QUERY_REJECTED", detail: "too many samples", upstreamStatus: 422 },
    ],
    [503, JSON_TYPE, '{"status":"error","errorType":"timeout","error":"slow"}', { code: "UPSTREAM_TIMEOUT" }],
    [429, { "retry-after": "7" }, "busy", { code: "RATE_LIMITED", retryAfterMs: 7000 }],
    [
      500,
      { "content-type": "text/html" },
      "<html><title> Bad\n gateway </title><script>x</script>",
      { code: "NOT_AN_API", detail: "Status 500, a page titled “Bad gateway”." },
    ],
    [502, {}, "", { code: "UPSTREAM_ERROR" }],
  ] as const)("makes status %d into its problem", async (...[status, headers, body, wanted]) => {
    const posted = await run({
      fetch: answering(body, { status, headers: { "x-request-id": "head", ...headers } }),
    });
    expect(posted[0]).toMatchObject({ type: "head", status });
    expect(problemIn(posted).problem).toMatchObject({ requestId: "head", ...wanted });
  });

  it("F56 posts nothing after an abort, before the head or within the body", async () => {
    const early = new AbortController();
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
        early.abort();
      });
    expect(await run({ fetch: never, signal: early.signal })).toEqual([]);

    const late = new AbortController();
    const pulled = new ReadableStream<Uint8Array>({
      pull(controller) {
        late.abort();
        controller.error(late.signal.reason);
      },
    });
    const posted = await run({ fetch: answering(pulled), signal: late.signal });
    expect(posted.map(({ type }) => type)).toEqual([]);
  });
});

describe("a query of a panel", () => {
  const message = { isPanel: true, url: "/api/panels/p1/queries/A", body: "{}" } as const;
  const { grid: _grid, ...bare } = RUN;
  const plan = "start=1000&end=3000&step=1000";

  async function ask(headers: Record<string, string>, onRequest?: (init: RequestInit | undefined) => void) {
    const posted: FromWorker[] = [];
    await runInWorker({ ...bare, ...message }, new AbortController().signal, {
      fetch: (_url, init) => {
        onRequest?.(init);
        return Promise.resolve(new Response(BODY, { headers: { ...JSON_TYPE, ...headers } }));
      },
      post: (item) => posted.push(item),
      nowMs: () => 1,
      decodeUtf8,
      transferredBytes: () => undefined,
    });
    return posted;
  }

  it("is asked as JSON and decoded on the grid that the server planned", async () => {
    let sent: RequestInit | undefined;
    const posted = await ask(
      { "x-sightglass-plan": plan, "x-sightglass-warnings": "2" },
      (init) => (sent = init),
    );
    expect(sent?.headers).toMatchObject({ "Content-Type": "application/json", "X-Sightglass": "1" });
    expect(posted[0]).toMatchObject({
      type: "head",
      plan: { startMs: 1000, endMs: 3000, stepMs: 1000 },
      warnings: 2,
    });
    const done = posted[1];
    if (done?.type !== "done") throw new Error("no result");
    const { result } = receiveDecoded(done.decoded);
    expect(result.kind === "range" && [...result.timesMs]).toEqual([1000, 2000, 3000]);
  });

  it.each(["", "start=a&end=b&step=c", "start=3000&end=1000&step=1000"])(
    "takes the plan “%s” for none",
    async (text) => {
      const posted = await ask({ "x-sightglass-plan": text });
      expect(posted[0]).not.toHaveProperty("plan");
    },
  );
});
