import { isFault, parseBaseUrl, type UrlFault } from "./baseUrl.ts";

/**
 * Reads the URL of a token endpoint: plain, as a base URL is, but with its path as it was typed. The client's secret
 * goes there, so only this machine may be reached without TLS.
 */
export function parseTokenUrl(text: string, options: { allowPrivate: boolean }): string | UrlFault {
  const base = parseBaseUrl(text, options);
  if (isFault(base)) return base;
  if (!base.isHttps && !base.isLoopback)
    return { reason: "would send the client's secret unencrypted; use https://", isAddress: false };
  return base.origin + (base.path || "/");
}
