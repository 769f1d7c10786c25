import { describe, expect, it } from "vitest";
import { createLogqlCompletionClient } from "./logqlCompletionClient.ts";

interface Asked {
  readonly source: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly signal: AbortSignal;
  answer(data: unknown): void;
}

/** A server that records each request and answers when told to. */
function bench(loadedFields?: () => ReadonlyMap<string, readonly string[]>) {
  const asked: Asked[] = [];
  const clock = { nowMs: 1_700_000_000_000, startMs: 1_699_996_400_000, endMs: 1_700_000_000_000 };
  const client = createLogqlCompletionClient({
    source: "logs",
    get: (request) =>
      new Promise((resolve, reject) => {
        request.signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        asked.push({ ...request, answer: (data) => resolve({ status: "success", data }) });
      }),
    range: () => clock,
    now: () => clock.nowMs,
    ...(loadedFields === undefined ? {} : { loadedFields }),
  });
  const { signal } = new AbortController();
  const values = (prefix: string, match = "", label = "pod") =>
    client.labelValues({ label, prefix, match, signal });
  const last = (): Asked => asked.at(-1) ?? raise();
  return { asked, clock, client, signal, values, last };
}

function raise(): never {
  throw new Error("nothing was asked");
}

describe("createLogqlCompletionClient", () => {
  it("narrows values by the selector and the visible range, in nanoseconds outwards to the minute", async () => {
    const { values, last } = bench();
    const found = values("", '{ns="a"}');
    expect([last().source, last().path]).toEqual(["logs", "/loki/api/v1/label/pod/values"]);
    expect([...last().params]).toEqual([
      ["start", "1699996380000000000"],
      ["end", "1700000040000000000"],
      ["query", '{ns="a"}'],
    ]);
    last().answer(["web-1"]);
    expect(await found).toEqual({ items: ["web-1"], isCut: false });
  });

  it("sends no query where nothing narrows", () => {
    const { client, signal, last } = bench();
    void client.labelNames({ matches: [], signal });
    expect(last().path).toBe("/loki/api/v1/labels");
    expect(last().params.has("query")).toBe(false);
  });

  it("joins the labels of several selectors", async () => {
    const { asked, client, signal } = bench();
    const found = client.labelNames({ matches: ['{a="1"}', '{a="2"}'], signal });
    expect(asked.map(({ params }) => params.get("query"))).toEqual(['{a="1"}', '{a="2"}']);
    asked[0]?.answer(["a", "b"]);
    asked[1]?.answer(["b", "c"]);
    expect((await found).items).toEqual(["a", "b", "c"]);
  });

  it("narrows an answer by what is typed without asking again, and gives 1,000 at most", async () => {
    const { asked, values, last } = bench();
    const first = values("");
    last().answer(Array.from({ length: 3000 }, (_, index) => `pod-${index}`));
    const page = await first;
    expect([page.items.length, page.isCut]).toEqual([1000, true]);
    expect((await values("299")).items).toEqual([
      "pod-299",
      "pod-1299",
      "pod-2299",
      ...Array.from({ length: 10 }, (_, index) => `pod-${2990 + index}`),
    ]);
    expect(asked).toHaveLength(1);
  });

  it("aborts the request that a newer one supersedes", async () => {
    const { asked, values, last } = bench();
    const older = values("", "", "pod");
    const newer = values("", "", "app");
    expect(asked.map((request) => request.signal.aborted)).toEqual([true, false]);
    await expect(older).rejects.toThrow("aborted");
    last().answer(["api"]);
    expect((await newer).items).toEqual(["api"]);
  });

  it("asks again after a minute, and not when the range moves by less than 5 s", async () => {
    const { asked, clock, values, last } = bench();
    const first = values("");
    last().answer(["a"]);
    await first;
    clock.endMs += 4_000;
    await values("");
    expect(asked).toHaveLength(1);
    clock.nowMs += 61_000;
    void values("");
    expect(asked).toHaveLength(2);
  });

  it.each([null, 5, {}, { data: "x" }, { data: [1, null] }])(
    "takes the odd body %j as no names",
    async (body) => {
      const client = createLogqlCompletionClient({
        source: "logs",
        get: () => Promise.resolve(body),
        range: () => ({ startMs: 0, endMs: 1 }),
      });
      const { signal } = new AbortController();
      expect(await client.labelNames({ matches: [], signal })).toEqual({ items: [], isCut: false });
    },
  );

  it("tells the fields of the loaded lines at the moment it is asked", () => {
    let fields = new Map([["level", ["error"]]]);
    const { client } = bench(() => fields);
    expect(client.fieldNames()).toEqual(["level"]);
    fields = new Map([["status", ["500", "404"]]]);
    expect([client.fieldNames(), client.fieldValues?.("status"), client.fieldValues?.("level")]).toEqual([
      ["status"],
      ["500", "404"],
      [],
    ]);
  });
});
