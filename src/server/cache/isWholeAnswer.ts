/**
 * May this body serve others later? Only JSON that says nothing of being incomplete: Prometheus, Thanos, Mimir and
 * Loki tell of missing parts by `warnings`, VictoriaMetrics by `isPartial`. `infos` are about the query's own text, the
 * same for everybody at any time, and no hindrance.
 */
export function isWholeAnswer(body: Buffer): boolean {
  const answer = parsed(body);
  if (typeof answer !== "object" || answer === null) return false;
  if ("status" in answer && answer.status !== "success") return false;
  if ("error" in answer || ("isPartial" in answer && answer.isPartial !== false)) return false;
  return !("warnings" in answer) || (Array.isArray(answer.warnings) && answer.warnings.length === 0);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
