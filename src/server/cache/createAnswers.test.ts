import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { UP } from "../../testing/faultUpstream/behaviours.ts";
import { until } from "../../testing/faultUpstream/FaultUpstream.ts";
import { aQuestion, GatedAnswers, withOwner } from "../../testing/gatedAnswers.ts";
import { hasRedis, startRedis, type TestRedis } from "../../testing/startRedis.ts";
import type { Answers } from "./Answers.ts";
import { createAnswers } from "./createAnswers.ts";
import { RedisAnswers } from "./RedisAnswers.ts";
import { RedisLink } from "./RedisLink.ts";

const quiet = { info: () => undefined, warn: () => undefined };
const codeOf = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.code : error instanceof Error ? error.message : "?";

describe.each([
  ["memory", true],
  ["Redis", hasRedis],
])("answers, kept in %s", (where, isHere) => {
  let redis: TestRedis | undefined;
  let replicas: RedisAnswers | undefined;
  let gate: GatedAnswers;
  let answers: Answers;
  const skipped = !isHere;

  beforeAll(async () => {
    if (where !== "Redis" || skipped) return;
    redis = await startRedis();
    const link = new RedisLink({ url: redis.url, logger: quiet });
    await link.tried();
    replicas = new RedisAnswers({ link });
  });
  afterAll(async () => {
    await replicas?.close();
    await redis?.close();
  });

  /** In Redis: with no memory of its own, so that everything comes from there. */
  function fresh(now: () => number = Date.now): void {
    gate = new GatedAnswers();
    answers = createAnswers({
      upstreams: gate,
      now,
      ...(replicas && { replicas, keptBytes: 0 }),
    });
  }

  it.skipIf(skipped)(
    "G5 F57 1,000 equal questions at once are one call with 1,000 equal answers",
    async () => {
      fresh();
      const question = aQuestion();
      const asked = Array.from({ length: 1_000 }, async (_value, i) =>
        String((await answers.ask(withOwner(question, `person-${i}`))).body),
      );
      (await gate.called(1)).answer(UP);
      expect(new Set(await Promise.all(asked))).toEqual(new Set([UP]));
      expect(gate.calls.length).toBe(1);
    },
  );

  it.skipIf(skipped)("G5 F57 the first 500 of 1,000 leaving fails nobody else", async () => {
    fresh();
    const question = aQuestion();
    const leaver = new AbortController();
    const asked = Array.from({ length: 1_000 }, async (_value, i) => {
      const answer = await answers.ask(i < 500 ? { ...question, signal: leaver.signal } : question);
      return String(answer.body);
    });
    const call = await gate.called(1);
    leaver.abort(new Error("left"));
    expect(call.isAborted()).toBe(false);
    call.answer(UP);
    const got = await Promise.allSettled(asked);
    expect(got.slice(0, 500).every((one) => one.status === "rejected" && one.reason.message === "left")).toBe(
      true,
    );
    expect(got.slice(500).every((one) => one.status === "fulfilled" && one.value === UP)).toBe(true);
    expect(gate.calls.length).toBe(1);
  });

  it.skipIf(skipped)(
    "F57 the last one leaving ends the call, and the next question starts anew",
    async () => {
      fresh();
      const question = aQuestion();
      const leavers = [new AbortController(), new AbortController()];
      const asked = leavers.map(
        async ({ signal }) => await answers.ask({ ...question, signal }).catch(codeOf),
      );
      const call = await gate.called(1);
      leavers[0]?.abort(new Error("left"));
      expect(call.isAborted()).toBe(false);
      leavers[1]?.abort(new Error("left"));
      expect(call.isAborted()).toBe(true);
      expect(await Promise.all(asked)).toEqual(["left", "left"]);
      const next = answers.ask(question);
      (await gate.called(2)).answer(UP);
      expect(String((await next).body)).toBe(UP);
    },
  );

  it.skipIf(skipped)(
    "F57 other sources, versions, operations, labels, forms and parameters never merge",
    async () => {
      fresh();
      const question = aQuestion();
      const { source, params } = question.call;
      const others = [
        { ...question.call, source: { ...source, id: "other" } },
        { ...question.call, source: { ...source, version: `${source.version}x` } },
        { ...question.call, operation: "labels" as const },
        { ...question.call, params: { ...params, encoded: "query=up&time=1" } },
        { ...question.call, params: { ...params, labelSegment: "job" } },
        { ...question.call, params: { ...params, labelSegment: "instance" } },
        { ...question.call, params: { ...params, categorizesLabels: true } },
      ];
      const asked = [question.call, ...others].map(async (call) => await answers.ask({ ...question, call }));
      for (let i = 1; i <= 8; i += 1) (await gate.called(i)).answer(UP);
      await Promise.all(asked);
      expect(gate.calls.length).toBe(8);
      // A form POST asks nothing else than a GET.
      await answers.ask({ ...question, call: { ...question.call, params: { ...params, isPost: true } } });
      expect(gate.calls.length).toBe(8);
    },
  );

  it.skipIf(skipped)("serve others while they are fresh, and not longer", async () => {
    fresh();
    const question = { ...aQuestion(), freshMs: 400 };
    const startMs = performance.now();
    const first = answers.ask(question);
    (await gate.called(1)).answer(UP);
    expect(String((await first).body)).toBe(UP);
    for (const isFresh = () => performance.now() - startMs < 200; isFresh();) await answers.ask(question);
    expect(gate.calls.length).toBe(1);
    let last = answers.ask(question);
    await until(() => {
      last = answers.ask(question);
      last.catch(() => undefined);
      return gate.calls.length === 2;
    }, "it is asked again");
    expect(performance.now() - startMs).toBeGreaterThan(390);
    gate.calls[1]?.answer("{}");
    expect(String((await last).body)).toBe("{}");
  });

  it.skipIf(skipped)("of tails serve those alone who wait", async () => {
    fresh();
    const question = { ...aQuestion(), freshMs: 0 };
    const asked = [answers.ask(question), answers.ask(question)];
    (await gate.called(1)).answer(UP);
    await Promise.all(asked);
    const next = answers.ask(question);
    (await gate.called(2)).answer("{}");
    expect(String((await next).body)).toBe("{}");
  });

  it.skipIf(skipped).each([
    ["warnings", '{"status":"success","data":{},"warnings":["a store is down"]}'],
    ["escaped warnings", '{"status":"success","data":{},"\\u0077arnings":["a store is down"]}'],
    ["a partial answer", '{"status":"success","isPartial":true,"data":{}}'],
    ["an error with 200", '{"status":"error","error":"no"}'],
    ["cut JSON", '{"status":"success","data":{"result":['],
  ])("are not kept with %s", async (_name, body) => {
    fresh();
    const question = aQuestion();
    for (const number of [1, 2]) {
      const asked = answers.ask(question);
      (await gate.called(number)).answer(body);
      expect(String((await asked).body)).toBe(body);
    }
  });

  it.skipIf(skipped).each([
    ["no warnings", '{"status":"success","data":{},"warnings":[]}'],
    ["the word in a label", '{"status":"success","data":[{"warnings":"x","error":"y"}]}'],
    ["notes on the query", '{"status":"success","data":{},"infos":["PromQL info: …"],"isPartial":false}'],
    ["Loki's figures, which have no status", '{"streams":1,"chunks":2}'],
  ])("are kept with %s", async (_name, body) => {
    fresh();
    const question = aQuestion();
    const asked = answers.ask(question);
    (await gate.called(1)).answer(body);
    await asked;
    expect(String((await answers.ask(question)).body)).toBe(body);
    expect(gate.calls.length).toBe(1);
  });

  it.skipIf(skipped)("F57 that fail reach all who wait, and the next question asks anew", async () => {
    fresh();
    const question = aQuestion();
    const asked = Array.from({ length: 20 }, async () => await answers.ask(question).catch(codeOf));
    (await gate.called(1)).fail("UPSTREAM_TIMEOUT");
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["UPSTREAM_TIMEOUT"]));
    const next = answers.ask(question);
    (await gate.called(2)).answer(UP);
    expect(String((await next).body)).toBe(UP);
  });

  it.skipIf(skipped)("T14 refused to one for its own rate are asked for by the next", async () => {
    fresh();
    const question = aQuestion();
    const asked = ["greedy", "greedy", "bob", "eve"].map(
      async (owner) => await answers.ask(withOwner(question, owner)).then(({ body }) => String(body), codeOf),
    );
    (await gate.called(1)).fail("TOO_MANY_REQUESTS");
    const second = await gate.called(2);
    expect(second.owner).toBe("bob");
    second.answer(UP);
    expect(await Promise.all(asked)).toEqual(["TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS", UP, UP]);
    expect(gate.calls.length).toBe(2);
  });
});

