import type { Role } from "../../contract/session.ts";
import type { PersonRow } from "../store/AccountStores.ts";

/** Who asks, once it is known. */
export interface Principal {
  /** Of the person; "local" in mode `none`. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Sources an editor may ask, and a token is scoped to; null = all. */
  readonly sources: ReadonlySet<string> | null;
  readonly via: "local" | "session" | "token" | "proxy";
}

/** Whoever reaches the loopback address of a server without sign-in. The name stands in sentences: "Note by you". */
export const LOCAL: Principal = { id: "local", name: "you", role: "admin", sources: null, via: "local" };

const RANK: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, admin: 2 };

/** Does `role` include the rights of `wanted`? An admin may what an editor may, an editor what a viewer may. */
export function mayAs(role: Role, wanted: Role): boolean {
  return RANK[role] >= RANK[wanted];
}

export function maySource({ sources }: Pick<Principal, "sources">, sourceId: string): boolean {
  return sources === null || sources.has(sourceId);
}

/** A person as the one who asks; `scope` narrows the sources further. An admin has no bounds but that. */
export function principalFor(
  { id, name, role, sources }: PersonRow,
  via: Principal["via"],
  scope: readonly string[] | null = null,
): Principal {
  const own = role === "admin" || sources === null ? null : new Set(sources);
  if (scope === null) return { id, name, role, sources: own, via };
  const narrowed = own === null ? scope : scope.filter((source) => own.has(source));
  return { id, name, role, sources: new Set(narrowed), via };
}
