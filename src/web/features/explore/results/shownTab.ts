import type { ResultTab } from "../../../../domain/link/ExploreState.ts";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";

export interface AskedKinds {
  /** A row brings lines. */
  readonly hasLogs: boolean;
  /** No row brings anything to draw. */
  readonly isOnlyLogs: boolean;
}

export function askedKinds(requests: ReadonlyMap<string, AnyRequest>): AskedKinds {
  const asked = [...requests.values()];
  const logs = asked.filter(({ kind }) => kind === "logs");
  return { hasLogs: logs.length > 0, isOnlyLogs: logs.length > 0 && logs.length === asked.length };
}

/** The tab in sight (B4): "chart" means what fits the rows, so log queries alone show their lines by themselves. */
export function shownTab(tab: ResultTab, { hasLogs, isOnlyLogs }: AskedKinds): ResultTab {
  if (tab === "logs") return hasLogs ? "logs" : "chart";
  return isOnlyLogs && tab !== "response" ? "logs" : tab;
}
