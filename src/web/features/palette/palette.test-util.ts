import { vi } from "vitest";
import type { SourceView } from "../../../contract/sources.ts";
import { defaultExplore } from "../../../domain/link/exploreLink.ts";
import { letters } from "../../../domain/link/ExploreState.ts";
import type { PaletteExplore } from "./PaletteTypes.ts";

export const aSource = (id: string, name: string, kind: SourceView["kind"] = "prometheus"): SourceView => ({
  id,
  name,
  kind,
  url: `https://${id}.example`,
  authType: "none",
  headerNames: [],
  hasCa: false,
  origin: "config",
  minStepMs: 15_000,
});

/** Explore with these queries, the first of them focused; what it would do is recorded. */
export function explorePart(given: {
  readonly exprs: readonly string[];
  readonly isAtCursor?: boolean;
}): PaletteExplore {
  const queries = given.exprs.map((expr, index) => ({
    letter: letters[index] ?? "A",
    sourceId: "prod",
    expr,
    isHidden: false,
  }));
  return {
    source: aSource("prod", "Production"),
    range: { startMs: 0, endMs: 3_600_000 },
    zone: "UTC",
    state: { ...defaultExplore("prod"), queries },
    letter: "A",
    queryText: given.exprs[0] ?? "",
    isAtCursor: given.isAtCursor ?? true,
    onInsert: vi.fn(),
    onUseQuery: vi.fn(),
    onEditText: vi.fn(),
  };
}
