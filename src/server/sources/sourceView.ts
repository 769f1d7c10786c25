import type { SourceQuestion, SourceView } from "../../contract/sources.ts";
import type { OAuth2Config, Source } from "./Source.ts";

/** A source as the page may see it: every field is listed, so that a new one stays inside until somebody lets it out. */
export function sourceView(source: Source, questions?: readonly SourceQuestion[]): SourceView {
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    // A file has no address to show: its path would say how this machine is laid out.
    url: source.baseOrigin + source.prefix + (source.feed?.type === "page" ? source.feed.query : ""),
    authType: source.auth.type,
    ...(source.auth.type === "basic" && { username: source.auth.username }),
    ...(source.auth.type === "oauth2" && { oauth2: oauth2View(source.auth) }),
    headerNames: [...source.headers.keys()],
    hasCa: source.tls.caPem !== undefined || source.tls.caFile !== undefined,
    origin: source.origin,
    ...(source.preset !== undefined && { preset: source.preset }),
    minStepMs: source.minStepMs,
    ...(source.firstQuery !== undefined && { firstQuery: source.firstQuery }),
    ...(questions !== undefined && { questions: [...questions] }),
    ...(source.note !== undefined && { note: source.note }),
    ...(source.budgetBytes !== undefined && { budgetBytes: source.budgetBytes }),
  };
}

function oauth2View({ clientId, tokenUrl, scopes }: OAuth2Config): SourceView["oauth2"] {
  return { clientId, tokenUrl, scopes: [...scopes] };
}
