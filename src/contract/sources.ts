import * as z from "zod/mini";

/** What crosses the wire about sources. Secrets go in, never out. */

export const sourceKind = z.enum(["prometheus", "loki", "openmetrics"]);
/** Systems whose facts we know: hints, the first query, the test of the credentials, the scrape interval. */
export const systemPreset = z.enum(["coreweave", "wgtwo-prometheus", "wgtwo-openmetrics"]);
/** Those, and what Sightglass brings itself: the demo cluster, and its own metrics. */
export const sourcePreset = z.enum([...systemPreset.options, "demo", "self"]);
export const sourceIdPattern = /^[a-z0-9-]{1,40}$/;

/** More extra headers, or scopes, than this are a mistake. */
export const HEADER_LIMIT = 16;
export const SCOPE_LIMIT = 32;

export const sourceAuth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  /** `secret` absent while editing = keep the one that is stored. */
  z.strictObject({ type: z.literal("bearer"), secret: z.optional(z.string().check(z.maxLength(16_384))) }),
  z.strictObject({
    type: z.literal("basic"),
    username: z.string().check(z.maxLength(1024)),
    secret: z.optional(z.string().check(z.maxLength(16_384))),
  }),
  /** OAuth2 client credentials; `secret` is the client's, and goes to the token endpoint alone. */
  z.strictObject({
    type: z.literal("oauth2"),
    clientId: z.string().check(z.maxLength(1024)),
    tokenUrl: z.string().check(z.trim(), z.maxLength(2048)),
    scopes: z.array(z.string().check(z.minLength(1), z.maxLength(256))).check(z.maxLength(SCOPE_LIMIT)),
    secret: z.optional(z.string().check(z.maxLength(16_384))),
  }),
]);

/** A source as typed in the form: POST /api/sources, PUT /api/sources/:id, POST /api/sources/test. */
export const sourceDraft = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  kind: sourceKind,
  url: z.string().check(z.trim(), z.minLength(1), z.maxLength(2048)),
  auth: sourceAuth,
  headers: z.optional(
    z
      .record(z.string().check(z.maxLength(128)), z.string().check(z.maxLength(8192)))
      .check(z.refine((headers) => Object.keys(headers).length <= HEADER_LIMIT)),
  ),
  /** PEM text of a CA to trust for this source. */
  caPem: z.optional(z.string().check(z.maxLength(262_144))),
  /** Loki: bytes a query may read before it must be confirmed, 0 for any number; absent: as stored, or 10 GiB. */
  budgetBytes: z.optional(z.int().check(z.minimum(0))),
  /** OpenMetrics pages: how often the page is read, milliseconds; absent: as stored, or what the preset knows, or 15 s. */
  scrapeIntervalMs: z.optional(z.int().check(z.minimum(1000), z.maximum(3_600_000))),
  /** The preset it was begun from; absent while editing = the stored one stays. */
  preset: z.optional(systemPreset),
});

/** POST /api/sources/test: a draft, and the id of the stored source whose secret stands in for an absent one. */
export const sourceTestRequest = z.strictObject({ draft: sourceDraft, id: z.optional(z.string()) });

/**
 * POST /api/sources/files?name=…: the text itself as body, `text/plain`, up to FILE_LIMIT_BYTES. Answers the new source, as POST /api/sources does;
 * what cannot be read is a problem whose detail names the line.
 */
export const sourceFileRequest = z.strictObject({
  /** What the source is called: the name of the file. */
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
});

/** A question to start with: one click, one answer. */
export const sourceQuestion = z.object({
  /** What is asked, as on a button: "What broke at {time}?". */
  title: z.string(),
  /** What `{time}` stands for, epoch milliseconds; shown in the reader's zone. */
  timeMs: z.optional(z.number()),
  /** One sentence on what the answer shows. */
  text: z.string(),
  query: z.string(),
  /** As typed into the range field: "1h", "now-6h to now", or two instants. */
  range: z.string(),
});

/** A source as the page sees it. No secret, no header value, no file path. */
export const sourceView = z.object({
  id: z.string(),
  name: z.string(),
  kind: sourceKind,
  /** Origin and path prefix, without user info; of an OpenMetrics page with its query string. "" where there is none: a file, the demo. */
  url: z.string(),
  authType: z.enum(["none", "bearer", "basic", "oauth2"]),
  username: z.optional(z.string()),
  oauth2: z.optional(z.object({ clientId: z.string(), tokenUrl: z.string(), scopes: z.array(z.string()) })),
  headerNames: z.array(z.string()),
  hasCa: z.boolean(),
  /** Only "added" sources can be changed in the page; "embedded" ones are Sightglass' own: the demo, its own metrics. */
  origin: z.enum(["config", "added", "embedded"]),
  /** Which preset made it, if any. */
  preset: z.optional(sourcePreset),
  /** Smallest sensible step, milliseconds: the scrape interval of the source (default 15 s; wgtwo 30 s). */
  minStepMs: z.number(),
  /** The first query to show, if the preset knows one. */
  firstQuery: z.optional(z.string()),
  /** Asked by one click each; the first by itself where the page is opened without a link. */
  questions: z.optional(z.array(sourceQuestion)),
  /** What its reader has to know: "Not for billing purposes". */
  note: z.optional(z.string()),
  /** Bytes a query may read before it must be confirmed; Loki only, absent where there is no such budget. */
  budgetBytes: z.optional(z.number()),
});

export const sourceList = z.object({ sources: z.array(sourceView), canAdd: z.boolean() });

export const checkStep = z.object({
  name: z.string(),
  state: z.enum(["ok", "warn", "fail"]),
  text: z.string(),
});

/** The result of testing a source: reachable, credentials, which operations answer, clock, oldest sample. */
export const sourceCheck = z.object({
  ok: z.boolean(),
  ms: z.number(),
  steps: z.array(checkStep),
  /** Upstream clock minus ours, milliseconds, from its Date header. */
  clockSkewMs: z.optional(z.number()),
  problem: z.optional(z.unknown()),
  /** Product and version if the server says so: "Prometheus 3.15.0". */
  server: z.optional(z.string()),
});

export type SystemPreset = z.infer<typeof systemPreset>;
export type SourcePreset = z.infer<typeof sourcePreset>;
export type SourceKind = z.infer<typeof sourceKind>;
export type SourceAuth = z.infer<typeof sourceAuth>;
export type SourceDraft = z.infer<typeof sourceDraft>;
export type SourceFileRequest = z.infer<typeof sourceFileRequest>;
export type SourceTestRequest = z.infer<typeof sourceTestRequest>;
export type SourceQuestion = z.infer<typeof sourceQuestion>;
export type SourceView = z.infer<typeof sourceView>;
export type SourceList = z.infer<typeof sourceList>;
export type SourceCheck = z.infer<typeof sourceCheck>;
