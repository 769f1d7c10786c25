import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { UP } from "../../testing/faultUpstream/behaviours.ts";
import { bearer } from "../../testing/faultUpstream/dataApp.ts";
import { until } from "../../testing/faultUpstream/FaultUpstream.ts";
import { aQuestion, GatedAnswers, withOwner } from "../../testing/gatedAnswers.ts";
import { hasRedis, startRedis, type TestRedis } from "../../testing/startRedis.ts";
import type { Answers } from "./Answers.ts";
import { answerKey } from "./answerKey.ts";
import { createAnswers } from "./createAnswers.ts";
import { RedisAnswers } from "./RedisAnswers.ts";
import { RedisLink } from "./RedisLink.ts";

const codeOf = (error: unknown): string =>
  error instanceof ProblemError ? error.problem.code : error instanceof Error ? error.message : "?";

interface Replica {
  readonly gate: GatedAnswers;
  readonly answers: Answers;
  readonly shared: RedisAnswers;
  readonly link: RedisLink;
  readonly said: string[];
  /** How often it spoke to Redis. */
  readonly looks: () => number;
}

describe.skipIf(!hasRedis)("replicas with one Redis", () => {
  let redis: TestRedis;
  let replicas: Replica[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => await redis.close());
  beforeEach(async () => {
    replicas = [await aReplica(), await aReplica()];
  });
  afterEach(async () => await Promise.all(replicas.map(async ({ shared }) => await shared.close())));

  async function aReplica(lockMs = 600): Promise<Replica> {
    const said: string[] = [];
    const logger = {
      info: (event: string) => void said.push(event),
      warn: (event: string) => void said.push(event),
    };
    const link = new RedisLink({ url: redis.url, logger, commandMs: 300, restMs: 200 });
    await link.tried();
    const run = vi.spyOn(link, "run");
    const shared = new RedisAnswers({ link, lockMs });
    const gate = new GatedAnswers();
    const answers = createAnswers({ upstreams: gate, replicas: shared });
    return { gate, answers, shared, link, said, looks: () => run.mock.calls.length };
  }

  const [first, second] = [() => replicas[0] as Replica, () => replicas[1] as Replica];
  const calls = (): number => first().gate.calls.length + second().gate.calls.length;
  const madeCall = async () => {
    await until(() => calls() > 0, "a call");
    return first().gate.calls[0] ?? second().gate.calls[0];
  };

  it("G5 F57 1,000 equal questions, half to each, are one call", async () => {
    const question = aQuestion();
    const asked = Array.from({ length: 1_000 }, async (_value, i) => {
      const { answers } = i % 2 === 0 ? first() : second();
      return String((await answers.ask(withOwner(question, `person-${i}`))).body);
    });
    (await madeCall())?.answer(UP);
    expect(new Set(await Promise.all(asked))).toEqual(new Set([UP]));
    expect(calls()).toBe(1);
  });

  it("serve what the other asked for", async () => {
    const question = aQuestion();
    const asked = first().answers.ask(question);
    (await first().gate.called(1)).answer(UP);
    await asked;
    expect(await second().answers.ask(question)).toEqual({
      contentType: "application/json",
      body: Buffer.from(UP),
    });
    expect(calls()).toBe(1);
  });

  it("an error reaches those who wait at the other, and nobody later", async () => {
    const question = aQuestion();
    const asked = first().answers.ask(question).catch(codeOf);
    const call = await first().gate.called(1);
    const waiting = second().answers.ask(question).catch(codeOf);
    await until(() => second().looks() > 2, "it found the lock taken");
    call.fail("UPSTREAM_TIMEOUT");
    expect([await asked, await waiting]).toEqual(["UPSTREAM_TIMEOUT", "UPSTREAM_TIMEOUT"]);
    expect(calls()).toBe(1);
    const next = first().answers.ask(question);
    (await first().gate.called(2)).answer(UP);
    expect(String((await next).body)).toBe(UP);
  });

  it("T14 one's own refusal stays its own", async () => {
    const question = aQuestion();
    const asked = first().answers.ask(withOwner(question, "greedy")).catch(codeOf);
    const call = await first().gate.called(1);
    const waiting = second().answers.ask(withOwner(question, "bob"));
    call.fail("TOO_MANY_REQUESTS");
    expect(await asked).toBe("TOO_MANY_REQUESTS");
    (await second().gate.called(1)).answer(UP);
    expect(String((await waiting).body)).toBe(UP);
  });

  it("a replica that died while it asked frees its lock", async () => {
    const question = aQuestion();
    const dead = new RedisLink({ url: redis.url, logger: { info: () => undefined, warn: () => undefined } });
    await dead.tried();
    const lock = `sightglass:1:lock:${answerKey(question.call)}`;
    await dead.run(async (client) => await client.set(lock, "dead", "PX", 400));
    await dead.close();
    const startMs = performance.now();
    const asked = first().answers.ask(question);
    (await first().gate.called(1)).answer(UP);
    await asked;
    expect(performance.now() - startMs).toBeGreaterThan(300);
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  it("a replica that takes longer than a lock lasts keeps it", async () => {
    const question = aQuestion();
    const asked = first().answers.ask(question);
    const call = await first().gate.called(1);
    const waiting = second().answers.ask(question);
    const startMs = performance.now();
    await until(() => performance.now() - startMs > 1_500, "two and a half locks");
    expect(second().gate.calls.length).toBe(0);
    call.answer(UP);
    expect([(await asked).body, (await waiting).body].map(String)).toEqual([UP, UP]);
  });

  it("the last one leaving frees the lock", async () => {
    const question = aQuestion();
    const leaver = new AbortController();
    const asked = first()
      .answers.ask({ ...question, signal: leaver.signal })
      .catch(codeOf);
    await first().gate.called(1);
    const waiting = second().answers.ask(question);
    leaver.abort(new Error("left"));
    expect(await asked).toBe("left");
    (await second().gate.called(1)).answer(UP);
    expect(String((await waiting).body)).toBe(UP);
  });

  it("without Redis each asks for itself, says so once, and shares again when it is back", async () => {
    const { answers, gate, said, shared } = first();
    await redis.kill();
    await until(() => shared.trouble() === "redis", "it is noticed");
    for (let i = 1; i <= 3; i += 1) {
      const asked = answers.ask(aQuestion());
      (await gate.called(i)).answer(UP);
      expect(String((await asked).body)).toBe(UP);
    }
    expect(said).toEqual(["redis is away; answers and limits are of this process alone"]);
    await redis.start();
    await until(() => shared.trouble() === null && second().shared.trouble() === null, "it is back", 15_000);
    expect(said.at(-1)).toBe("redis is back");
    const question = aQuestion();
    const asked = answers.ask(question);
    (await gate.called(4)).answer(UP);
    await asked;
    expect(String((await second().answers.ask(question)).body)).toBe(UP);
  });

  it("a Redis that hangs holds nobody up for longer than one command may take", async () => {
    const { answers, gate, shared } = first();
    redis.freeze();
    try {
      const startMs = performance.now();
      for (let i = 1; i <= 3; i += 1) {
        const asked = answers.ask(aQuestion());
        (await gate.called(i)).answer(UP);
        expect(String((await asked).body)).toBe(UP);
      }
      expect(performance.now() - startMs).toBeLessThan(3_000);
      expect(shared.trouble()).toBe("redis");
    } finally {
      redis.thaw();
    }
    await until(() => second().shared.trouble() === null, "it goes on");
  });

  it("T1 nothing but answers lies there, packed, for a time, under keys that tell nothing", async () => {
    const question = aQuestion({
      encoded: "query=canary_query",
      source: { auth: bearer("canary-token"), baseOrigin: "http://canary-host:1" },
    });
    const asked = first().answers.ask(question);
    (await first().gate.called(1)).answer(UP);
    await asked;
    const key = `sightglass:1:answer:${answerKey(question.call)}`;
    await until(() => redis.dump().has(key), "it is written");
    const all = redis.dump();
    for (const [name, value] of all) {
      expect(name).toMatch(/^sightglass:1:(?:answer|lock|problem):[0-9a-f]{64}$/);
      expect(`${name} ${value.toString("latin1")}`).not.toMatch(/canary/);
    }
    expect(all.get(key)?.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    const left = await first().link.run(async (client) => await client.pttl(key));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(10_000);
  });

  it("what the embedded engine answers stays within its process", async () => {
    const health = () => ({ ends: 0, lastEnd: undefined, startsMs: undefined });
    const engine = { socketPath: "/nowhere", prefix: "", health } as const;
    const question = aQuestion({ source: { kind: "openmetrics", engine } });
    const asked = [first().answers.ask(question), second().answers.ask(question)];
    (await first().gate.called(1)).answer(UP);
    (await second().gate.called(1)).answer(UP);
    await Promise.all(asked);
    expect(redis.dump().has(`sightglass:1:answer:${answerKey(question.call)}`)).toBe(false);
  });

  it("what is no answer of ours under a key is passed over", async () => {
    const question = aQuestion();
    const key = `sightglass:1:answer:${answerKey(question.call)}`;
    await first().link.run(async (client) => await client.set(key, "not gzip", "PX", 60_000));
    const asked = first().answers.ask(question);
    (await first().gate.called(1)).answer(UP);
    expect(String((await asked).body)).toBe(UP);
  });
});

it("a Redis that was never there is no reason not to answer", async () => {
  const said: string[] = [];
  const logger = { info: () => undefined, warn: (event: string) => void said.push(event) };
  const link = new RedisLink({ url: "/nowhere/redis.sock", logger });
  await link.tried();
  const shared = new RedisAnswers({ link });
  const gate = new GatedAnswers();
  const answers = createAnswers({ upstreams: gate, replicas: shared });
  const asked = answers.ask(aQuestion());
  (await gate.called(1)).answer(UP);
  expect(String((await asked).body)).toBe(UP);
  expect([said.length, shared.trouble()]).toEqual([1, "redis"]);
  await shared.close();
});
