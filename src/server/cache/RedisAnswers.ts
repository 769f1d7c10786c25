import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Problem, ProblemError } from "../../domain/problem/Problem.ts";
import { parseProblem, recordOf } from "../../domain/problem/parseProblem.ts";
import type { ProblemCode } from "../../domain/problem/problemTable.ts";
import type { KeptAnswer } from "./KeptAnswers.ts";
import { packAnswer, unpackAnswer } from "./packAnswer.ts";
import type { FreshAnswer, ReplicaAnswers, ReplicaQuestion } from "./ReplicaAnswers.ts";
import type { RedisLink } from "./RedisLink.ts";

export interface RedisAnswersOptions {
  readonly link: RedisLink;
  readonly now?: () => number;
  /** A replica that asks renews its lock three times in this; one that died frees it after it. */
  readonly lockMs?: number;
}

/** The number changes with the form of what is kept, so that replicas of two versions leave each other alone. */
const PREFIX = "sightglass:1:";
const LOCK_MS = 6_000;
const FIRST_LOOK_MS = 15;
const LAST_LOOK_MS = 200;
/** F57: an error is for those who wait now. */
const PROBLEM_MS = 1_000;
/** These are one replica's own matter; another one may well succeed. */
const OWN_PROBLEMS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "TOO_MANY_REQUESTS",
  "OVERLOADED",
  "SHUTTING_DOWN",
  "INTERNAL",
]);

/** Deletes or prolongs the lock only while it is ours: it may have run out, and be another's by now. */
const UNLOCK = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';
const RENEW =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("pexpire", KEYS[1], ARGV[2]) end return 0';

interface Sight {
  readonly isOurs: boolean;
  readonly kept: KeptAnswer | null;
  /** How the last one who asked failed, in the last second. */
  readonly said: string | null;
}

/** Answers that replicas have together in Redis or Valkey. Keys tell nothing, values are the answers themselves. */
export class RedisAnswers implements ReplicaAnswers {
  readonly #link: RedisLink;
  readonly #now: () => number;
  readonly #lockMs: number;
  readonly #writing = new Set<Promise<void>>();

  constructor({ link, now = Date.now, lockMs = LOCK_MS }: RedisAnswersOptions) {
    this.#link = link;
    this.#now = now;
    this.#lockMs = lockMs;
  }

  async share({ key, ask, signal }: ReplicaQuestion): Promise<KeptAnswer> {
    const kept = await this.#read(key);
    if (kept !== null) return kept;
    const token = randomUUID();
    let saidBefore: string | null | undefined;
    for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(LAST_LOOK_MS, lookMs * 1.5)) {
      const sight = await this.#look(key, token);
      if (sight === null) return await ask();
      // An error of before we came is not for us.
      if (saidBefore === undefined) saidBefore = sight.said;
      const problem = sight.said === saidBefore ? null : problemOf(sight.said);
      if (sight.isOurs && sight.kept === null && problem === null) return await this.#lead(key, token, ask);
      if (sight.isOurs) await this.#unlock(key, token);
      if (sight.kept !== null) return sight.kept;
      if (problem !== null) throw new ProblemError(problem);
      await sleep(lookMs, undefined, { signal });
    }
  }

  trouble(): string | null {
    return this.#link.isLost ? "redis" : null;
  }

  async close(): Promise<void> {
    await Promise.all(this.#writing);
    await this.#link.close();
  }

  async #read(key: string): Promise<KeptAnswer | null> {
    const found = await this.#link.run(async (redis) =>
      repliesOf(
        await redis.pipeline().getBuffer(`${PREFIX}answer:${key}`).pttl(`${PREFIX}answer:${key}`).exec(),
      ),
    );
    return found === null ? null : await this.#keptOf(found[0], found[1]);
  }

  /** One look at everything, trying to become the one who asks. Null: there is no Redis. */
  async #look(key: string, token: string): Promise<Sight | null> {
    const found = await this.#link.run(async (redis) =>
      repliesOf(
        await redis
          .pipeline()
          .set(`${PREFIX}lock:${key}`, token, "PX", this.#lockMs, "NX")
          .getBuffer(`${PREFIX}answer:${key}`)
          .pttl(`${PREFIX}answer:${key}`)
          .get(`${PREFIX}problem:${key}`)
          .exec(),
      ),
    );
    if (found === null) return null;
    const [locked, packed, leftMs, said] = found;
    const kept = await this.#keptOf(packed, leftMs);
    return { isOurs: locked === "OK", kept, said: typeof said === "string" ? said : null };
  }

  async #keptOf(packed: unknown, leftMs: unknown): Promise<KeptAnswer | null> {
    if (!(packed instanceof Buffer) || typeof leftMs !== "number" || leftMs <= 0) return null;
    const fromMs = this.#now();
    const answer = await unpackAnswer(packed);
    return answer === null ? null : { answer, fromMs, untilMs: fromMs + leftMs };
  }

  async #lead(key: string, token: string, ask: () => Promise<FreshAnswer>): Promise<FreshAnswer> {
    const renewal = setInterval(() => void this.#renew(key, token), this.#lockMs / 3);
    const free = async (leave: Promise<unknown>): Promise<void> => {
      await leave;
      clearInterval(renewal);
      await this.#unlock(key, token);
    };
    try {
      const entry = await ask();
      this.#inBackground(free(this.#keep(key, entry)));
      return entry;
    } catch (error) {
      // Told before it is over here: who asks next did not wait for this one.
      await free(this.#tell(key, token, error));
      throw error;
    }
  }

  /** Its own readers need not wait for what is for others. */
  #inBackground(work: Promise<void>): void {
    const writing = work.catch(() => undefined).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  async #keep(key: string, { answer, untilMs }: FreshAnswer): Promise<void> {
    if (untilMs <= this.#now()) return;
    const packed = await packAnswer(answer);
    const leftMs = Math.floor(untilMs - this.#now());
    if (leftMs <= 0) return;
    await this.#link.run(async (redis) => await redis.set(`${PREFIX}answer:${key}`, packed, "PX", leftMs));
  }

  async #tell(key: string, token: string, error: unknown): Promise<void> {
    if (!(error instanceof ProblemError) || OWN_PROBLEMS.has(error.problem.code)) return;
    const text = JSON.stringify({ token, problem: error.problem });
    await this.#link.run(async (redis) => await redis.set(`${PREFIX}problem:${key}`, text, "PX", PROBLEM_MS));
  }

  async #renew(key: string, token: string): Promise<void> {
    await this.#link.run(
      async (redis) => await redis.call("EVAL", RENEW, 1, `${PREFIX}lock:${key}`, token, this.#lockMs),
    );
  }

  async #unlock(key: string, token: string): Promise<void> {
    await this.#link.run(async (redis) => await redis.call("EVAL", UNLOCK, 1, `${PREFIX}lock:${key}`, token));
  }
}

/** What the commands of a pipeline answered; throws what the first that failed did. */
function repliesOf(found: readonly (readonly [Error | null, unknown])[] | null): readonly unknown[] {
  return (found ?? []).map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
}

function problemOf(text: string | null): Problem | null {
  try {
    return text === null ? null : parseProblem(recordOf(JSON.parse(text))?.["problem"]);
  } catch {
    return null;
  }
}
