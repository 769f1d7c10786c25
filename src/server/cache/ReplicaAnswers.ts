import type { KeptAnswer } from "./KeptAnswers.ts";

/** An answer just asked for; `untilMs` 0: it must not serve others later. */
export type FreshAnswer = KeptAnswer;

export interface ReplicaQuestion {
  readonly key: string;
  /** Asks the source. */
  readonly ask: () => Promise<FreshAnswer>;
  readonly signal: AbortSignal;
}

/** What replicas of the server have together. */
export interface ReplicaAnswers {
  /**
   * The kept answer, or what another replica is just asking for, or else what `ask` brings: at most one replica asks at
   * a time. Throws what `ask` throws, here or there, and never anything of its own: without the others it asks alone.
   */
  share(question: ReplicaQuestion): Promise<KeptAnswer>;
  /** Why replicas do not know of each other's answers at the moment, in a few words; null: they do. */
  trouble(): string | null;
  close(): Promise<void>;
}
