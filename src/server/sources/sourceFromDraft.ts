import type { SourceDraft } from "../../contract/sources.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { Secret } from "../config/Secret.ts";
import { addedDefaults } from "./addedDefaults.ts";
import { isFault, parseBaseUrl } from "./baseUrl.ts";
import { badField, draftAuth } from "./draftAuth.ts";
import { headerFault } from "./headerPolicy.ts";
import { pageFeed } from "./pageFeed.ts";
import { parsePageUrl } from "./pageUrl.ts";
import { budgetOf } from "./queryBudget.ts";
import type { Source } from "./Source.ts";
import { withVersion } from "./sourceVersion.ts";

export interface DraftContext {
  readonly id: string;
  readonly allowPrivate: boolean;
  /** The stored source that is being edited: what the draft leaves out is kept from it. */
  readonly stored?: Source | undefined;
}

/** A draft as typed → a source. Throws BAD_REQUEST naming the field, or ADDRESS_REFUSED. */
export function sourceFromDraft(draft: SourceDraft, context: DraftContext): Source {
  const { id, allowPrivate, stored } = context;
  // Links and saved queries carry the id and are written in the kind's language.
  if (stored !== undefined && stored.kind !== draft.kind)
    throw badField("kind", "cannot change; add another source");
  const isPage = draft.kind === "openmetrics";
  const base = isPage
    ? parsePageUrl(draft.url, { allowPrivate })
    : { ...parseBaseUrl(draft.url, { allowPrivate }), query: "" };
  if (isFault(base)) throw base.isAddress ? fail("ADDRESS_REFUSED") : badField("url", base.reason);
  // A stored secret goes nowhere but where it was meant for: another origin needs it typed again (T3).
  const kept = stored?.baseOrigin === base.origin ? stored : undefined;
  const caPem = draft.caPem === undefined ? stored?.tls.caPem : draft.caPem || undefined;
  if (caPem !== undefined && !caPem.includes("-----BEGIN CERTIFICATE-----"))
    throw badField("caPem", "is no PEM certificate");
  const tls = { insecureSkipVerify: false, ...(caPem !== undefined && { caPem }) };
  const auth = draftAuth(draft, { kept, baseOrigin: base.origin, tls, allowPrivate });
  if (auth.type !== "none" && !base.isHttps && !base.isLoopback) {
    throw badField("url", "would send a secret unencrypted; use https://");
  }
  const defaults = addedDefaults(draft.preset ?? stored?.preset, { kind: draft.kind, url: base.origin });
  const storedMs = stored?.feed?.type === "page" ? stored.feed.intervalMs : undefined;
  const intervalMs = draft.scrapeIntervalMs ?? storedMs ?? defaults.minStepMs;
  return withVersion({
    ...defaults,
    id,
    name: draft.name,
    kind: draft.kind,
    baseOrigin: base.origin,
    prefix: base.prefix,
    auth,
    headers: headersOf(draft, kept, stored),
    tls,
    allowPrivate,
    ...(isPage && { minStepMs: intervalMs, feed: pageFeed({ query: base.query, intervalMs }) }),
    ...budgetOf(draft.kind, saidBudget(draft, stored)),
  });
}

/** Nothing said: what is stored, of which "none" is a choice too. */
const saidBudget = ({ budgetBytes }: SourceDraft, stored: Source | undefined): number | undefined =>
  budgetBytes ?? (stored && (stored.budgetBytes ?? 0));

function headersOf(
  draft: SourceDraft,
  kept: Source | undefined,
  stored: Source | undefined,
): ReadonlyMap<string, Secret> {
  if (draft.headers === undefined) {
    if (stored && stored.headers.size > 0 && !kept)
      throw badField("headers", "must be typed again for another address");
    return kept?.headers ?? new Map<string, Secret>();
  }
  const entries = Object.entries(draft.headers);
  for (const [name, value] of entries) {
    const fault = headerFault(name, value);
    if (fault !== undefined) throw badField(`headers.${name.slice(0, 64)}`, fault);
  }
  return new Map(entries.map(([name, value]) => [name, new Secret(value)]));
}
