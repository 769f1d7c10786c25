import { describe, expect, it } from "vitest";
import { FakeTimers } from "../../testing/fakeTimers.ts";
import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import { Secret } from "../config/Secret.ts";
import { TokenProvider, type FetchedToken } from "./TokenProvider.ts";

const LIFE_MS = 100_000;

interface Stage {
  readonly tokens: TokenProvider;
  readonly clock: FakeTimers;
  readonly fetches: () => number;
  /** What the next fetches come to; default: a token that lives 100 s. */
  answer: () => Promise<FetchedToken>;
}

function stage(): Stage {
  const clock = new FakeTimers(1_700_000_000_000);
  let count = 0;
  const made: Stage = {
    clock,
    fetches: () => count,
    answer: () => Promise.resolve({ token: new Secret(`token-${count}`), lifeMs: LIFE_MS }),
    tokens: new TokenProvider(
      async () => {
        count += 1;
        return await made.answer();
      },
      { now: clock.now, monotonic: clock.monotonic, random: () => 1 },
    ),
  };
  return made;
}

const shown = (token: Secret | null) => token?.reveal() ?? null;
const refusal = () => fail("TOKEN_FETCH", { detail: "Token endpoint: It answered 500" });
const reason = async (work: Promise<unknown>) =>
  await work.then(
    () => null,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );

describe("F43 a token", () => {
  it("F43 is fetched once for 500 who wait", async () => {
    const one = stage();
    expect(one.tokens.current()).toBeNull();
    await Promise.all(Array.from({ length: 500 }, async () => await one.tokens.ready()));
    expect(one.fetches()).toBe(1);
    expect(shown(one.tokens.current())).toBe("token-1");
  });

  it("F43 fails once for 500 who wait, and for who comes right after them, without another fetch", async () => {
    const one = stage();
    one.answer = () => Promise.reject(refusal());
    const all = await Promise.all(Array.from({ length: 500 }, async () => await reason(one.tokens.ready())));
    expect(new Set(all.map((problem) => JSON.stringify(problem)))).toHaveProperty("size", 1);
    expect(await reason(one.tokens.ready())).toMatchObject({ code: "TOKEN_FETCH", retryAfterMs: 1_000 });
    expect(one.fetches()).toBe(1);
  });

  it("F43 is asked for again after 1, 2, 4, … 60 s and not before, whoever asks", async () => {
    const one = stage();
    one.answer = () => Promise.reject(refusal());
    const waits: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const before = one.fetches();
      const problem = (await reason(one.tokens.ready())) as { retryAfterMs: number };
      expect(one.fetches()).toBe(before + 1);
      waits.push(problem.retryAfterMs / 1000);
      await one.clock.pass(problem.retryAfterMs - 1);
      await reason(one.tokens.ready());
      expect(one.fetches()).toBe(before + 1);
      await one.clock.pass(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it("F43 is renewed in the background by a use past 80 % of its life, once, while it still works", async () => {
    const one = stage();
    await one.tokens.ready();
    await one.clock.pass(LIFE_MS * 0.8 - 1);
    expect(shown(one.tokens.current())).toBe("token-1");
    expect(one.fetches()).toBe(1);
    await one.clock.pass(1);
    for (let use = 0; use < 50; use += 1) expect(shown(one.tokens.current())).toBe("token-1");
    await one.clock.pass(0);
    expect(one.fetches()).toBe(2);
    expect(shown(one.tokens.current())).toBe("token-2");
  });

  it("F43 that cannot be renewed is used to its end, and never past it", async () => {
    const one = stage();
    await one.tokens.ready();
    one.answer = () => Promise.reject(refusal());
    await one.clock.pass(LIFE_MS - 1);
    expect(shown(one.tokens.current())).toBe("token-1");
    await one.clock.pass(1);
    expect(one.tokens.current()).toBeNull();
    expect(await reason(one.tokens.ready())).toMatchObject({ code: "TOKEN_FETCH" });
  });

  it("F43 is not used past its end when the clock is set back, or when the machine slept", async () => {
    const one = stage();
    await one.tokens.ready();
    one.clock.set(one.clock.now() - 3_600_000);
    await one.clock.pass(LIFE_MS);
    expect(one.tokens.current()).toBeNull();
    await one.tokens.ready();
    // Asleep: only the wall clock went on.
    one.clock.set(one.clock.now() + LIFE_MS);
    expect(one.tokens.current()).toBeNull();
  });

  it("F43 lives from when it was asked for, not from when it came", async () => {
    const one = stage();
    const { answer } = one;
    one.answer = async () => {
      await one.clock.pass(40_000);
      return await answer();
    };
    await one.tokens.ready();
    await one.clock.pass(60_000);
    expect(one.tokens.current()).toBeNull();
  });
});

describe("F44 a token that is refused", () => {
  it("F44 is renewed once for all who were refused with it", async () => {
    const one = stage();
    await one.tokens.ready();
    const sent = one.tokens.current() ?? new Secret("");
    expect(Array.from({ length: 20 }, () => one.tokens.refuse(sent))).not.toContain(false);
    expect(one.tokens.current()).toBeNull();
    await Promise.all(Array.from({ length: 20 }, async () => await one.tokens.ready()));
    expect(one.fetches()).toBe(2);
    expect(one.tokens.refuse(sent)).toBe(true);
    expect(shown(one.tokens.current())).toBe("token-2");
  });

  it("F44 right after another one is not fetched again for 10 s", async () => {
    const one = stage();
    await one.tokens.ready();
    const refuse = () => one.tokens.refuse(one.tokens.current() ?? new Secret(""));
    expect(refuse()).toBe(true);
    await one.tokens.ready();
    expect(refuse()).toBe(false);
    await one.clock.pass(10_000);
    expect(refuse()).toBe(true);
    expect(one.fetches()).toBe(2);
  });
});
