import type { ProblemEntry } from "./ProblemEntry.ts";

/** Who asks, and what is kept. */
export const accountProblems = {
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
} as const satisfies Record<string, ProblemEntry>;
