/** A sign-in that is under way at the issuer, as the browser keeps it in a cookie meanwhile. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to go afterwards: a path of ours with its query, without the base path. */
  readonly returnTo: string;
  readonly startedMs: number;
}

/**
 * One line for a cookie. It is not signed: whoever can write cookies for our host under `__Host-` rules is that
 * browser, and it is worth nothing without a code that the issuer gave for exactly this state, nonce and verifier.
 */
export function encodePending(pending: PendingSignIn): string {
  return Buffer.from(JSON.stringify(pending)).toString("base64url");
}

/** Null for anything that we did not write. */
export function decodePending(text: string): PendingSignIn | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return isPending(value) ? value : null;
  } catch {
    return null;
  }
}

function isPending(value: unknown): value is PendingSignIn {
  if (typeof value !== "object" || value === null) return false;
  const { state, nonce, verifier, returnTo, startedMs } = value as Partial<
    Record<keyof PendingSignIn, unknown>
  >;
  return (
    [state, nonce, verifier].every((text) => typeof text === "string" && /^[\w-]{43,128}$/.test(text)) &&
    typeof returnTo === "string" &&
    typeof startedMs === "number"
  );
}
