/** An operation as its API calls it: "loki_index_stats" → "index/stats". */
export function spokenOperation(operation: string): string {
  return operation.replace(/^loki_/, "").replace(/^index_/, "index/");
}
