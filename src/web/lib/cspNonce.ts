/**
 * The nonce of this response's CSP, for libraries that add a <style> (the editor). The server writes it into
 * `<meta property="csp-nonce">`; browsers hide it from `getAttribute`, hence the property.
 */
export function cspNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce ?? "";
}
