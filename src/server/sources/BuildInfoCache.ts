import type { BuildInfo } from "../routes/data/dataRoutes.ts";
import type { Source } from "./Source.ts";

/** The last capability probe of each source, by its version: a changed source is asked again. */
export class BuildInfoCache {
  readonly #known = new Map<string, { readonly version: string; readonly info: BuildInfo }>();

  get(source: Source): BuildInfo | undefined {
    const known = this.#known.get(source.id);
    return known?.version === source.version ? known.info : undefined;
  }

  set(source: Source, info: BuildInfo): void {
    this.#known.set(source.id, { version: source.version, info });
  }

  forget(id: string): void {
    this.#known.delete(id);
  }
}

const FIELDS = ["version", "revision", "branch", "buildUser", "buildDate", "goVersion"] as const;

/** `data` of an upstream's buildinfo → the fields we pass on, as short text; undefined when it is something else. */
export function readBuildInfo(body: string): BuildInfo | undefined {
  const data = dataOf(body);
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
  try {
    const answer = JSON.parse(body) as { status?: unknown; data?: unknown } | null;
    return answer?.status === "success" ? answer.data : undefined;
  } catch {
    return undefined;
  }
}
