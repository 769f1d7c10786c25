/** For everything but the page: nothing may run, load or frame it, even when a browser shows it (S19). */
const SANDBOX_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** For the page's files. A worker lives under the policy of its own file, and `sandbox` would keep it from starting. */
export const ASSET_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; " +
  "form-action 'none'; require-trusted-types-for 'script'";

/** The page's policy (T13). Styles that libraries insert carry the nonce; scripts are files only. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types sightglass",
  ].join("; ");
}

/** What every answer carries, whatever becomes of the request. Routes replace the policy and the caching. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": SANDBOX_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cache-control": "no-store",
};

/** Two years, as browsers ask for; sent only where the configured address is https. */
export const STRICT_TRANSPORT = "max-age=63072000";
