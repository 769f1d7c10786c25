import { type BaseUrl, isFault, parseBaseUrl, type UrlFault } from "./baseUrl.ts";

/** The address of a page with metrics. */
export interface PageUrl extends BaseUrl {
  /** "" or "?match[]=…", encoded. */
  readonly query: string;
}

const QUERY_LIMIT = 4_096;

/**
 * Reads "http://host:9100/metrics" or "https://host/federate?match[]=up": a base URL whose last slash counts, and with
 * a query string. An address without a path means /metrics, as it does for Prometheus.
 */
export function parsePageUrl(text: string, options: { allowPrivate: boolean }): PageUrl | UrlFault {
  const typed = text.trim();
  const question = typed.indexOf("?");
  const base = parseBaseUrl(question < 0 ? typed : typed.slice(0, question), options);
  if (isFault(base)) return base;
  const query = question < 0 ? "" : new URL(typed).search;
  if (typed.includes("#")) return { reason: "holds a fragment (#), which no server sees", isAddress: false };
  if (query.length > QUERY_LIMIT) {
    return { reason: `has a query string of more than ${QUERY_LIMIT} characters`, isAddress: false };
  }
  return { ...base, prefix: base.path === "" || base.path === "/" ? "/metrics" : base.path, query };
}
