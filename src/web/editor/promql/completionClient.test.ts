import { describe, expect, it } from "vitest";
import { COMPLETION_LIMIT } from "../completion/namePage.ts";
import { createCompletionClient } from "./completionClient.ts";

interface Asked {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly signal: AbortSignal;
  answer(data: unknown): void;
}

/** A server that records each request and answers when told to. */
function bench() {
  const asked: Asked[] = [];
  const clock = { nowMs: 1_700_000_000_000, startMs: 1_699_996_400_000, endMs: 1_700_000_000_000 };
  const client = createCompletionClient({
    get: (path, params, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        asked.push({ path, params, signal, answer: (data) => resolve({ status: "success", data }) });
      }),
    range: () => clock,
    now: () => clock.nowMs,
  });
  const signal = new AbortController().signal;
  const metrics = (prefix: string, match = "") => client.metricNames({ prefix, match, signal });
  const last = (): Asked => asked.at(-1) ?? raise();
  return { asked, clock, client, signal, metrics, last };
}

function raise(): never {
  throw new Error("nothing was asked");
}

const tens = (from: number) => Array.from({ length: 10 }, (_, index) => `name_${from + index}`);
const full = (count: number) => Array.from({ length: count }, (_, index) => `name_${index}`);

describe("createCompletionClient", () => {
  it("bounds a metric search by match[], start, end and limit", async () => {
    const { metrics, last } = bench();
    const found = metrics("http.req");
    expect(last().path).toBe("label/__name__/values");
    expect(last().params.toString().split("&").map(decodeURIComponent)).toEqual([
      "start=1699996380",
      "end=1700000040",
      "limit=1000",
      'match[]={__name__=~"(?i).*http.*req.*"}'.replaceAll(" ", "+"),
    ]);
    last().answer(["http_requests_total"]);
    expect(await found).toEqual({ items: ["http_requests_total"], isCut: false });
  });

  it("escapes what was typed for the regular expression and its literal", () => {
    const { metrics, last } = bench();
    void metrics('a"b(c\\').catch(() => undefined);
    expect(last().params.getAll("match[]")).toEqual(['{__name__=~"(?i).*a\\"b\\\\(c\\\\\\\\.*"}']);
  });

  it("narrows values by the other matchers and the visible range, without a search while nothing is typed", () => {
    const { client, signal, last } = bench();
    void client.labelValues({ label: "pod", match: '{__name__="foo",ns="a"}', prefix: "", signal });
    expect(last().path).toBe("label/pod/values");
    expect(last().params.getAll("match[]")).toEqual(['{__name__="foo",ns="a"}']);
    expect(last().params.get("limit")).toBe("1000");
  });

  it("adds what is typed to the other matchers when the answer before was cut", async () => {
    const { client, signal, last } = bench();
    const ask = (prefix: string) =>
      client.labelValues({ label: "my.pod", match: '{ns="a"}', prefix, signal });
    const first = ask("");
    last().answer(full(COMPLETION_LIMIT));
    expect((await first).isCut).toBe(true);
    void ask("we");
    expect(last().path).toBe("label/my.pod/values");
    expect(last().params.getAll("match[]")).toEqual(['{ns="a","my.pod"=~"(?i).*we.*"}']);
  });

  it("narrows a whole answer without asking again", async () => {
    const { asked, metrics, last } = bench();
    const first = metrics("h");
    last().answer(["http_a", "http_b", "shed"]);
    await first;
    expect((await metrics("http_b")).items).toEqual(["http_b"]);
    expect(asked).toHaveLength(1);
  });

  it("keeps the whole list of a server that knows no limit, and shows the first 1,000", async () => {
    const { asked, metrics, last } = bench();
    const first = metrics("n");
    last().answer(full(3000));
    const page = await first;
    expect([page.items.length, page.isCut]).toEqual([1000, true]);
    expect((await metrics("name_299")).items).toEqual(["name_299", "name_1299", "name_2299", ...tens(2990)]);
    expect(asked).toHaveLength(1);
  });

  it("has one request of a kind in flight and aborts the older one", async () => {
    const { asked, metrics, last } = bench();
    const older = metrics("h");
    const newer = metrics("ht");
    expect(asked.map((request) => request.signal.aborted)).toEqual([true, false]);
    await expect(older).rejects.toThrow("aborted");
    last().answer(["http"]);
    expect((await newer).items).toEqual(["http"]);
  });

  it("lets one caller go without stopping the request the next one joins", async () => {
    const { asked, client, last } = bench();
    const leaving = new AbortController();
    const ask = (signal: AbortSignal) => client.labelNames({ matches: ["up"], signal });
    const left = ask(leaving.signal);
    leaving.abort();
    await expect(left).rejects.toThrow("Superseded");
    const joined = ask(new AbortController().signal);
    expect(asked).toHaveLength(1);
    last().answer(["job"]);
    expect((await joined).items).toEqual(["job"]);
  });

  it("asks again after a minute, and not when the range moves by less than 5 s", async () => {
    const { asked, clock, metrics, last } = bench();
    const first = metrics("up");
    last().answer(["up"]);
    await first;
    clock.endMs += 4_000;
    clock.startMs += 4_000;
    await metrics("up");
    expect(asked).toHaveLength(1);
    clock.nowMs += 61_000;
    void metrics("up");
    expect(asked).toHaveLength(2);
  });

  it("asks anew for another range", async () => {
    const { asked, clock, metrics, last } = bench();
    const first = metrics("up");
    last().answer(["up"]);
    await first;
    clock.startMs -= 3_600_000;
    void metrics("up");
    expect(asked).toHaveLength(2);
  });

  it("sends every selector of a query when asking for label names", () => {
    const { client, signal, last } = bench();
    void client.labelNames({ matches: ['{__name__="a"}', '{__name__="b"}'], signal });
    expect(last().params.getAll("match[]")).toEqual(['{__name__="a"}', '{__name__="b"}']);
  });

  it("reads metadata and keeps it for a day", async () => {
    const { asked, client, clock, signal, last } = bench();
    const first = client.metadata({ signal });
    last().answer({ up: [{ type: "gauge", help: "Is it up", unit: "" }], odd: [], worse: "x" });
    expect(await first).toEqual(new Map([["up", { type: "gauge", help: "Is it up", unit: "" }]]));
    clock.nowMs += 23 * 3_600_000;
    await client.metadata({ signal });
    expect(asked).toHaveLength(1);
  });

  it.each([null, 5, { data: null }, { data: [1, null] }])(
    "takes the odd body %j as no names",
    async (body) => {
      const client = createCompletionClient({
        get: () => Promise.resolve(body),
        range: () => ({ startMs: 0, endMs: 1 }),
      });
      const page = await client.metricNames({ prefix: "", match: "", signal: new AbortController().signal });
      expect(page).toEqual({ items: [], isCut: false });
    },
  );
});
