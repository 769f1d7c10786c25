import { createLatestRequests } from "../completion/latestRequests.ts";
import { pageOf } from "../completion/namePage.ts";
import { steadyRange } from "../completion/steadyRange.ts";
import { wordsOf } from "../../../domain/browse/nameSearch.ts";
import type { LogqlCompletionClient } from "../EditorTypes.ts";

const KEEP_MS = 60_000;
/** Loki knows no limit here; a label with more values than this is no label to pick from a list. */
const MAX_HELD = 50_000;
const LABELS_PATH = "/loki/api/v1/labels";

interface LogqlRequest {
  /** The id of the source that is asked. */
  readonly source: string;
  /** Below the source's base URL, "/loki/api/v1/label/pod/values". */
  readonly path: string;
  readonly params: URLSearchParams;
  readonly signal: AbortSignal;
}

export interface LogqlCompletionClientOptions {
  readonly source: string;
  /** Asks and gives the parsed body, `{data: [...]}`. Rejects on any other status than 2xx. */
  readonly get: (request: LogqlRequest) => Promise<unknown>;
  /** The visible range, epoch milliseconds; read at each request. */
  readonly range: () => { readonly startMs: number; readonly endMs: number };
  /** Fields of the lines on screen and some of their values, the most frequent first; read at each use. Default none. */
  readonly loadedFields?: () => ReadonlyMap<string, readonly string[]>;
  /** Epoch milliseconds. Default Date.now. */
  readonly now?: () => number;
}

/**
 * Completion data over a Loki API: labels, and values narrowed by a selector. Each request carries start and end in
 * nanoseconds (rounded outwards to the minute, so that caches on the way hit). Answers are kept for a minute and
 * narrowed here by what is typed; 1,000 names of them are given at most.
 */
export function createLogqlCompletionClient(options: LogqlCompletionClientOptions): LogqlCompletionClient {
  const requests = createLatestRequests(options.now ?? Date.now);
  const rangeOf = steadyRange(options.range);
  const fields = () => options.loadedFields?.() ?? new Map<string, readonly string[]>();

  async function names(
    kind: string,
    path: string,
    { matches, signal }: Narrowed,
  ): Promise<readonly string[]> {
    const asked = (matches.length === 0 ? [""] : matches).map((match) => paramsFor(rangeOf(), match));
    return requests.run({
      kind,
      key: [path, ...asked.map(String)].join("?"),
      keepMs: KEEP_MS,
      signal,
      ask: async (inner) => {
        const bodies = asked.map((params) =>
          options.get({ source: options.source, path, params, signal: inner }),
        );
        return [...new Set((await Promise.all(bodies)).flatMap(readNames))].slice(0, MAX_HELD);
      },
    });
  }

  return {
    async labelNames({ matches, signal }) {
      return pageOf({ all: await names("label", LABELS_PATH, { matches, signal }), isCut: false }, []);
    },
    async labelValues({ label, match, prefix, signal }) {
      const path = `/loki/api/v1/label/${encodeURIComponent(label)}/values`;
      const all = await names("value", path, { matches: match === "" ? [] : [match], signal });
      return pageOf({ all, isCut: all.length === MAX_HELD }, wordsOf(prefix));
    },
    fieldNames: () => [...fields().keys()],
    fieldValues: (name) => fields().get(name) ?? [],
  };
}

interface Narrowed {
  readonly matches: readonly string[];
  readonly signal: AbortSignal;
}

function paramsFor({ startMs, endMs }: ReturnType<ReturnType<typeof steadyRange>>, match: string) {
  // Nineteen digits are nanoseconds to Loki whatever its version; fewer may be read as seconds.
  const params = new URLSearchParams({ start: `${startMs}000000`, end: `${endMs}000000` });
  if (match !== "") params.set("query", match);
  return params;
}

/** `{"status":"success","data":["app"]}`; `data` is left out where there is none. */
function readNames(body: unknown): readonly string[] {
  const data: unknown = typeof body === "object" && body !== null && "data" in body ? body.data : [];
  return Array.isArray(data) ? data.filter((name): name is string => typeof name === "string") : [];
}
