import type { AuditList } from "../../../contract/session.ts";

/** What the list can be narrowed to. */
export const kindWords: Readonly<Record<string, string>> = {
  session: "Sign-ins",
  board: "Boards",
  panel: "Panels",
  share: "Links",
  person: "People",
  token: "Access tokens",
  source: "Sources",
};

const things: Readonly<Record<string, string>> = {
  board: "board",
  panel: "panel",
  share: "link",
  person: "person",
  token: "access token",
  source: "source",
};

const deeds: Readonly<Record<string, string>> = {
  view: "Opened",
  open: "Opened",
  share: "Shared",
  create: "Made",
  change: "Changed",
  copy: "Copied",
  move: "Moved",
  delete: "Deleted",
  restore: "Brought back",
  revoke: "Withdrew",
  renew: "Renewed",
};

const sessions: Readonly<Record<string, string>> = {
  "sign-in": "Signed in",
  "sign-out": "Signed out",
};

export const FAILED_SIGN_IN = "sign-in-failed";

type Event = Pick<AuditList["events"][number], "action" | "kind" | "name">;

/** "Changed the board “Capacity”", "Signed in"; an action that this page does not know is said as it is. */
export function eventText({ action, kind, name }: Event): string {
  const session = sessions[action];
  if (session !== undefined) return session;
  const quoted = name && `“${name}”`;
  // A name that nobody has is not kept: it may be a password.
  if (action === FAILED_SIGN_IN)
    return `Failed to sign in ${name ? `as ${quoted}` : "with a name nobody has"}`;
  if (action === "revoke" && kind === "person") return `Withdrew all links of ${quoted || "somebody"}`;
  return [deeds[action] ?? action, `the ${things[kind] ?? kind}`, quoted].filter(Boolean).join(" ");
}
