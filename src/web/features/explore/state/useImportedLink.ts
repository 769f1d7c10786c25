import { useEffect, useMemo, useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import { decodeExplore, encodeExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { importLink } from "../../../../domain/link/importLink.ts";
import { preferences } from "../../../lib/preferences.ts";
import { askQuestion } from "../../../lib/askQuestion.ts";
import { type LinkCodec, type LinkRecord, type LinkState, useLinkState } from "../../../lib/useLinkState.ts";
import { showToast } from "../../../ui/toasts.ts";

/** One's own sources come before what Sightglass brings itself. */
const firstSource = (sources: readonly SourceView[]) =>
  sources.find(({ origin }) => origin !== "embedded") ?? sources[0];

/**
 * A page opened without a source asks the first one; where the address says nothing at all, its first question, or the
 * first query of its preset, is asked at once.
 */
function complete(state: ExploreState, record: LinkRecord, sources: readonly SourceView[]): ExploreState {
  const first = firstSource(sources);
  if (!first || state.queries.every((row) => row.sourceId !== "")) return state;
  const isBlank = Object.keys(record).length === 0;
  const [question] = first.questions ?? [];
  if (isBlank && question) {
    const { zone } = preferences.get();
    return askQuestion({ ...state, zone }, { sourceId: first.id, question, nowMs: Date.now() });
  }
  const queries = state.queries.map((row) => ({
    ...row,
    sourceId: row.sourceId === "" ? first.id : row.sourceId,
    expr: isBlank && row.expr === "" ? (first.firstQuery ?? "") : row.expr,
  }));
  return { ...state, queries, zone: isBlank ? preferences.get().zone : state.zone };
}

const contextOf = (sources: readonly SourceView[]) => ({
  sources,
  fallbackSourceId: firstSource(sources)?.id ?? "",
});

/**
 * Explore's state in the URL. Prometheus and Grafana Explore links are read as what they mean; what could not be
 * carried over is said once, and the address is rewritten in our own keys.
 */
export function useImportedLink(sources: readonly SourceView[]): LinkState<ExploreState> {
  const codec = useMemo(
    (): LinkCodec<ExploreState> => ({
      decode: (record) =>
        complete(importLink(record, contextOf(sources))?.state ?? decodeExplore(record), record, sources),
      encode: encodeExplore,
    }),
    [sources],
  );
  const link = useLinkState(codec);
  const [imported] = useState(() => importLink(currentRecord(), contextOf(sources)));
  useEffect(() => {
    if (!imported) return;
    link.replace(link.state);
    for (const note of imported.notes) showToast(note);
    // oxlint-disable-next-line react/exhaustive-deps -- an import happens once, when the page opens
  }, [imported]);
  return link;
}

function currentRecord(): LinkRecord {
  return Object.fromEntries(new URLSearchParams(window.location.search));
}
