import type { FunctionDoc } from "../promql/functionDocs.ts";
import { readDocTable } from "./readDocTable.ts";
import { PARSER_DOCS, STAGE_DOCS } from "./stageDocs.ts";
import { TEMPLATE_DOCS } from "./templateDocs.ts";

export type LogqlDocKind = "function" | "aggregation" | "parser" | "stage" | "template" | "keyword";

/** Functions of a log range, and those of a vector that aggregate nothing. */
const FUNCTIONS = `
absent_over_time(logs log-range) | 1 when the selection has no line in the range, nothing otherwise; good for alerts on silence. | absent_over_time({app="api"}[5m])
avg_over_time(logs unwrapped-range) | Mean of the unwrapped values in the range, for each series; may be grouped. | avg_over_time({app="api"} | json | unwrap latency_ms [5m]) by (route)
bytes_over_time(logs log-range) | Bytes of the lines in the range, for each stream. | bytes_over_time({app="api"}[1h])
bytes_rate(logs log-range) | Bytes of lines per second, for each stream. | bytes_rate({app="api"}[$__auto])
count_over_time(logs log-range) | Number of lines in the range, for each stream. | count_over_time({app="api"} |= "error" [$__auto])
first_over_time(logs unwrapped-range) | Oldest unwrapped value in the range; may be grouped. | first_over_time({app="api"} | json | unwrap queue [5m])
label_replace(v vector, dst string, replacement string, src string, regex string) | The series with a label made from another by a regular expression; unchanged where it does not match. | label_replace(rate({app="api"}[5m]), "host", "$1", "instance", "(.*):.*")
last_over_time(logs unwrapped-range) | Newest unwrapped value in the range; may be grouped. | last_over_time({app="api"} | json | unwrap queue [5m])
max_over_time(logs unwrapped-range) | Largest unwrapped value in the range; may be grouped. | max_over_time({app="api"} | logfmt | unwrap duration(took) [5m]) by (route)
min_over_time(logs unwrapped-range) | Smallest unwrapped value in the range; may be grouped. | min_over_time({app="api"} | logfmt | unwrap duration(took) [5m]) by (route)
quantile_over_time(q scalar, logs unwrapped-range) | The q-quantile (0 to 1) of the unwrapped values in the range; may be grouped. | quantile_over_time(0.95, {app="api"} | json | unwrap latency_ms [5m]) by (route)
rate(logs log-range) | Lines per second; of unwrapped values their sum per second. | rate({app="api"} |= "error" [$__auto])
rate_counter(logs unwrapped-range) | Growth per second of the unwrapped values taken as a counter, resets accounted for. | rate_counter({app="api"} | json | unwrap requests_total [5m])
stddev_over_time(logs unwrapped-range) | Standard deviation of the unwrapped values in the range; may be grouped. | stddev_over_time({app="api"} | json | unwrap latency_ms [5m]) by (route)
stdvar_over_time(logs unwrapped-range) | Variance of the unwrapped values in the range; may be grouped. | stdvar_over_time({app="api"} | json | unwrap latency_ms [5m]) by (route)
sum_over_time(logs unwrapped-range) | Sum of the unwrapped values in the range, for each series. | sum_over_time({app="api"} | json | unwrap bytes(size) [5m])
vector(s scalar) | A number as a series without labels; fills gaps. | sum(count_over_time({app="api"}[5m])) or vector(0)
`;

const AGGREGATIONS = `
approx_topk(k scalar, v vector) | About the k series with the largest values, found with little memory; the server must allow it, and it takes no grouping. | approx_topk(10, sum by (ip) (rate({app="api"}[5m])))
avg(v vector) | Mean over the series of each group. | avg by (region) (rate({app="api"}[5m]))
bottomk(k scalar, v vector) | The k series with the smallest values of each group, labels kept. | bottomk(3, sum by (pod) (rate({app="api"}[5m])))
count(v vector) | Number of series in each group. | count(sum by (pod) (rate({app="api"}[5m])))
max(v vector) | Largest value of each group. | max by (pod) (bytes_rate({app="api"}[5m]))
min(v vector) | Smallest value of each group. | min by (pod) (bytes_rate({app="api"}[5m]))
sort(v vector) | The series by value, smallest first; only matters for instant queries. | sort(sum by (pod) (rate({app="api"}[5m])))
sort_desc(v vector) | The series by value, largest first; only matters for instant queries. | sort_desc(sum by (pod) (rate({app="api"}[5m])))
stddev(v vector) | Standard deviation over the series of each group. | stddev by (app) (rate({app=~".+"}[5m]))
stdvar(v vector) | Variance over the series of each group. | stdvar by (app) (rate({app=~".+"}[5m]))
sum(v vector) | Sum over the series of each group. | sum by (level) (count_over_time({app="api"} | json [$__auto]))
topk(k scalar, v vector) | The k series with the largest values of each group, labels kept; at each step of a range anew. | topk(5, sum by (pod) (rate({app="api"}[5m])))
`;

