import type { AskMessage } from "../../domain/frame/decode/WorkerMessages.ts";

/** Asks Loki to tell indexed labels, structured metadata and parsed labels apart. */
const CATEGORIZE = { "X-Loki-Response-Encoding-Flags": "categorize-labels" };
/** The reader's word that the query may cost more than the source's budget; our server logs it. */
const CONFIRMED = { "X-Sightglass-Confirm": "over-budget" };

export function requestHeaders({ type, isConfirmed, isPanel }: AskMessage): Record<string, string> {
  if (isPanel) return { "Content-Type": "application/json", Accept: "application/json", "X-Sightglass": "1" };
  return {
    "Content-Type": "application/x-www-form-urlencoded",
    Accept: "application/json",
    ...(type === "logs" ? CATEGORIZE : {}),
    ...(isConfirmed ? CONFIRMED : {}),
  };
}
