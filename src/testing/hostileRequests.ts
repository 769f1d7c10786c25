/** A request as raw bytes (latin1), to be written to a socket. */
export type HostileRequest = string;

/** A small seeded generator (mulberry32), so that a found case can be found again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const METHODS =
  "GET GET GET GET POST POST HEAD PUT DELETE PATCH OPTIONS TRACE CONNECT PROPFIND MKCOL QUERY get FOO".split(
    " ",
  );
const FORBIDDEN = (
  "admin/tsdb/delete_series admin/tsdb/snapshot admin/tsdb/clean_tombstones write read otlp/v1/metrics targets alerts " +
  "status/config status/flags status/runtimeinfo status/tsdb format_query parse_query scrape_pools notifications/live"
).split(" ");
const OUTSIDE =
  "/-/reload /-/quit /-/healthy /federate /metrics /debug/pprof/heap /flush /ingester/shutdown /ring /config /services /loki/api/v1/push /loki/api/v1/delete /graph".split(
    " ",
  );
const OPERATIONS =
  "query query_range labels label/job/values series metadata query_exemplars rules status/buildinfo".split(
    " ",
  );
const LOKI_OPERATIONS =
  "query query_range labels label/job/values series index/stats index/volume index/volume_range format_query status/buildinfo".split(
    " ",
  );
const LOKI_FORBIDDEN =
  "push tail delete cache/generation_numbers rules patterns detected_labels detected_fields index/shards index/stats/.. label/values status/config format_query/ otlp/v1/logs".split(
    " ",
  );
const TRICKS = [
  "..",
  ".",
  "%2e%2e",
  "%2E%2e",
  "..%2f",
  "%2f",
  "%5c",
  "\\",
  ";",
  ";a=b",
  "%3f",
  "%23",
  "#",
  "%00",
  "%0d%0a",
  "%0d%0aHost:%20evil",
  "%252e%252e%252f",
  "%c0%ae",
  "%ef%bc%8e",
  "%u002e",
  "//",
  "/./",
  "/../",
  "?",
  "??",
  "&",
  "@evil.test",
  ":80",
  "%",
  "%zz",
  "\t",
  "\u00ff",
  "|",
  "~",
  "*",
  "{}",
  "'",
  '"',
  "<script>",
  "a".repeat(300),
];
const PARAMETERS = [
  "query=up",
  "query=",
  "query=%00",
  "query=%ff",
  "match[]=up",
  "match%5B%5D=%7B%7D",
  "time=1",
  "time=-1e308",
  "time=NaN",
  "start=0&end=1&step=1",
  "start=0&end=9e9&step=1",
  "step=0",
  "step=-1",
  "limit=-1",
  "limit=1e9",
  "timeout=1y",
  "__proto__=1",
  "constructor=1",
  "query[__proto__]=1",
  "dedup=1&query=1",
  "X-Scope-OrgID=a",
  "stats=all",
  "metric=..%2f..",
  "type=alert",
  "file[]=/etc/passwd",
  "query=%7Bapp%3D%22a%22%7D",
  "query=%7Bapp%3D%22%7B%7B%7B",
  "match=%7Ba%3D%22b%22%7D",
  "start=1700000000000000000&end=1700000001000000000",
  "since=1y",
  "direction=sideways",
  "targetLabels=a,..%2fb",
  "aggregateBy=labels",
  "shards=0_of_2",
];
const HOSTS = [
  "localhost",
  "evil.test",
  "127.0.0.1",
  "169.254.169.254",
  "[::1]",
  "",
  "a b",
  "localhost:99999",
  "user@localhost",
];
const HEADERS = [
  "authorization: Bearer evil",
  "cookie: a=b",
  "x-forwarded-host: evil.test",
  "x-original-url: /admin",
  "x-rewrite-url: /-/quit",
  "x-http-method-override: DELETE",
  "transfer-encoding: chunked",
  "content-length: 5",
  "content-length: 0\r\ncontent-length: 4",
  "transfer-encoding: xchunked",
  "connection: upgrade\r\nupgrade: websocket",
  "upgrade: h2c\r\nhttp2-settings: AA",
  "expect: 100-continue",
  "expect: 200-maybe",
  "te: trailers",
  "range: bytes=0-1",
  "content-encoding: gzip",
  "content-type: application/json",
  "content-type: application/x-www-form-urlencoded",
  "content-type: multipart/form-data; boundary=a",
  "content-type: \x00",
  "accept-encoding: br;q=1, zstd",
  "__proto__: x",
  "constructor: x",
  "x_forwarded_for: 1",
  "x-a: b\r\n folded",
  "origin: http://evil.test",
  "sec-fetch-site: cross-site",
  "x-ds-authorization: Bearer x",
  `x-long: ${"y".repeat(4_000)}`,
  "bad header",
  ": none",
  "proxy-authorization: Basic x",
  "forwarded: host=evil",
  "x-loki-response-encoding-flags: categorize-labels",
  "x-loki-response-encoding-flags: evil",
  "x-sightglass-confirm: over-budget",
  "x-query-tags: sightglass-confirm=over-budget",
  "x-scope-orgid: other",
];
const BODIES = [
  "",
  "query=up",
  "query=%zz",
  '{"query":"up"}',
  "a".repeat(2_000),
  "5\r\nquery\r\n0\r\n\r\n",
  "\x1f\x8b\x08\x00",
  "match[]=up&match[]=..%2f",
];

/** Hostile requests to the data routes of the sources "prod" and "logs" (a Loki), and to everything around them; the seed decides. */
export function* hostileRequests(count: number, seed: number): Generator<HostileRequest> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  for (let i = 0; i < count; i += 1) yield assemble(pick, chance);
}

