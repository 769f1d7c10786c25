import { apiOf } from "../../../../contract/apiOf.ts";
import type { SourceView } from "../../../../contract/sources.ts";
import { lastTarget } from "./rememberedPairs.ts";
import type { OtherKind } from "./Subject.ts";

/** The kind that a row's source lacks: logs for metrics, metrics for logs. */
export const otherKind = ({ kind }: SourceView): OtherKind => (kind === "loki" ? "metrics" : "logs");

/** The sources that hold the other half of the picture. */
export function otherSources(sources: readonly SourceView[], to: OtherKind): readonly SourceView[] {
  return sources.filter(({ kind }) => apiOf(kind) === (to === "logs" ? "loki" : "prometheus"));
}

/**
 * The one to ask: the one the reader chose last, else the same one (a metric query over logs), else the one on the same
 * host (both halves of one region), else the first.
 */
export function otherSource(
  sources: readonly SourceView[],
  { sourceId, to }: { readonly sourceId: string; readonly to: OtherKind },
): SourceView | undefined {
  const own = sources.find(({ id }) => id === sourceId);
  const others = otherSources(sources, to);
  const last = lastTarget(sourceId);
  return (
    others.find(({ id }) => id === last) ??
    others.find(({ id }) => id === sourceId) ??
    others.find(({ url }) => own !== undefined && hostOf(url) === hostOf(own.url)) ??
    others[0]
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
