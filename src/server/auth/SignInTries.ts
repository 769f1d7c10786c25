import { isIPv6 } from "node:net";
import { fail } from "../../domain/problem/Problem.ts";
import { nameKey } from "../store/nameKey.ts";
import type { SharedTry } from "./SharedTry.ts";

export const HOUR_MS = 3_600_000;
/** So many failures of a name cost nothing; from then on each makes the next wait 1, 2, 4 … seconds. */
export const FREE_TRIES = 5;
/** And not more than this many in an hour, for a name and for an address (S33): many people share an address. */
export const PER_HOUR = 20;
/** More names and addresses than this are forgotten, the oldest first. */
const REMEMBERED = 20_000;

/** Who tries to sign in. */
export interface Trier {
  readonly name: string;
  readonly address: string;
  /** One that this person signed in with before. */
  readonly browser?: string | undefined;
}

/** What slows guessing down. */
export interface Tries {
  /** Answers by what this try is known. Throws TOO_MANY_TRIES with the wait. */
  begin(trier: Trier): string | Promise<string>;
  /** `id` is what `begin` answered: others may try under the same name meanwhile. */
  succeed(trier: Trier, id: string): unknown;
}

interface Failure {
  readonly atMs: number;
  /** By which other replicas know it. */
  readonly id: string;
}

/**
 * Slows guessing down. A try counts as a failure from its beginning, so that a hundred at once are a hundred; success
 * takes it back. It makes no difference whether the name exists. A browser that the person signed in with before is
 * counted by itself, so that guessing at a name keeps its owner out nowhere but in new browsers. It counts for this
 * process; `SharedTries` makes one count of all replicas'.
 */
export class SignInTries implements Tries {
  readonly #now: () => number;
  /** Failures of the last hour by name and by address, oldest first. */
  readonly #failures = new Map<string, readonly Failure[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Answers the id. Throws TOO_MANY_TRIES with the wait. */
  begin(trier: Trier, id = ""): string {
    const nowMs = this.#now();
    const counted = keysOf(trier).map((key) => this.#recent(key, nowMs));
    const waitMs = Math.max(backOff(counted[0] ?? []), ...counted.map(hourlyEnd)) - nowMs;
    if (waitMs > 0) throw fail("TOO_MANY_TRIES", { retryAfterMs: waitMs });
    this.count(trier, id);
    return id;
  }

  /** Counts a try that others have let begin. */
  count(trier: Trier, id: string): void {
    const atMs = this.#now();
    for (const key of keysOf(trier)) this.#keep(key, [...this.#recent(key, atMs), { atMs, id }]);
  }

  /**
   * The name, or the browser, begins anew; the address only loses this one try, or one good account would unlock
   * guessing at others.
   */
  succeed(trier: Trier, id: string): void {
    const [own, ...others] = keysOf(trier);
    this.#failures.delete(own);
    for (const key of others) this.#keep(key, withoutOne(this.#recent(key, this.#now()), id));
  }

  /** What this process knows of somebody, for the other replicas. */
  known(trier: Trier): Pick<SharedTry, "keys" | "failures"> {
    const [nowMs, keys] = [this.#now(), keysOf(trier)];
    const failures = keys.flatMap((key, i) =>
      this.#recent(key, nowMs).map(({ atMs, id }) => ({ key: i, agoMs: nowMs - atMs, id })),
    );
    return { keys, failures };
  }

  #recent(key: string, nowMs: number): readonly Failure[] {
    return (this.#failures.get(key) ?? []).filter(({ atMs }) => nowMs - atMs < HOUR_MS);
  }

  #keep(key: string, failures: readonly Failure[]): void {
    this.#failures.delete(key);
    if (failures.length > 0) this.#failures.set(key, failures);
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= REMEMBERED) break;
      this.#failures.delete(oldest);
    }
  }
}

/** The last of this id; all of them have the same where nobody else knows them. */
function withoutOne(failures: readonly Failure[], id: string): readonly Failure[] {
  const last = failures.findLastIndex((failure) => failure.id === id);
  return failures.filter((_failure, i) => i !== last);
}

/** When the next try may begin, epoch milliseconds. */
function backOff(failures: readonly Failure[]): number {
  const last = failures.at(-1);
  if (last === undefined || failures.length < FREE_TRIES) return 0;
  return last.atMs + Math.min(HOUR_MS, 1_000 * 2 ** (failures.length - FREE_TRIES));
}

function hourlyEnd(failures: readonly Failure[]): number {
  const oldest = failures.at(-PER_HOUR);
  return oldest === undefined ? 0 : oldest.atMs + HOUR_MS;
}

/** The first is whose back-off it is. Spellings that the store takes for one name are one. */
function keysOf({ name, address, browser }: Trier): readonly [string, ...string[]] {
  if (browser !== undefined) return [`browser ${browser}`];
  return [`name ${nameKey(name).slice(0, 200)}`, `address ${networkOf(address)}`];
}

/** Whoever has one IPv6 address has 2^64 of them. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::", 2);
  const groups = head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(":").length;
  const whole = [...groups, ...Array.from({ length: missing }, () => "0"), ...(tail?.split(":") ?? [])];
  return whole
    .slice(0, 4)
    .map((group) => group || "0")
    .join(":");
}