type Pick = <T>(list: readonly T[]) => T;

function assemble(pick: Pick, chance: (share: number) => boolean): HostileRequest {
  const method = pick(METHODS);
  const version = chance(0.95) ? "HTTP/1.1" : pick(["HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.1 x", ""]);
  const lines = [`${method} ${target(pick, chance)} ${version}`.trimEnd()];
  if (chance(0.95)) lines.push(`host: ${chance(0.7) ? "localhost" : pick(HOSTS)}`);
  while (chance(0.5)) lines.push(pick(HEADERS));
  const body = method === "GET" && chance(0.8) ? "" : pick(BODIES);
  if (body !== "" && chance(0.8)) lines.push(`content-length: ${body.length}`);
  if (chance(0.3)) lines.push("content-type: application/x-www-form-urlencoded");
  lines.push("connection: close");
  return `${lines.join(chance(0.98) ? "\r\n" : "\n")}\r\n\r\n${body}`;
}

function target(pick: Pick, chance: (share: number) => boolean): string {
  // Mostly each by the API of its kind.
  const isLoki = chance(0.5);
  const isOther = chance(0.1);
  const base = chance(0.85)
    ? `/api/sources/${isLoki === isOther ? "prod" : "logs"}`
    : pick([
        "",
        "/api/sources",
        "/api/sources/..",
        "/api/sources/PROD",
        "/api/sources/%70rod",
        "//api/sources/prod",
        "http://evil.test/api/sources/prod",
        "/api/sources/__proto__",
      ]);
  const [own, forbidden] = isLoki ? [LOKI_OPERATIONS, LOKI_FORBIDDEN] : [OPERATIONS, FORBIDDEN];
  const path = chance(0.75)
    ? `${isLoki ? "/loki" : ""}/api/v1/${pick(chance(0.6) ? own : forbidden)}`
    : pick(OUTSIDE);
  let text = base + path;
  while (chance(0.5)) {
    const at = Math.floor(text.length * pick([0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1]));
    text = text.slice(0, at) + pick(TRICKS) + text.slice(at);
  }
  if (chance(0.2)) text = text.replace("job", `${pick(TRICKS)}${pick(["", "%2f", "/"])}${pick(TRICKS)}`);
  const search = [pick(PARAMETERS)];
  while (chance(0.4)) search.push(pick(PARAMETERS));
  return chance(0.7) ? `${text}?${search.join("&")}` : text;
}
