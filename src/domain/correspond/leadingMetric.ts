import { metricKind } from "../browse/metricKind.ts";
import type { MetadataMap } from "../query/promql/metricType.ts";

/** What one looks at first when something is wrong: load, failures, then the machine; the earlier the better. */
const LEADING: readonly RegExp[] = [
  /(?:^|_)(?:error|failure|fail)s?_(?:\w+_)?total$/,
  /(?:^|_)requests?_(?:\w+_)?total$/,
  /(?:^|_)cpu_(?:\w+_)?total$/,
  /(?:^|_)memory_(?:working_set|usage|rss|resident)_?bytes$/,
  /_bytes_total$/,
  /^up$/,
];

/** The metric of these that says most about what its labels name; null without any. */
export function leadingMetric(names: readonly string[], families: MetadataMap): string | null {
  for (const pattern of LEADING) {
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined) return found;
  }
  const ofKind = (kind: string) => names.find((name) => metricKind(name, families) === kind);
  return ofKind("counter") ?? ofKind("gauge") ?? names[0] ?? null;
}
