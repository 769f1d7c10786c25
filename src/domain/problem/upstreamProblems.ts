import type { ProblemEntry } from "./ProblemEntry.ts";

/** The source answered, and refused or failed. */
export const upstreamProblems = {
  UPSTREAM_AUTH: {
    status: 502,
    title: "The source refused our credentials",
    advice: "Check the token or password kept for this source.",
  },
  TOKEN_FETCH: {
    status: 502,
    title: "No access token for the source",
    advice: "Check token URL, client ID, client secret and scopes of this source.",
  },
  UPSTREAM_FORBIDDEN: {
    status: 502,
    title: "The source forbids this",
    advice: "The credentials work but lack a right. Ask who runs the source to grant it.",
  },
  UPSTREAM_NOT_FOUND: {
    status: 404,
    title: "The source does not offer this operation",
    advice: "Check the URL and its path prefix; an old server may lack the operation.",
  },
  QUERY_REJECTED: {
    status: 400,
    title: "The source rejected the query",
    advice: "Correct the query and run it again.",
  },
  RATE_LIMITED: {
    status: 429,
    title: "Too many queries for this source",
    advice: "Wait for the countdown; it is retried by itself.",
  },
  UPSTREAM_ERROR: {
    status: 502,
    title: "The source failed",
    advice: "Try again; if it persists, ask who runs the source.",
  },
  UPSTREAM_TIMEOUT: {
    status: 504,
    title: "The source did not answer in time",
    advice: "Ask for a shorter range, a bigger step or fewer series.",
  },
  UPSTREAM_UNREACHABLE: {
    status: 502,
    title: "The source cannot be reached",
    advice: "Check the address and that the server is running.",
  },
  UPSTREAM_TLS: {
    status: 502,
    title: "The source's certificate is not trusted",
    advice: "Give its CA in tls_config.ca_file, or correct the host name.",
  },
  UPSTREAM_REDIRECT: {
    status: 502,
    title: "The source answered with a redirect",
    advice: "Use the final address; redirects are never followed with a secret.",
  },
  UPSTREAM_STALLED: {
    status: 504,
    title: "The source stopped sending",
    advice: "Try again; nothing partial was drawn.",
  },
  UPSTREAM_TRUNCATED: {
    status: 502,
    title: "The source's answer was cut short",
    advice: "Try again; nothing partial was drawn.",
  },
  UPSTREAM_PROTOCOL: {
    status: 502,
    title: "The source broke the HTTP protocol",
    advice: "Check that the address is an HTTP server, and any proxy before it.",
  },
  NOT_AN_API: {
    status: 502,
    title: "The source answered with a web page",
    advice: "Check the URL and whether a sign-in page stands before it.",
  },
  BAD_JSON: {
    status: 502,
    title: "The source's answer is not valid JSON",
    advice: "Check the URL and any proxy before the source.",
  },
  BAD_SHAPE: {
    status: 502,
    title: "The source's answer has an unexpected shape",
    advice: "Check the URL, and that the source is of the kind it was added as.",
  },
  BAD_ENCODING: {
    status: 502,
    title: "The source's answer is wrongly compressed",
    advice: "Check any proxy before the source; only gzip is accepted.",
  },
  TOO_LARGE: {
    status: 502,
    title: "The answer is too large",
    advice: "Ask for a bigger step, fewer series or a shorter range.",
  },
} as const satisfies Record<string, ProblemEntry>;