const KEYWORDS = `
by (label, …) | Groups by these labels; the result has only them. | sum by (app) (rate({app=~".+"}[5m]))
without (label, …) | Groups by all labels but these. | sum without (pod) (rate({app="api"}[5m]))
on (label, …) | Pairs the two sides by these labels only. | sum by (a) (rate({app="x"}[5m])) / on (a) sum by (a) (rate({app="y"}[5m]))
ignoring (label, …) | Pairs the two sides by all labels but these. | rate({app="x"}[5m]) / ignoring (pod) rate({app="y"}[5m])
group_left (label, …) | Several series on the left may pair with one on the right, whose named labels are copied. | rate({app="x"}[5m]) * on (pod) group_left (node) rate({app="y"}[5m])
group_right (label, …) | Several series on the right may pair with one on the left, whose named labels are copied. | rate({app="x"}[5m]) * on (pod) group_right (node) rate({app="y"}[5m])
bool | The comparison gives 0 or 1 instead of dropping series. | rate({app="api"}[5m]) > bool 5
offset duration | The selection as it was that long ago; stands behind the range. | rate({app="api"}[5m] offset 1d)
and | Series of the left side that have a partner on the right; between filters, both must hold. | {app="api"} | json | status >= 500 and method="GET"
or | All series of the left side, and those of the right without a partner; between filters, one must hold. | {app="api"} |= "error" or "fatal"
unless | Series of the left side that have no partner on the right. | rate({app="x"}[5m]) unless on (pod) rate({app="y"}[5m])
ip("range") | Matches an address, a range of addresses or a network, in a line or in a label. | {app="api"} | json | client=ip("10.0.0.0/8")
bytes(label) | Reads the unwrapped label as a size such as 5KB. | sum_over_time({app="api"} | json | unwrap bytes(size) [5m])
duration(label) | Reads the unwrapped label as a duration such as 1m30s, in seconds. | max_over_time({app="api"} | logfmt | unwrap duration(took) [5m])
duration_seconds(label) | The same as duration. | max_over_time({app="api"} | logfmt | unwrap duration_seconds(took) [5m])
|= "text" | Lines that contain the text, in this case. | {app="api"} |= "error"
!= "text" | Lines that do not contain the text. | {app="api"} != "debug"
|~ "regex" | Lines that match the regular expression (RE2); (?i) ignores case. | {app="api"} |~ "(?i)time ?out"
!~ "regex" | Lines that do not match the regular expression. | {app="api"} !~ "GET /health"
|> "pattern" | Lines that match the pattern, where <_> stands for anything. | {app="api"} |> "<_> took <_>ms"
!> "pattern" | Lines that do not match the pattern. | {app="api"} !> "<_> took <_>ms"
`;

const DOCS: Readonly<Record<LogqlDocKind, ReadonlyMap<string, FunctionDoc>>> = {
  function: readDocTable(FUNCTIONS),
  aggregation: readDocTable(AGGREGATIONS),
  keyword: readDocTable(KEYWORDS),
  parser: readDocTable(PARSER_DOCS),
  stage: readDocTable(STAGE_DOCS),
  template: readDocTable(TEMPLATE_DOCS),
};

/** All entries of one kind, by name, in the order a reader would look for them. */
export function logqlDocs(kind: LogqlDocKind): ReadonlyMap<string, FunctionDoc> {
  return DOCS[kind];
}

/** Names have no case, except those of template functions. */
export function logqlDocOf(kind: LogqlDocKind, name: string): FunctionDoc | undefined {
  return DOCS[kind].get(kind === "template" ? name : name.toLowerCase());
}
