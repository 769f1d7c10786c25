import type { SourceDraft } from "../../contract/sources.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { Secret } from "../config/Secret.ts";
import { addedDefaults } from "./addedDefaults.ts";
import { isFault, parseBaseUrl } from "./baseUrl.ts";
import { headerFault } from "./headerPolicy.ts";
import { budgetOf } from "./queryBudget.ts";
import type { Source, SourceAuthConfig } from "./Source.ts";
import { withVersion } from "./sourceVersion.ts";

export interface DraftContext {
  readonly id: string;
  readonly allowPrivate: boolean;
  /** The stored source that is being edited: what the draft leaves out is kept from it. */
  readonly stored?: Source | undefined;
}

const CONTROL = /\p{Cc}/u;

/** A draft as typed → a source. Throws BAD_REQUEST naming the field, or ADDRESS_REFUSED. */
export function sourceFromDraft(draft: SourceDraft, context: DraftContext): Source {
  const { id, allowPrivate, stored } = context;
  // Links and saved queries carry the id and are written in the kind's language.
  if (stored !== undefined && stored.kind !== draft.kind)
    throw bad("kind", "cannot change; add another source");
  const base = parseBaseUrl(draft.url, { allowPrivate });
  if (isFault(base)) throw base.isAddress ? fail("ADDRESS_REFUSED") : bad("url", base.reason);
  // A stored secret goes nowhere but where it was meant for: another origin needs it typed again (T3).
  const kept = stored?.baseOrigin === base.origin ? stored : undefined;
  const auth = authOf(draft, kept);
  if (auth.type !== "none" && !base.isHttps && !base.isLoopback) {
    throw bad("url", "would send a secret unencrypted; use https://");
  }
  const caPem = draft.caPem === undefined ? stored?.tls.caPem : draft.caPem || undefined;
  if (caPem !== undefined && !caPem.includes("-----BEGIN CERTIFICATE-----"))
    throw bad("caPem", "is no PEM certificate");
  return withVersion({
    ...addedDefaults(draft.preset ?? stored?.preset, { kind: draft.kind, url: base.origin }),
    id,
    name: draft.name,
    kind: draft.kind,
    baseOrigin: base.origin,
    prefix: base.prefix,
    auth,
    headers: headersOf(draft, kept, stored),
    tls: { insecureSkipVerify: false, ...(caPem !== undefined && { caPem }) },
    allowPrivate,
    ...budgetOf(draft.kind, saidBudget(draft, stored)),
  });
}

/** Nothing said: what is stored, of which "none" is a choice too. */
const saidBudget = ({ budgetBytes }: SourceDraft, stored: Source | undefined): number | undefined =>
  budgetBytes ?? (stored && (stored.budgetBytes ?? 0));

function authOf({ auth }: SourceDraft, kept: Source | undefined): SourceAuthConfig {
  if (auth.type === "none") return { type: "none" };
  const typed = auth.secret || undefined;
  if (typed !== undefined && CONTROL.test(typed))
    throw bad("secret", "holds a line break or control character");
  if (auth.type === "bearer") {
    if (typed !== undefined)
      return { type: "bearer", scheme: "Bearer", credentials: { kind: "value", secret: new Secret(typed) } };
    if (kept?.auth.type === "bearer") return kept.auth;
    throw bad("secret", "is missing; a stored token is not sent to another address");
  }
  if (auth.username === "" || auth.username.includes(":") || CONTROL.test(auth.username)) {
    throw bad("username", "must not be empty or contain a colon");
  }
  if (typed !== undefined)
    return { type: "basic", username: auth.username, password: { kind: "value", secret: new Secret(typed) } };
  if (kept?.auth.type === "basic") return { ...kept.auth, username: auth.username };
  throw bad("secret", "is missing; a stored password is not sent to another address");
}

function headersOf(
  draft: SourceDraft,
  kept: Source | undefined,
  stored: Source | undefined,
): ReadonlyMap<string, Secret> {
  if (draft.headers === undefined) {
    if (stored && stored.headers.size > 0 && !kept)
      throw bad("headers", "must be typed again for another address");
    return kept?.headers ?? new Map<string, Secret>();
  }
  const entries = Object.entries(draft.headers);
  for (const [name, value] of entries) {
    const fault = headerFault(name, value);
    if (fault !== undefined) throw bad(`headers.${name.slice(0, 64)}`, fault);
  }
  return new Map(entries.map(([name, value]) => [name, new Secret(value)]));
}

function bad(field: string, reason: string): Error {
  return fail("BAD_REQUEST", { detail: `${field} ${reason}` });
}
