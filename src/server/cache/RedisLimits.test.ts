import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "../../domain/problem/Problem.ts";
import { until } from "../../testing/faultUpstream/FaultUpstream.ts";
import { hasRedis, startRedis, type TestRedis } from "../../testing/startRedis.ts";
import { PASSWORD, startSignInApp } from "../../testing/signInApp.ts";
import { SharedTries } from "../auth/SharedTries.ts";
import { SignInTries, type Trier } from "../auth/SignInTries.ts";
import { Secret } from "../config/Secret.ts";
import { Slots, type Waiter } from "../upstream/Slots.ts";
import { defaultLimits } from "../upstream/limits.ts";
import { hideNameBy } from "./hideName.ts";
import { RedisLink } from "./RedisLink.ts";
import { RedisRates } from "./RedisRates.ts";
import { RedisTries } from "./RedisTries.ts";

const quiet = { info: () => undefined, warn: () => undefined };
const hide = hideNameBy(new Secret("of all replicas"));
const ed: Trier = { name: "Ed", address: "203.0.113.9" };

describe.skipIf(!hasRedis)("replicas with one Redis have one limit", () => {
  let redis: TestRedis;
  const links: RedisLink[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(links.map(async (link) => await link.close()));
    await redis.close();
  });
  /** Longer than any machine is busy: where it is about what they count together. */
  const PATIENT_MS = 10_000;
  const aLink = async (commandMs = 300) => {
    const link = new RedisLink({ url: redis.url, logger: quiet, commandMs, restMs: 200 });
    links.push(link);
    await link.tried();
    return link;
  };
  beforeEach(async () => void (await (await aLink()).run(async (client) => await client.flushall())));

  describe("T14 of queries", () => {
    const rate = { perSecond: 10, burst: 40 };

    it("grants what there is, takes back what is left, and tells when there is more", async () => {
      const rates = new RedisRates({ link: await aLink(PATIENT_MS), limits: rate, hide });
      const startMs = performance.now();
      expect(await rates.borrow("ed", { most: 30, back: 0 })).toEqual({ granted: 30, waitMs: 0 });
      const rest = await rates.borrow("ed", { most: 30, back: 0 });
      const earned = Math.ceil((performance.now() - startMs) / 100);
      expect(rest?.granted).toBeGreaterThanOrEqual(10);
      expect(rest?.granted).toBeLessThanOrEqual(10 + earned);
      const none = await rates.borrow("ed", { most: 1, back: 0 });
      expect(none?.granted).toBe(0);
      expect(none?.waitMs).toBeGreaterThan(0);
      expect(none?.waitMs).toBeLessThanOrEqual(100);
      expect(await rates.borrow("ed", { most: 5, back: 20 })).toEqual({ granted: 5, waitMs: 0 });
      expect(await rates.borrow("ann", { most: 40, back: 0 })).toMatchObject({ granted: 40 });
    });

    it("nothing lies there but the moment when a bucket is full again, and only until then", async () => {
      const link = await aLink();
      const rates = new RedisRates({ link, limits: rate, hide });
      await rates.borrow("person-17", { most: 10, back: 0 });
      const [[key, value] = ["", Buffer.alloc(0)], ...others] = redis.dump();
      expect(others).toEqual([]);
      expect(key).toMatch(/^sightglass:1:rate:[0-9a-f]{64}$/);
      expect(value.toString("utf8").trim()).toMatch(/^\d{13}$/);
      const leftMs = await link.run(async (client) => await client.pttl(key));
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(1_000);
      await rates.borrow("person-17", { most: 0, back: 40 });
      expect(redis.dump().size).toBe(0);
    });

    /** Asks each of `all` as fast as it lets, for `forMs`; answers how many went. */
    async function hammer(all: readonly Slots[], forMs: number): Promise<number> {
      let gone = 0;
      const startMs = performance.now();
      const asked = all.map((slots) => {
        const ask = (): void => {
          if (performance.now() - startMs > forMs) return;
          const who: Waiter = {
            owner: "greedy",
            isQuery: true,
            enter: () => {
              if (performance.now() - startMs <= forMs) gone += 1;
              setImmediate(() => {
                slots.release("prod", who);
                ask();
              });
            },
          };
          slots.enter("prod", who);
        };
        return ask;
      });
      for (const ask of asked) for (let i = 0; i < 8; i += 1) ask();
      await until(() => performance.now() - startMs > forMs + 200, "it is over", forMs + 5_000);
      return gone;
    }

    it("T14 a person at two replicas at once gets what one would give", async () => {
      const two = await Promise.all(
        [0, 1].map(async () => {
          const rates = new RedisRates({ link: await aLink(), limits: rate, hide });
          return new Slots(defaultLimits, undefined, rates);
        }),
      );
      const gone = await hammer(two, 1_500);
      expect(gone).toBeGreaterThanOrEqual(40);
      // One second's more at most: what was borrowed before it was used.
      expect(gone).toBeLessThanOrEqual(40 + 10 * 2.5);
    });

    it("T14 Redis frozen or gone: each replica's own rate, within 50 ms", async () => {
      const rates = new RedisRates({ link: await aLink(), limits: rate, hide });
      redis.freeze();
      try {
        const slots = new Slots(defaultLimits, undefined, rates);
        const askedMs = performance.now();
        const enteredMs = await new Promise<number>((resolve) => {
          slots.enter("prod", { owner: "a", isQuery: true, enter: () => resolve(performance.now()) });
        });
        expect(enteredMs - askedMs).toBeGreaterThan(40);
        expect(enteredMs - askedMs).toBeLessThan(250);
        const gone = await hammer([slots], 500);
        expect(gone).toBeGreaterThanOrEqual(40);
        expect(gone).toBeLessThanOrEqual(50);
      } finally {
        redis.thaw();
      }
    });
  });

  describe("S33 of tries to sign in", () => {
    let nowMs = 0;
    const aReplica = async ({ now = () => nowMs, isPatient = true } = {}) => {
      const own = new SignInTries(now);
      const link = await aLink(isPatient ? PATIENT_MS : undefined);
      const shared = new RedisTries({ link, hide });
      return { link, tries: new SharedTries(own, shared, isPatient ? PATIENT_MS : undefined) };
    };
    const outcomeOf = async (tries: SharedTries, trier = ed): Promise<number> => {
      try {
        await tries.begin(trier);
        return 0;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        expect(error.problem.code).toBe("TOO_MANY_TRIES");
        return error.problem.retryAfterMs ?? -1;
      }
    };

    it("S33 five failures over two replicas are five, and success at one begins anew at both", async () => {
      const [one, two] = [await aReplica({ now: Date.now }), await aReplica({ now: Date.now })];
      for (const { tries } of [one, two, one, two, one]) expect(await outcomeOf(tries)).toBe(0);
      for (const { tries } of [one, two]) {
        const waitMs = await outcomeOf(tries);
        expect(waitMs).toBeGreaterThan(0);
        expect(waitMs).toBeLessThanOrEqual(1_000);
      }
      const failedMs = performance.now();
      await until(() => performance.now() - failedMs > 50, "a moment passes");
      await two.tries.succeed(ed, "");
      // What the first still knows from before the success is told again, and counts no more.
      for (const { tries } of [one, two, one, two, one]) expect(await outcomeOf(tries)).toBe(0);
      expect(await outcomeOf(two.tries)).toBeGreaterThan(0);
    });

    it("S33 a hundred tries at once, over two replicas, are a hundred tries", async () => {
      const [one, two] = [await aReplica(), await aReplica()];
      const waits = await Promise.all(
        Array.from({ length: 100 }, async (_value, i) => await outcomeOf((i % 2 === 0 ? one : two).tries)),
      );
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(5);
    });

    it("S33 an address gets 20 an hour over two replicas, whatever names it tries", async () => {
      const both = [await aReplica(), await aReplica()];
      const asName = async (i: number, address = ed.address) =>
        await outcomeOf((both[i % 2] as (typeof both)[0]).tries, { name: `name ${i}`, address });
      for (let i = 0; i < 20; i += 1) expect(await asName(i)).toBe(0);
      for (const i of [20, 21]) expect(await asName(i)).toBeGreaterThan(3_590_000);
      expect(await asName(22, "203.0.113.10")).toBe(0);
    });

    it("S33 success takes its own try back from the address, and no other", async () => {
      const both = [await aReplica(), await aReplica()];
      const of = (i: number) => (both[i % 2] as (typeof both)[0]).tries;
      for (let i = 0; i < 30; i += 1) {
        const good = { name: `good ${i}`, address: ed.address };
        const id = await of(i).begin(good);
        // Who guesses at the same name meanwhile, from elsewhere, is not taken for them.
        expect(await outcomeOf(of(i), { ...good, address: `198.51.100.${i}` })).toBe(0);
        await of(i).succeed(good, id);
      }
      for (let i = 0; i < 20; i += 1)
        expect(await outcomeOf(of(i), { name: `bad ${i}`, address: ed.address })).toBe(0);
      expect(await outcomeOf(of(0), { name: "good", address: ed.address })).toBeGreaterThan(0);
    });

    it("S33 a known browser is counted apart from strangers, over two replicas", async () => {
      const [one, two] = [await aReplica(), await aReplica()];
      for (let i = 0; i < 5; i += 1) await outcomeOf(one.tries);
      expect(await outcomeOf(two.tries)).toBeGreaterThan(0);
      expect(await outcomeOf(two.tries, { ...ed, browser: "known" })).toBe(0);
    });

    it("S33 Redis killed: what each counted still counts, and is told when Redis is back", async () => {
      nowMs = 1_000_000;
      const [one, two] = [await aReplica(), await aReplica()];
      for (let i = 0; i < 4; i += 1) expect(await outcomeOf(one.tries)).toBe(0);
      await redis.kill();
      await until(() => one.link.isLost && two.link.isLost, "it is noticed");
      expect(await outcomeOf(one.tries)).toBe(0);
      expect(await outcomeOf(one.tries)).toBe(1_000);
      nowMs += 1_000;
      expect(await outcomeOf(one.tries)).toBe(0);
      await redis.start();
      await until(() => !one.link.isLost && !two.link.isLost, "it is back", 15_000);
      // Empty as it is, it hears of all six, and counts them for both.
      expect(await outcomeOf(one.tries)).toBeGreaterThan(0);
      expect(await outcomeOf(two.tries)).toBeGreaterThan(0);
    }, 30_000);

    it("S33 Redis frozen: a try waits 50 ms for it, and is counted once", async () => {
      nowMs = 5_000_000;
      const { tries, link } = await aReplica({ isPatient: false });
      expect(await outcomeOf(tries)).toBe(0);
      redis.freeze();
      const startMs = performance.now();
      try {
        for (let i = 0; i < 3; i += 1) expect(await outcomeOf(tries)).toBe(0);
        expect(performance.now() - startMs).toBeLessThan(500);
      } finally {
        redis.thaw();
      }
      await until(() => performance.now() - startMs > 900 && !link.isLost, "it goes on");
      expect(await outcomeOf(tries)).toBe(0);
      expect(await outcomeOf(tries)).toBeGreaterThan(0);
    });

    it("S33 a process that was busy reads the answer that came meanwhile before it decides alone", async () => {
      const [one, two] = [await aReplica(), await aReplica({ isPatient: false })];
      for (let i = 0; i < 5; i += 1) expect(await outcomeOf(one.tries)).toBe(0);
      const asked = outcomeOf(two.tries);
      const startMs = performance.now();
      while (performance.now() - startMs < 150);
      expect(await asked).toBeGreaterThan(0);
    });

    it("S33 neither name nor address can be read there, and both are gone after an hour", async () => {
      const { tries, link } = await aReplica();
      await outcomeOf(tries, { name: "canary", address: "198.51.100.7" });
      const keys = (await link.run(async (client) => await client.keys("*"))) ?? [];
      expect(keys).toHaveLength(2);
      for (const key of keys) {
        expect(key).toMatch(/^sightglass:1:tries:[0-9a-f]{64}$/);
        const leftMs = await link.run(async (client) => await client.pttl(key));
        expect(leftMs).toBeGreaterThan(3_590_000);
        expect(leftMs).toBeLessThanOrEqual(3_600_000);
      }
    });

    it("S33 two servers count the tries of their sign-in pages together", async () => {
      const limits = { perSecond: 10, burst: 40 };
      const apps = await Promise.all(
        [0, 1].map(async () => {
          const link = await aLink();
          const rates = new RedisRates({ link, limits, hide });
          const shared = { rates, tries: new RedisTries({ link, hide }) };
          return await startSignInApp({}, { shared, logLevel: "error" });
        }),
      );
      try {
        for (const app of apps) await app.person("Ed", "editor");
        const statuses: number[] = [];
        for (let i = 0; i < 7; i += 1) {
          const body = { name: "Ed", password: i < 5 ? "wrong horse" : PASSWORD };
          const response = await apps[i % 2]?.ask("/api/session", { method: "POST", body });
          statuses.push(response?.status ?? 0);
        }
        expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
      } finally {
        for (const app of apps) await app.stop();
      }
    }, 30_000);
  });
});
