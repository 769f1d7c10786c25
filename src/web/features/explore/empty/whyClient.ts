import { msToNs, nsToMs, requestNs } from "../../../../domain/frame/logs/ns.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { dataGet } from "../../../lib/api.ts";
import { runLogs } from "../../../lib/runner/runQuery.ts";
import type { WhyClient } from "./whyNoLines.ts";

const texts = (data: unknown): readonly string[] =>
  Array.isArray(data) ? data.filter((one): one is string => typeof one === "string") : [];

/** Asks a Loki source what an empty answer leaves open. */
export function whyClient(sourceId: string, signal: AbortSignal): WhyClient {
  const span = ({ startMs, endMs }: ResolvedRange) => ({
    start: requestNs(msToNs(startMs)),
    end: requestNs(msToNs(endMs)),
  });
  const get = async (path: string, params: Record<string, string>) =>
    (await dataGet({ sourceId, path: `/loki/api/v1/${path}`, params, signal })).data;
  return {
    labels: async (range) => texts(await get("labels", span(range))),
    values: async (label, range) =>
      texts(await get(`label/${encodeURIComponent(label)}/values`, span(range))),
    async hasStreams(selector, range) {
      const data = await get("series", { "match[]": selector, ...span(range) });
      return Array.isArray(data) && data.length > 0;
    },
    async edge(selector, side, range) {
      const direction = side === "oldest" ? "forward" : "backward";
      const ask = {
        startNs: msToNs(range.startMs),
        endNs: msToNs(range.endMs),
        limit: 1,
        direction,
      } as const;
      const { page } = await runLogs({ kind: "logs", sourceId, expr: selector, ...ask }, signal);
      const ns = page.lines[0]?.ns;
      return ns === undefined ? null : nsToMs(ns);
    },
  };
}
