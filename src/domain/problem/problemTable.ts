import { accountProblems } from "./accountProblems.ts";
import type { ProblemEntry } from "./ProblemEntry.ts";
import { upstreamProblems } from "./upstreamProblems.ts";

/**
 * Every way something can fail, in one table: code → the status our own routes answer with, a title in plain
 * words and the next step. Each code has a page in docs/problems/<code>.md.
 */
export const problemTable = {
  ...upstreamProblems,
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
    advice:
      "Link-local and cloud metadata addresses are never contacted; private ones only where server.allow_private is on.",
  },
  OVERLOADED: { status: 503, title: "Sightglass is busy", advice: "Try again in a moment." },
  SHUTTING_DOWN: { status: 503, title: "Sightglass is restarting", advice: "Try again in a few seconds." },
  STORE_FAILED: {
    status: 507,
    title: "The change could not be written",
    advice: "Check the data folder; nothing was lost.",
  },
  ...accountProblems,
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
