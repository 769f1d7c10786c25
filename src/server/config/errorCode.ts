/** Node's code of a system error ("ENOENT"), or "unknown": never the message, which names paths and values. */
export function errorCode(error: unknown): string {
  const isCoded = error instanceof Error && "code" in error && typeof error.code === "string";
  return isCoded ? String(error.code) : "unknown";
}
