import { minimize } from "./minimize.ts";
import { FEATURES } from "./promqlFeatures.ts";
import { describe } from "./Request.ts";
import type { DifferentialResult, DifferentialRun } from "./runDifferential.ts";

const SHOWN = 20;

/** What was compared, what differs with the line that repeats it, and how often each feature had an answer. */
export async function writeReport(result: DifferentialResult, run: DifferentialRun): Promise<string> {
  const { compared, queries, poor, disagreements, undecided, notes, coverage } = result;
  const lines = [
    `${compared} answers compared, ${disagreements.length} differ (${percent(1 - disagreements.length / compared)} agree)`,
    `${queries} queries, ${poor} of them fail or find nothing (${percent(poor / queries)})`,
    `${undecided.length} left out: Prometheus contradicts itself there`,
    `${notes.length} agree but for warnings, infos or the text of the error`,
  ];
  for (const { request, difference } of disagreements.slice(0, SHOWN)) {
    const smallest = await minimize(request, (smaller) => run.differs(smaller));
    lines.push("", `${difference.kind} (Prometheus · ours): ${difference.detail}`, `  ${describe(request)}`);
    if (smallest !== request) lines.push(`  smallest: ${describe(smallest)}`);
  }
  for (const { request, difference } of notes.slice(0, SHOWN))
    lines.push("", `${difference.kind} (Prometheus · ours): ${difference.detail}`, `  ${describe(request)}`);
  lines.push("", "Queries with an answer", ...coverageLines(coverage));
  return lines.join("\n");
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** "function: abs 12, acos 10, …" */
function coverageLines(coverage: ReadonlyMap<string, number>): string[] {
  const groups = Map.groupBy(FEATURES, (feature) => feature.slice(0, feature.indexOf(" ")));
  return [...groups].map(([group, features]) => {
    const counts = features.map(
      (feature) => `${feature.slice(group.length + 1)} ${coverage.get(feature) ?? 0}`,
    );
    return `  ${group}: ${counts.join(", ")}`;
  });
}
