import type { SourceView } from "../../contract/sources.ts";
import type { Source } from "./Source.ts";

/** A source as the page may see it: every field is listed, so that a new one stays inside until somebody lets it out. */
export function sourceView(source: Source): SourceView {
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    url: source.baseOrigin + source.prefix,
    authType: source.auth.type,
    ...(source.auth.type === "basic" && { username: source.auth.username }),
    headerNames: [...source.headers.keys()],
    hasCa: source.tls.caPem !== undefined || source.tls.caFile !== undefined,
    origin: source.origin,
    ...(source.preset !== undefined && { preset: source.preset }),
    minStepMs: source.minStepMs,
    ...(source.firstQuery !== undefined && { firstQuery: source.firstQuery }),
    ...(source.budgetBytes !== undefined && { budgetBytes: source.budgetBytes }),
  };
}
