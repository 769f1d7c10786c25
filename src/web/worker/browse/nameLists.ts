import type { BrowseScope, BrowseSource } from "../../../domain/browse/BrowseMessages.ts";
import { type HeldRange, steadyRange } from "../../../domain/browse/browseRange.ts";
import type { MetadataMap } from "../../../domain/query/promql/metricType.ts";
import { METRIC_KINDS, type MetricKind, metricKind } from "../../../domain/browse/metricKind.ts";
import { buildNameIndex, type NameHits, type NameIndex } from "../../../domain/browse/nameIndex.ts";
import { readFamilies, readNames } from "../../../domain/browse/readListBody.ts";
import { askList, type BrowseHost, CAPS, scopeParams } from "./askList.ts";

/** How long what was read is as good as new: names come and go with deployments, metadata hardly ever. */
const KEEP_MS = { names: 5 * 60_000, metadata: 24 * 3_600_000 } as const;
/** Lists kept at once: a source or two, whole and narrowed. */
const KEPT_LISTS = 6;
/** More families than this are told by their names alone. */
const METADATA_LIMIT = 200_000;

/** The names of one scope, searched and typed here. */
export interface HeldNames {
  readonly index: NameIndex;
  readonly isCut: boolean;
  /** Index into METRIC_KINDS for each name, by what was known of the families when it was made. */
  kinds: { readonly families: MetadataMap; readonly codes: Uint8Array } | null;
  /** The last search, which the next may only narrow. */
  hits: NameHits | null;
}

interface List {
  readonly range: HeldRange;
  readonly atMs: number;
  readonly names: Promise<HeldNames>;
}

const NOTHING: MetadataMap = new Map();
const CODE_OF = Object.fromEntries(METRIC_KINDS.map((kind, code) => [kind, code])) as Record<
  MetricKind,
  number
>;

export interface NameStore {
  /** The names of a scope; asked for once and shared by all who ask meanwhile. */
  readonly names: (scope: BrowseScope) => Promise<HeldNames>;
  /** The metadata of a source. A source without it has none; that is no failure. */
  readonly families: (source: BrowseSource) => Promise<MetadataMap>;
  /** The kind of each name, as its place among METRIC_KINDS. */
  readonly kindsOf: (held: HeldNames, source: BrowseSource) => Uint8Array;
}

export function createNameStore(host: BrowseHost): NameStore {
  const families = createFamilies(host);
  return {
    names: createLists(host),
    families: families.load,
    kindsOf(held, source) {
      const known = families.loaded(source);
      if (held.kinds?.families !== known) {
        held.kinds = { families: known, codes: kindCodes(held.index.names, known) };
      }
      return held.kinds.codes;
    },
  };
}

/** An indexed loop: any iterator takes several times as long for 150,000 before it is compiled. */
function kindCodes(names: readonly string[], families: MetadataMap): Uint8Array {
  const codes = new Uint8Array(names.length);
  for (let id = 0; id < names.length; id += 1) codes[id] = CODE_OF[metricKind(names[id] ?? "", families)];
  return codes;
}

function createLists(host: BrowseHost): NameStore["names"] {
  const lists = new Map<string, List>();

  async function load(scope: BrowseScope): Promise<HeldNames> {
    const params = scopeParams(scope, "match[]");
    const request = { source: scope.source, path: "label/__name__/values", params, capBytes: CAPS.names };
    // Not ended by whoever asked first: the list is everybody's.
    const { data, isCut } = await askList(request, new AbortController().signal, host);
    return { index: buildNameIndex(readNames(data)), isCut, kinds: null, hits: null };
  }

  return (scope) => {
    const nowMs = host.nowMs();
    const key = JSON.stringify([scope.source.id, scope.match]);
    const kept = lists.get(key);
    const held = kept && nowMs - kept.atMs < KEEP_MS.names ? kept : null;
    const options = { nowMs, lifetimeMs: KEEP_MS.names };
    const range = steadyRange(held?.range ?? null, scope.range, options);
    if (held?.range === range) return held.names;
    const names = load({ ...scope, range: range.asked });
    lists.delete(key);
    lists.set(key, { range, atMs: nowMs, names });
    // A failure is not kept: the next who asks tries again.
    names.catch(() => lists.get(key)?.names === names && lists.delete(key));
    const [oldest] = lists.keys();
    if (lists.size > KEPT_LISTS && oldest !== undefined) lists.delete(oldest);
    return names;
  };
}

interface Families {
  readonly atMs: number;
  readonly loading: Promise<MetadataMap>;
  /** Empty until it is there, or where the source has none. */
  loaded: MetadataMap;
}

function createFamilies(host: BrowseHost) {
  const held = new Map<string, Families>();

  async function load(source: BrowseSource): Promise<MetadataMap> {
    const params = new URLSearchParams({ limit: String(METADATA_LIMIT), limit_per_metric: "1" });
    const request = { source, path: "metadata", params, capBytes: CAPS.metadata };
    try {
      const { data } = await askList(request, new AbortController().signal, host);
      return readFamilies(data);
    } catch {
      return NOTHING;
    }
  }

  return {
    loaded: (source: BrowseSource): MetadataMap => held.get(source.id)?.loaded ?? NOTHING,
    load(source: BrowseSource): Promise<MetadataMap> {
      const nowMs = host.nowMs();
      const kept = held.get(source.id);
      // A source that told nothing is asked again as soon as names are: its first scrape may be to come.
      const keepMs = kept && kept.loaded.size > 0 ? KEEP_MS.metadata : KEEP_MS.names;
      if (kept && nowMs - kept.atMs < keepMs) return kept.loading;
      const made: Families = { atMs: nowMs, loading: load(source), loaded: kept?.loaded ?? NOTHING };
      held.set(source.id, made);
      void made.loading.then((families) => {
        if (families.size > 0) made.loaded = families;
      });
      return made.loading;
    },
  };
}
