/**
 * Every way something can fail, in one table: code → the status our own routes answer with, a title in plain
 * words and the next step. Each code has a page in docs/problems/<code>.md.
 */
export interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}

export const problemTable = {
  // Upstream answered, and refused or failed.
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
  // We refused.
  BAD_REQUEST: { status: 400, title: "The request is not valid", advice: "Correct the named field." },
  OVER_BUDGET: {
    status: 409,
    title: "This query would read more than the source's budget",
    advice: "Choose a shorter range or a narrower selector, or confirm that it may read that much.",
  },
  TOO_MANY_POINTS: {
    status: 400,
    title: "Too many points per series",
    advice: "Use a bigger step or a shorter range: the limit is 11,000 points.",
  },
  NOT_FOUND: { status: 404, title: "There is nothing here", advice: "Check the address." },
  SOURCE_NOT_FOUND: {
    status: 404,
    title: "This source does not exist",
    advice: "Choose another source; the query is kept.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: "This method is not allowed here",
    advice: "Use GET or a form POST.",
  },
  UNSUPPORTED_MEDIA: {
    status: 415,
    title: "This content type is not accepted",
    advice: "Send application/json, or a form on data routes.",
  },
  MISDIRECTED: {
    status: 421,
    title: "This host name is not served here",
    advice: "Open the address printed at start, or set server.public_url.",
  },
  CROSS_SITE: {
    status: 403,
    title: "Requests from other sites are refused",
    advice: "Open Sightglass itself and try there.",
  },
  FORBIDDEN: { status: 403, title: "You may not do this", advice: "Ask whoever runs Sightglass." },
  SOURCE_CONFLICT: { status: 409, title: "A source with this name exists", advice: "Choose another name." },
  SOURCE_READ_ONLY: {
    status: 409,
    title: "This source comes from the configuration",
    advice: "Change it in the configuration file and reload.",
  },
  ADDRESS_REFUSED: {
    status: 400,
    title: "This address is not allowed",
    advice: "Link-local and cloud metadata addresses are never contacted.",
  },
  OVERLOADED: { status: 503, title: "Sightglass is busy", advice: "Try again in a moment." },
  SHUTTING_DOWN: { status: 503, title: "Sightglass is restarting", advice: "Try again in a few seconds." },
  STORE_FAILED: {
    status: 507,
    title: "The change could not be written",
    advice: "Check the data folder; nothing was lost.",
  },
  // Who asks, and what is kept.
  SIGN_IN_NEEDED: {
    status: 401,
    title: "Sign in first",
    advice: "Open Sightglass and sign in; programs send an access token as Authorization: Bearer.",
  },
  SIGN_IN_FAILED: {
    status: 401,
    title: "Name or password is wrong",
    advice: "Check both and try again; an admin can set a new password.",
  },
  SIGN_IN_REFUSED: {
    status: 403,
    title: "You have no role here",
    advice: "Ask whoever runs Sightglass for one; your name and password were right.",
  },
  ISSUER_FAILED: {
    status: 502,
    title: "The sign-in service did not say who you are",
    advice: "Try again; if it persists, tell whoever runs Sightglass.",
  },
  TOO_MANY_TRIES: {
    status: 429,
    title: "Too many tries to sign in",
    advice: "Wait for the countdown, then try once more.",
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: "You ask faster than everybody's share",
    advice: "Wait for the countdown; what runs for others goes first.",
  },
  BOARD_NOT_FOUND: {
    status: 404,
    title: "This board does not exist",
    advice: "It may have been deleted, or it is not shared with you; choose another board.",
  },
  PANEL_NOT_FOUND: {
    status: 404,
    title: "This panel does not exist",
    advice: "It may have been deleted; open its board again.",
  },
  EDIT_CONFLICT: {
    status: 409,
    title: "Somebody else changed this meanwhile",
    advice: "Compare both versions; keep yours, or take theirs.",
  },
  STARTER_READ_ONLY: {
    status: 409,
    title: "This board comes with Sightglass",
    advice: "Make a copy of it and change that.",
  },
  BAD_VARIABLE: {
    status: 400,
    title: "This choice is not possible",
    advice: "Choose one of the values offered.",
  },
  PANEL_FAILED: {
    status: 502,
    title: "This panel has no data right now",
    advice: "Try again; if it persists, tell whoever made this board.",
  },
  PERSON_EXISTS: { status: 409, title: "This name is taken", advice: "Choose another name." },
  LAST_ADMIN: {
    status: 409,
    title: "Somebody must stay admin",
    advice: "Make another person admin first.",
  },
  LINK_NOT_FOUND: {
    status: 404,
    title: "This link leads nowhere",
    advice: "It may have been cut short on its way; ask whoever sent it for a new one.",
  },
  LINK_EXPIRED: {
    status: 410,
    title: "This link has ended",
    advice: "Ask whoever sent it to renew it.",
  },
  LINK_REVOKED: {
    status: 410,
    title: "This link was withdrawn",
    advice: "Ask whoever sent it for another one.",
  },
  STORE_BUSY: {
    status: 503,
    title: "The store is busy",
    advice: "Try again in a moment; what you typed is kept.",
  },
  STORE_READ_ONLY: {
    status: 503,
    title: "Nothing can be saved at the moment",
    advice: "Reading works; tell whoever runs Sightglass. What you typed is kept.",
  },
  INTERNAL: {
    status: 500,
    title: "Something went wrong inside Sightglass",
    advice: "Try again; the request id helps to find it in the log.",
  },
  // Only in the browser.
  OFFLINE: {
    status: 0,
    title: "Sightglass cannot be reached",
    advice: "Check that it is still running; your query is kept.",
  },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problemTable;
