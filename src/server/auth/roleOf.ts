import type { Role } from "../../contract/session.ts";
import type { RoleGroups } from "./AuthSettings.ts";

const HIGHEST_FIRST = ["admin", "editor", "viewer"] as const satisfies readonly Role[];

/** The highest role that one of these groups, or "*", has; undefined: none, so this person may not come in. */
export function roleOf(groups: readonly string[], roles: RoleGroups): Role | undefined {
  return HIGHEST_FIRST.find((role) => roles[role]?.some((name) => name === "*" || groups.includes(name)));
}