describe("memory for answers", () => {
  it("is bounded, and drops what was not read for longest", async () => {
    const gate = new GatedAnswers();
    const answers = createAnswers({ upstreams: gate, keptBytes: 1_000_000 });
    const body = JSON.stringify({ data: "x".repeat(90_000) });
    const questions = Array.from({ length: 12 }, () => aQuestion());
    const ask = async (index: number): Promise<void> => {
      const before = gate.calls.length;
      const asked = answers.ask(questions[index] ?? aQuestion());
      gate.calls[before]?.answer(body);
      await asked;
    };
    for (let i = 0; i < 10; i += 1) await ask(i);
    await ask(0);
    expect(gate.calls.length).toBe(10);
    await ask(10);
    await ask(11);
    expect(gate.calls.length).toBe(12);
    await ask(0);
    expect(gate.calls.length).toBe(12);
    await ask(1);
    expect(gate.calls.length).toBe(13);
  });

  it("F41 holds nothing longer because a clock was set back", async () => {
    let nowMs = 1_000_000;
    const gate = new GatedAnswers();
    const answers = createAnswers({ upstreams: gate, now: () => nowMs });
    const question = aQuestion();
    const first = answers.ask(question);
    gate.calls[0]?.answer(UP);
    await first;
    nowMs -= 1;
    const second = answers.ask(question);
    expect(gate.calls.length).toBe(2);
    gate.calls[1]?.answer("{}");
    expect(String((await second).body)).toBe("{}");
  });
});
