import type { QueryClient } from "@tanstack/react-query";
import { apiOf } from "../../../../contract/apiOf.ts";
import { encodeExplore } from "../../../../domain/link/exploreLink.ts";
import type { VariableValues } from "../../../../domain/panel/Board.ts";
import type { TimeRange } from "../../../../domain/time/TimeRange.ts";
import { appLocation } from "../../../lib/location.ts";
import { linkTo } from "../../../lib/route.ts";
import { sourcesQuery } from "../../../lib/sources.ts";
import { panelQuery } from "../data/boardQueries.ts";

export interface ExploreOrder {
  readonly panelId: string;
  readonly range: TimeRange;
  readonly zone: string;
  readonly values: VariableValues;
}

/** Goes to Explore with the panel's queries, what is chosen filled in. The address names the panel, to save it back. */
export async function openInExplore(client: QueryClient, order: ExploreOrder): Promise<void> {
  const { panelId, range, zone, values } = order;
  const [{ panel, rev }, sources, { exploreFromPanel }] = await Promise.all([
    client.fetchQuery(panelQuery(panelId)),
    client.ensureQueryData(sourcesQuery),
    // Reads queries, so it brings both grammars along.
    import("../../../../domain/panel/exploreFromPanel.ts"),
  ]);
  const kinds = new Map(sources.sources.map(({ id, kind }) => [id, kind]));
  const languageOf = (sourceId: string) =>
    apiOf(kinds.get(sourceId) ?? "prometheus") === "loki" ? "logql" : "promql";
  const state = exploreFromPanel(panel, { range, zone, values, languageOf });
  appLocation.go(linkTo({ page: "explore" }, { ...encodeExplore(state), panel: panelId, rev: String(rev) }));
}
