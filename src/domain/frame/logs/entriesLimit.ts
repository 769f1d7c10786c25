/**
 * Loki refuses more lines than its own limit: "max entries limit per query exceeded, limit >
 * max_entries_limit_per_query (5001 > 5000)", older versions "limit > max_entries_limit" (grafana/loki:
 * pkg/querier/limits). The server's number, or null when the text is about something else.
 */
export function entriesLimitIn(text: string): number | null {
  const found = /limit > max_entries_limit(?:_per_query)? \((\d{1,9}) > (\d{1,9})\)/.exec(text);
  const most = Number(found?.[2] ?? 0);
  return most > 0 ? most : null;
}
