import type { SourceKind } from "../../../contract/sources.ts";

/** How an address of each kind looks. */
export const addressExamples = {
  prometheus: "https://prometheus.example.org",
  loki: "https://loki.example.org",
  openmetrics: "http://localhost:9100/metrics",
} as const;

/** What was pasted, as a base URL, and what was taken off on the way. */
export interface CleanAddress {
  readonly url: string;
  /** One sentence per change, for the reader; empty = nothing changed but spaces. */
  readonly notes: readonly string[];
  /** Credentials that stood in the address ("https://user:pass@host"), moved out of it. */
  readonly username?: string;
  readonly password?: string;
  /** The kind that the address gave away: what was left out is Loki's own. */
  readonly kind?: "loki";
}

/**
 * Ends of addresses people copy from documentation, a terminal or the server's own page; the base is before them.
 * "/v1/api/query" is how one provider's guide misspells it.
 */
const KNOWN_ENDS =
  /\/(?:loki\/api\/v1(?:\/[a-z_/]*(?:\/[^/]+\/values)?)?|(?:api\/v1|v1\/api)(?:\/(?:query(?:_range|_exemplars)?|labels|label\/[^/]+\/values|series|metadata|rules|targets|status\/[a-z]+)?)?|graph|query|federate|-\/(?:healthy|ready)|classic\/[a-z-]+)\/?$/;

/** A host on this machine or in a private range speaks plain HTTP more often than not. */
const LOCAL = /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]|[^./:]+(?::|\/|$))/;

function withScheme(text: string, notes: string[]): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  const scheme = LOCAL.test(text) ? "http" : "https";
  notes.push(`Taken as ${scheme}.`);
  return `${scheme}://${text}`;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** What an address alone gives away: a page of metrics, of one process or of a federation. Null: nothing. */
export function kindOfAddress(typed: string): "openmetrics" | null {
  const url = parse(withScheme(bareText(typed), []));
  if (!url) return null;
  const isPage = /\/metrics\/?$/.test(url.pathname);
  const isFederation = url.pathname.endsWith("/federate") && url.searchParams.has("match[]");
  return isPage || isFederation ? "openmetrics" : null;
}

/**
 * Reads an address as typed or pasted; what cannot be read comes back as it is, for the server to judge. That of an
 * OpenMetrics page is the page's own, with its path and query; of a server it is what stands before each operation.
 */
export function cleanAddress(typed: string, kind: SourceKind = "prometheus"): CleanAddress {
  const text = bareText(typed);
  if (text === "") return { url: "", notes: [] };
  const notes: string[] = [];
  const url = parse(withScheme(text, notes));
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return { url: text, notes: [] };
  const { username, password } = url;
  if (username !== "" || password !== "") notes.push("Name and password were taken out of the address.");
  const credentials = {
    ...(username !== "" && { username: decode(username) }),
    ...(password !== "" && { password: decode(password) }),
  };
  if (kind === "openmetrics") return { ...pageAddress(url, notes), notes, ...credentials };
  if (url.search !== "" || url.hash !== "") notes.push("The query was left out.");
  const path = url.pathname.replace(KNOWN_ENDS, "").replace(/(?<!\/)\/+$/, "");
  const end = url.pathname.replace(/(?<!\/)\/+$/, "").slice(path.length);
  if (end !== "") notes.push(`“${end}” was left out: Sightglass adds the path of each question itself.`);
  return {
    url: url.origin + path,
    notes,
    ...credentials,
    ...(end.startsWith("/loki/") && { kind: "loki" }),
  };
}

/** Without the quotes and brackets that came along from a text. */
const bareText = (typed: string) => typed.trim().replace(/^["'<]+|(?<!["'>,;])["'>,;]+$/g, "");

/** A host alone is taken as its /metrics, as Prometheus does. */
function pageAddress({ origin, pathname, search }: URL, notes: string[]): { readonly url: string } {
  if (pathname !== "/") return { url: origin + pathname + search };
  notes.push("Taken as /metrics.");
  return { url: `${origin}/metrics${search}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** "https://observe.us-east.example.org/x" → "observe.us-east.example.org", the name of a source that was given none. */
export function nameOfAddress(address: string): string {
  return (parse(address)?.host ?? address).slice(0, 80);
}
