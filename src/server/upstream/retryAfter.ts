/**
 * Milliseconds a Retry-After header asks for: seconds or an HTTP date (RFC 9110 §10.2.3). Null when absent,
 * unreadable, negative or past: then our own back-off decides.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3,9},? /.test(text) || text.length > 40) return null;
  const ms = Date.parse(text) - nowMs;
  return ms > 0 ? ms : null;
}
