import type { SourceTls } from "./Source.ts";

/**
 * How a token endpoint without TLS settings of its own is verified: on the source's origin like the source; elsewhere
 * the source's CA counts beside the usual ones, and its client certificate and exceptions stay with the source.
 */
export function tokenTls(tls: SourceTls, isSameOrigin: boolean): SourceTls {
  if (isSameOrigin) return tls;
  const { caFile, caPem } = tls;
  if (caFile === undefined && caPem === undefined) return { insecureSkipVerify: false };
  return {
    ...(caFile !== undefined && { caFile }),
    ...(caPem !== undefined && { caPem }),
    isExtraCa: true,
    insecureSkipVerify: false,
  };
}
