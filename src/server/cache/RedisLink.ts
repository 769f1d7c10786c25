import type { Redis, RedisOptions } from "ioredis";
import type { Logger } from "../http/Logger.ts";

export interface RedisLinkOptions {
  /** redis:// or rediss://, with user and password in it where there are. */
  readonly url: string;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** How long one command may take before Redis counts as lost. */
  readonly commandMs?: number;
  /** How long it is left alone after that. */
  readonly restMs?: number;
}

const COMMAND_MS = 1_000;
const REST_MS = 5_000;
const RECONNECT_MAX_MS = 5_000;

/**
 * A Redis or Valkey that may come and go. What is asked while it is away is null at once; that it is away is said once
 * each time, and that it is back.
 */
export class RedisLink {
  readonly #logger: RedisLinkOptions["logger"];
  readonly #restMs: number;
  readonly #client: Promise<Redis>;
  #redis: Redis | undefined;
  #isLost = false;
  #restUntilMs = 0;
  #isClosed = false;

  constructor({ url, logger, commandMs = COMMAND_MS, restMs = REST_MS }: RedisLinkOptions) {
    this.#logger = logger;
    this.#restMs = restMs;
    this.#client = this.#connect(url, commandMs);
  }

  /** It does not answer at the moment. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** What `work` brings, or null when there is no Redis to do it. */
  async run<T>(work: (redis: Redis) => Promise<T>): Promise<T | null> {
    if (performance.now() < this.#restUntilMs) return null;
    const redis = this.#redis;
    if (redis?.status !== "ready") return null;
    try {
      const result = await work(redis);
      this.#found();
      return result;
    } catch (error) {
      this.#restUntilMs = performance.now() + this.#restMs;
      this.#lose(error);
      return null;
    }
  }

  /** Resolves when it was reached, or failed to be, for the first time. */
  async tried(): Promise<void> {
    await this.#client;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    (await this.#client).disconnect();
  }

  /** Loaded only where it is used: a start without Redis need not read it. */
  async #connect(url: string, commandMs: number): Promise<Redis> {
    const { Redis: Client } = await import("ioredis");
    const options = {
      lazyConnect: true,
      connectTimeout: commandMs * 3,
      commandTimeout: commandMs,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times: number) => Math.min(RECONNECT_MAX_MS, 100 * times),
      connectionName: "sightglass",
      // Spoken by every version, and by what stands before some.
      protocol: 2,
    } satisfies RedisOptions;
    const redis = new Client(url, options);
    redis.on("error", (error) => this.#lose(error));
    redis.on("close", () => this.#lose(undefined));
    redis.on("ready", () => {
      this.#restUntilMs = 0;
      this.#found();
    });
    await redis.connect().catch((error: unknown) => this.#lose(error));
    this.#redis = redis;
    return redis;
  }

  #lose(error: unknown): void {
    if (this.#isLost || this.#isClosed) return;
    this.#isLost = true;
    const reason = error instanceof Error ? error.message : "the connection ended";
    this.#logger.warn("redis is away; answers and limits are of this process alone", { reason });
  }

  #found(): void {
    if (!this.#isLost || this.#isClosed) return;
    this.#isLost = false;
    this.#logger.info("redis is back");
  }
}
