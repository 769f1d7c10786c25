import { describe, expect, it, vi } from "vitest";
import type { AskMessage, FromWorker } from "../../domain/frame/decode/WorkerMessages.ts";
import { receivePage } from "../../domain/frame/logs/transferLogs.ts";
import { runInWorker } from "./runInWorker.ts";
import { decodeUtf8 } from "./utf8.ts";

const ASK: AskMessage = {
  type: "logs",
  runId: "run-1",
  url: "/api/sources/a/loki/api/v1/query_range",
  body: "query=x",
  direction: "forward",
  limit: 5000,
};

async function run(body: string, options: { status?: number; message?: AskMessage } = {}) {
  const { status = 200, message = ASK } = options;
  const posted: FromWorker[] = [];
  const fetchOnce = vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, { status })));
  await runInWorker(message, new AbortController().signal, {
    fetch: fetchOnce,
    post: (item) => posted.push(structuredClone(item)),
    nowMs: () => 1,
    decodeUtf8,
    transferredBytes: () => 42,
  });
  return { posted, headers: fetchOnce.mock.calls[0]?.[1]?.headers };
}

const values = Array.from({ length: 4100 }, (_, i) => [
  String(1_748_304_000_123_456_000n + BigInt(i)),
  `l ${i}`,
]);
const BODY = JSON.stringify({
  status: "success",
  data: { resultType: "streams", result: [{ stream: { a: "b" }, values }] },
});

describe("runInWorker with a log query", () => {
  it("posts lines in pieces, then the page they belong to", async () => {
    const { posted } = await run(BODY);
    expect(posted.map(({ type }) => type)).toEqual(["head", "lines", "lines", "lines", "page"]);
    const last = posted.at(-1);
    if (last?.type !== "page") throw new Error("no page");
    const parts = posted.flatMap((message) => (message.type === "lines" ? [message.lines] : []));
    const page = receivePage(last.page, parts);
    expect(page.lines.map(({ text }) => text)).toEqual(values.map(([, text]) => text));
    expect(page.lines.at(-1)?.stream).toBe(page.lines[0]?.stream);
    expect([page.limit, page.bytes, last.bytesTransferred]).toEqual([5000, BODY.length, 42]);
  });

  it("asks for the kinds of labels, and passes the reader's word on only when it was given", async () => {
    expect((await run(BODY)).headers).toEqual({
      "Content-Type": "application/x-www-form-urlencoded",
      Accept: "application/json",
      "X-Loki-Response-Encoding-Flags": "categorize-labels",
    });
    const confirmed = await run(BODY, { message: { ...ASK, isConfirmed: true } });
    expect(confirmed.headers).toMatchObject({ "X-Sightglass-Confirm": "over-budget" });
    const metric = await run(BODY, { message: { type: "run", runId: "r", url: "/", body: "" } });
    expect(metric.headers).not.toHaveProperty("X-Loki-Response-Encoding-Flags");
  });

  it("makes a refusal its problem, with the source's own words", async () => {
    const { posted } = await run(
      '{"status":"error","errorType":"bad_data","error":"parse error at line 1"}',
      {
        status: 400,
      },
    );
    expect(posted.at(-1)).toMatchObject({
      type: "problem",
      problem: { code: "QUERY_REJECTED", detail: "parse error at line 1" },
    });
  });
});
