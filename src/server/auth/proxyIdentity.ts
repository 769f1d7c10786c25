import type { IncomingMessage } from "node:http";
import { fail } from "../../domain/problem/Problem.ts";
import type { Peers } from "../http/Peers.ts";
import type { ProxySettings } from "./AuthSettings.ts";
import type { ForeignPeople } from "./ForeignPeople.ts";
import { type Principal, principalFor } from "./Principal.ts";
import { roleOf } from "./roleOf.ts";

/** What a name may be: nothing that could end a line of a log, or turn it around, and no bytes that are no text. */
const NAME = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]{1,200}$/u;
/** Stands before a name where a role is given to one person; no group of that spelling is one. */
const PERSON = "user:";

export interface ProxyDeps {
  readonly peers: Peers;
  readonly people: ForeignPeople;
}

/**
 * Whom a proxy before us names (mode `proxy`). Only the configured spelling of the header counts, only when it stands
 * there once, and only on a connection from a trusted proxy (S10); from anybody else it is as if it were not there.
 * Throws SIGN_IN_REFUSED for somebody who has no role.
 */
export function proxyIdentity(
  { userHeader, groupsHeader, roles }: ProxySettings,
  { peers, people }: ProxyDeps,
): (request: IncomingMessage) => Promise<Principal> | undefined {
  return (request) => {
    if (!peers.isTrusted(request)) return undefined;
    const name = onlyValue(request, userHeader);
    if (name === undefined || !NAME.test(name)) return undefined;
    const listed = groupsHeader === undefined ? "" : (onlyValue(request, groupsHeader) ?? "");
    const groups = listed.split(",").flatMap((part) => {
      const group = part.trim();
      return group.startsWith(PERSON) ? [] : [group];
    });
    // A proxy without groups can still have an admin: "user:alice".
    const role = roleOf([...groups, PERSON + name], roles);
    const who = { origin: "proxy", subject: subjectOf(name) } as const;
    if (role === undefined)
      return people.dismiss(who).then(() => {
        throw fail("SIGN_IN_REFUSED");
      });
    return people.admit({ ...who, name, role }).then((row) => principalFor(row, "proxy"));
  };
}

/**
 * Capitals make nobody else, as proxies differ in them. Only those of ASCII: of others some become the letter of
 * another name ("\u212A", the sign of Kelvin, becomes "k").
 */
const subjectOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The one value of a header, decoded as UTF-8; undefined where it is absent, empty or sent twice. */
function onlyValue({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === name) values.push(rawHeaders[i + 1] ?? "");
  }
  const [value, second] = values;
  if (value === undefined || second !== undefined) return undefined;
  // Node reads header bytes as Latin-1.
  return Buffer.from(value, "latin1").toString("utf8").trim() || undefined;
}
