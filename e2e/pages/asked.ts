import type { RecordedRequest, TokenProxy } from "../stack/tokenProxy.ts";

/** One request as the upstream saw it: the path, its parameters (of the address and of a form), the status it got. */
export interface Asked {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly status: number;
}

function askedOf({ url, body, status }: RecordedRequest): Asked {
  const { pathname, searchParams } = new URL(url, "http://upstream");
  const params = new URLSearchParams([...searchParams, ...new URLSearchParams(body)]);
  return { path: decodeURIComponent(pathname), params, status };
}

export interface Watching {
  /** Everything since the watch began whose path ends so; "" for all. */
  readonly seen: (path?: string) => readonly Asked[];
  /** Query texts of the range queries since the watch began. */
  readonly queries: () => readonly string[];
}

/** What reaches the upstream from now on. */
export function watchUpstream(proxy: TokenProxy): Watching {
  const from = proxy.requests.length;
  const seen = (path = "") =>
    proxy.requests
      .slice(from)
      .map(askedOf)
      .filter((asked) => asked.path.endsWith(path));
  return { seen, queries: () => seen("/query_range").map((asked) => asked.params.get("query") ?? "") };
}
