import { describe, expect, it } from "vitest";
import { type HintContext, presetHint } from "./presetHint.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 20);
const host = (id: string, kind: "prometheus" | "loki", url: string) =>
  ({ id, name: `CoreWeave ${id}`, kind, url, preset: "coreweave" }) as const;

const metrics = host("global", "prometheus", "https://observe.coreweave.com");
const oldMetrics = host("legacy", "prometheus", "https://prometheus-legacy.ord1.coreweave.com");
const logs = host("logs", "loki", "https://observe.us-east.coreweave.com");
const oldLogs = host("logs-legacy", "loki", "https://observe-legacy.coreweave.com");
const sources = [metrics, oldMetrics, logs, oldLogs];

type Source = HintContext["source"];
const { preset: _none, ...plain } = metrics;
const wgtwo: Source = { ...plain, preset: "wgtwo-prometheus" };
const hint = (source: Source, [from, to]: readonly [string, string], all: readonly Source[] = sources) =>
  presetHint({
    source,
    sources: all,
    range: { startMs: Date.parse(from), endMs: Date.parse(to) },
    nowMs: NOW,
  });

describe("F40 what CoreWeave's hosts hold", () => {
  it.each([
    [metrics, "2024-10-01", "2024-10-02", "prometheus-legacy.ord1.coreweave.com", true, "legacy"],
    [metrics, "2024-10-20", "2024-10-21", "prometheus-legacy.ord1.coreweave.com", true, "legacy"],
    [metrics, "2024-10-20", "2024-10-22", "prometheus-legacy.ord1.coreweave.com", false, "legacy"],
    [logs, "2025-02-01", "2025-02-02", "observe-legacy.coreweave.com", true, "logs-legacy"],
    [logs, "2025-02-28", "2025-03-02", "observe-legacy.coreweave.com", false, "logs-legacy"],
    [oldMetrics, "2024-11-01", "2024-11-02", "only metrics from before 21 October 2024", true, "global"],
    [oldMetrics, "2024-10-20", "2024-10-22", "only metrics from before 21 October 2024", false, "global"],
    [oldLogs, "2025-06-01", "2025-06-02", "only logs from before March 2025", true, "logs"],
  ])("F40 %j asked from %s to %s is told of %s", (...row) => {
    const [source, from, to, words, isWhole, sourceId] = row;
    const found = hint(source, [from, to]);
    expect(found?.text).toContain(words);
    expect(found?.isWhole).toBe(isWhole);
    expect(found?.fix?.sourceId).toBe(sourceId);
  });

  it("F40 logs of more than two weeks ago may have expired", () => {
    expect(hint(logs, ["2025-12-01", "2025-12-02"])).toEqual({
      text: "Logs older than two weeks may have expired.",
      isWhole: false,
    });
    expect(
      presetHint({ source: logs, sources, range: { startMs: NOW - 13 * DAY, endMs: NOW }, nowMs: NOW }),
    ).toBeNull();
  });

  it("F40 names the host where no source asks it", () => {
    const found = hint(metrics, ["2024-10-01", "2024-10-02"], [metrics]);
    expect(found?.text).toContain("prometheus-legacy.ord1.coreweave.com");
    expect(found?.fix).toBeUndefined();
  });

  it.each([
    [metrics, "2024-10-21", "2024-10-22"],
    [oldMetrics, "2024-10-01", "2024-10-02"],
    [oldLogs, "2025-02-01", "2025-02-02"],
    [plain, "2024-10-01", "2024-10-02"],
    [wgtwo, "2024-10-01", "2024-10-02"],
  ])("F40 says nothing of %j from %s to %s", (source, from, to) => {
    expect(hint(source, [from, to])).toBeNull();
  });
});
