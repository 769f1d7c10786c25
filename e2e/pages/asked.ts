import type { Page, Request } from "@playwright/test";
import type { TokenProxy } from "../stack/tokenProxy.ts";

/** One request: the path, and its parameters (of the address and of a form). */
export interface Asked {
  readonly path: string;
  readonly params: URLSearchParams;
}

/** The status it got, too, where it was watched at the upstream. */
export interface AskedUpstream extends Asked {
  readonly status: number;
}

export interface Watching<One extends Asked = Asked> {
  /** Everything since the watch began whose path ends so; "" for all. */
  readonly seen: (path?: string) => readonly One[];
  /** Query texts of the range queries since the watch began. */
  readonly queries: () => readonly string[];
  /** How many are not answered yet. */
  readonly open: () => number;
}

function askedOf(url: string, body: string): Asked {
  const { pathname, searchParams } = new URL(url, "http://upstream");
  return {
    path: decodeURIComponent(pathname),
    params: new URLSearchParams([...searchParams, ...new URLSearchParams(body)]),
  };
}

function watching<One extends Asked>(all: () => readonly One[], open: () => number): Watching<One> {
  const seen = (path = "") => all().filter((asked) => asked.path.endsWith(path));
  return {
    seen,
    queries: () => seen("/query_range").map(({ params }) => params.get("query") ?? ""),
    open,
  };
}

/** What reaches the upstream from now on. */
export function watchUpstream(proxy: TokenProxy): Watching<AskedUpstream> {
  const from = proxy.requests.length;
  const all = () =>
    proxy.requests.slice(from).map(({ url, body, status }) => ({ ...askedOf(url, body), status }));
  return watching(all, proxy.openRequests);
}

/** What the page and its workers ask of a source from now on. */
export function watchPage(page: Page, sourceId: string): Watching {
  const asked: Asked[] = [];
  const open = new Set<Request>();
  page.on("request", (request) => {
    if (!request.url().includes(`/api/sources/${sourceId}/`)) return;
    open.add(request);
    asked.push(askedOf(request.url(), request.postData() ?? ""));
  });
  for (const end of ["requestfinished", "requestfailed"] as const) {
    page.on(end as "requestfinished", (request) => open.delete(request));
  }
  return watching(
    () => asked,
    () => open.size,
  );
}
