import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startReference } from "../differential/startReference.ts";

/** Beside the functions, whose unit test reads it and says what its lines are. */
const file = new URL("../../src/engine/promql/functions/recordedAnswers.txt", import.meta.url);
const EPOCH_SECONDS = 1_700_000_000;
const AT_SECONDS = EPOCH_SECONDS + 90;

type Metric = Readonly<Record<string, string>>;

interface ApiAnswer {
  readonly status: string;
  readonly errorType?: string;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
  readonly data?:
    | {
        readonly resultType: "vector";
        readonly result: readonly { readonly metric: Metric; readonly value: readonly [number, string] }[];
      }
    | { readonly resultType: "scalar"; readonly result: readonly [number, string] };
}

/**
 * Asks the queries of `recordedAnswers.txt` anew, of its own series, and writes the answers into it:
 * `node e2e/promql/recordFunctionAnswers.ts FOLDER` with the folder of Prometheus' and promtool's binaries.
 */
async function recordAnswers(folder: string): Promise<void> {
  const [seriesText = "", ...questions] = readFileSync(file, "utf8").split(/^> /m);
  const reference = await startReference(
    path.join(folder, "prometheus"),
    path.join(folder, "promtool"),
    openMetricsOf(seriesText.trimEnd().split("\n")),
  );
  try {
    const blocks: string[] = [];
    for (const question of questions) {
      const [query = ""] = question.split("\n");
      blocks.push(`\n> ${[query, ...linesOf(query, await ask(reference.url, query))].join("\n")}\n`);
    }
    writeFileSync(file, `${seriesText.trimEnd()}\n${blocks.join("")}`);
    console.log(`${blocks.length} answers recorded`);
  } finally {
    await reference.stop();
  }
}

/** `name{…} value@second …` */
function openMetricsOf(series: readonly string[]): string {
  const lines = new Set<string>();
  for (const line of series) {
    const [, name = "", labels = "", samples = ""] = /^(\w+)(\{.*\})? (.*)$/.exec(line) ?? [];
    lines.add(`# TYPE ${name} unknown`);
    for (const sample of samples.split(" ")) {
      const [value = "", second = ""] = sample.split("@");
      lines.add(`${name}${labels} ${value} ${EPOCH_SECONDS + Number(second)}`);
    }
  }
  return `${[...lines].join("\n")}\n# EOF\n`;
}

async function ask(url: string, query: string): Promise<ApiAnswer> {
  const body = new URLSearchParams({ query, time: String(AT_SECONDS) });
  const signal = AbortSignal.timeout(10_000);
  const response = await fetch(`${url}/api/v1/query`, { method: "POST", body, signal });
  return (await response.json()) as ApiAnswer;
}

function linesOf(query: string, { errorType, error, warnings = [], infos = [], data }: ApiAnswer): string[] {
  if (!data) return [`! ${errorType}: ${error}`];
  const notes = [...warnings, ...infos].toSorted().map((note) => `~ ${note}`);
  if (data.resultType === "scalar") return [`scalar ${data.result[1]}`, ...notes];
  const rows = data.result.map(({ metric, value }) => `${printMetric(metric)} ${value[1]}`);
  return [...(query.startsWith("sort") ? rows : rows.toSorted()), ...notes];
}

function printMetric({ __name__: name = "", ...labels }: Metric): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) =>
      `${/^[a-zA-Z_]\w*$/.test(label) ? label : JSON.stringify(label)}=${JSON.stringify(value)}`,
  );
  return `${name}{${pairs.join(",")}}`;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: recordFunctionAnswers.ts FOLDER");
await recordAnswers(folder);
