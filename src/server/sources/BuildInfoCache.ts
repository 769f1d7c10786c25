import type { BuildInfo } from "../routes/data/dataRoutes.ts";
import { redactSecrets } from "../upstream/redactSecrets.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";
import type { Source } from "./Source.ts";

interface Known {
  readonly version: string;
  readonly info: BuildInfo | undefined;
  readonly atMs: number;
}

/** A capability that was missing is looked for again after this (F03). */
const MISSING_MS = 10 * 60_000;
const PROBE_MS = 5_000;

/** The last capability probe of each source, by its version: a changed source is asked again. */
export class BuildInfoCache {
  readonly #known = new Map<string, Known>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #now: () => number;

  /** `now` in epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get(source: Source): BuildInfo | undefined {
    const known = this.#known.get(source.id);
    return known?.version === source.version ? known.info : undefined;
  }

  set(source: Source, info: BuildInfo | undefined): void {
    this.#known.set(source.id, { version: source.version, info, atMs: this.#now() });
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  /** Makes sure that the source was asked; askers at the same time share one probe. Never throws. */
  async ensure(source: Source, upstreams: Pick<Upstreams, "ask">): Promise<void> {
    const known = this.#known.get(source.id);
    const isFresh = known?.info !== undefined || this.#now() - (known?.atMs ?? 0) < MISSING_MS;
    if (known?.version === source.version && isFresh) return;
    const key = `${source.id} ${source.version}`;
    const probe =
      this.#running.get(key) ?? this.#probe(source, upstreams).finally(() => this.#running.delete(key));
    this.#running.set(key, probe);
    await probe;
  }

  async #probe(source: Source, upstreams: Pick<Upstreams, "ask">): Promise<void> {
    try {
      const { text } = await upstreams.ask(
        source,
        "buildinfo",
        {},
        { signal: AbortSignal.timeout(PROBE_MS) },
      );
      this.set(source, readBuildInfo(redactSecrets(text, source)));
    } catch {
      // Not every server says its version, and none has to.
      this.set(source, undefined);
    }
  }
}

const FIELDS = ["version", "revision", "branch", "buildUser", "buildDate", "goVersion"] as const;

/**
 * An upstream's buildinfo → the fields we pass on, as short text; undefined when it is something else. Prometheus
 * puts them in `data`, Loki answers them bare.
 */
export function readBuildInfo(body: string): BuildInfo | undefined {
  const data = dataOf(body) ?? jsonOf(body);
  if (typeof data !== "object" || data === null) return undefined;
  const facts = data as Record<string, unknown>;
  const info: Record<string, string> = {};
  for (const field of FIELDS) {
    const value = facts[field];
    if (typeof value === "string") info[field] = value.slice(0, 200);
  }
  return info["version"] === undefined ? undefined : { ...info, version: info["version"] };
}

/** `data` of a successful answer; undefined for anything else. */
export function dataOf(body: string): unknown {
  const answer = jsonOf(body) as { status?: unknown; data?: unknown } | null | undefined;
  return answer?.status === "success" ? answer.data : undefined;
}

/** undefined where it is no JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
