import * as z from "zod";
import { SCOPE_LIMIT } from "../../contract/sources.ts";
import { parseDuration } from "../../domain/time/duration.ts";
import { logLevels } from "../http/Logger.ts";
import { parseSizeText } from "../../domain/format/sizeText.ts";

/**
 * The shape of sightglass.yaml. What this version cannot do yet (logs from a file) is known by name, so that the message
 * can say "not in this version" instead of "unknown".
 */

const text = z.string().min(1).max(16_384);
/** Quoted variables arrive as text: port: "${PORT:-8790}". */
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]);
const port = z.coerce.number().int().min(0).max(65_535);
/** Prometheus' spelling, "15s" or "1m30s"; milliseconds within. */
const duration = z.string().transform((value, context) => {
  const ms = parseDuration(value);
  if (ms !== null && ms >= 100 && ms <= 3_600_000) return ms;
  context.addIssue({ code: "custom", message: "must be a duration from 100ms to 1h, such as 30s" });
  return z.NEVER;
});
/** How long samples are kept: a minute to a year. */
const longDuration = z.string().transform((value, context) => {
  const ms = parseDuration(value);
  if (ms !== null && ms >= 60_000 && ms <= 366 * 86_400_000) return ms;
  context.addIssue({ code: "custom", message: "must be a duration from 1m to 366d, such as 24h" });
  return z.NEVER;
});
/** Bytes; 0: no bound. */
const byteSize = z
  .union([z.string(), z.number(), z.literal(false).transform(() => "off")])
  .transform((value, context) => {
    if (value === "off") return 0;
    const bytes = parseSizeText(String(value));
    if (bytes !== null && bytes > 0) return bytes;
    context.addIssue({ code: "custom", message: "must be a size such as 10GiB, or off" });
    return z.NEVER;
  });
const authorization = z.strictObject({
  type: z
    .string()
    .regex(/^[A-Za-z][\w-]{0,63}$/, "must be one word, such as Bearer")
    .default("Bearer"),
  credentials: text.optional(),
  credentials_file: text.optional(),
});

const basicAuth = z.strictObject({
  username: text,
  password: text.optional(),
  password_file: text.optional(),
});

const tlsConfig = z.strictObject({
  ca_file: text.optional(),
  cert_file: text.optional(),
  key_file: text.optional(),
  server_name: text.optional(),
  insecure_skip_verify: flag.default(false),
});

/** RFC 6749 §3.3: no space, quote or backslash. */
const scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/, "must be one scope, without spaces");

/** Prometheus' own block, whose TLS settings are for the token endpoint alone. */
const oauth2 = z.strictObject({
  client_id: text,
  client_secret: text.optional(),
  client_secret_file: text.optional(),
  token_url: text,
  scopes: z.array(scope).max(SCOPE_LIMIT).default([]),
  endpoint_params: z.record(z.string().min(1), z.string()).default({}),
  tls_config: tlsConfig.optional(),
});

const common = {
  authorization: authorization.optional(),
  basic_auth: basicAuth.optional(),
  oauth2: oauth2.optional(),
  tls_config: tlsConfig.optional(),
  headers: z.record(z.string(), z.string()).default({}),
  timeout: duration.default(60_000),
  metadata_timeout: duration.default(15_000),
  scrape_interval: duration.optional(),
  /** OpenMetrics only, as the next three. */
  scrape_timeout: duration.optional(),
  retention: longDuration.optional(),
  memory_limit: byteSize.optional(),
  /** Prometheus' name for the largest page that is read. */
  body_size_limit: byteSize.optional(),
  /** Loki only: what a query may read before it must be confirmed. */
  query_budget: byteSize.optional(),
  /** Accepts insecure_skip_verify for a host that is not this machine. */
  allow_insecure: flag.default(false),
};

export const sourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "must be 1 to 40 of a-z, 0-9 and -"),
  name: z.string().trim().min(1).max(80).optional(),
  kind: z.enum(["prometheus", "loki", "openmetrics", "loglines"]).default("prometheus"),
  url: text.optional(),
  file: text.optional(),
  ...common,
});

export const presetSchema = z.strictObject({
  preset: z.enum(["coreweave", "wgtwo-prometheus", "wgtwo-openmetrics"]),
  /** The id that Working Group Two gave: the last part of the base path. */
  prometheus_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,128}$/, "must be the id from Working Group Two")
    .optional(),
  ...common,
  /** A preset knows its token endpoint. */
  oauth2: oauth2.partial({ token_url: true }).optional(),
});

const server = z.strictObject({
  host: text.optional(),
  port: port.optional(),
  data_dir: text.optional(),
  public_url: text.optional(),
  base_path: text.optional(),
  log_level: z.enum(logLevels).optional(),
  allow_private: flag.optional(),
  /** Addresses and ranges whose X-Forwarded-For and X-Forwarded-Proto count. */
  trusted_proxies: z.array(text).max(100).default([]),
  tls: z.strictObject({ cert_file: text, key_file: text }).optional(),
});

const groups = z.array(text).max(100).optional();
const roles = z.strictObject({ viewer: groups, editor: groups, admin: groups });
const claim = z.string().regex(/^[\w.:/-]{1,200}$/, "must be the name of a claim");

const oidc = z.strictObject({
  issuer: text,
  client_id: text,
  client_secret: text.optional(),
  client_secret_file: text.optional(),
  /** Besides openid. */
  scopes: z.array(scope).max(SCOPE_LIMIT).default(["profile"]),
  groups_claim: claim.default("groups"),
  name_claim: claim.default("name"),
  roles,
  ca_file: text.optional(),
});

const proxy = z.strictObject({
  user_header: text.optional(),
  groups_header: text.optional(),
  roles: roles.optional(),
});

const auth = z.strictObject({
  mode: z.enum(["none", "password", "oidc", "proxy"]).default("none"),
  /** May links be opened without signing in, where their sender says so? */
  public_links: flag.default(false),
  oidc: oidc.optional(),
  proxy: proxy.optional(),
});

/** `sources` is judged entry by entry, each by the schema of its shape, so that messages fit what was meant. */
export const fileSchema = z.strictObject({
  server: server.prefault({}),
  sources: z.array(z.unknown()).max(200).default([]),
  auth: auth.prefault({}),
  demo: flag.optional(),
});

export type TlsEntry = z.infer<typeof tlsConfig>;
export type OAuth2Entry = z.infer<typeof oauth2>;
export type SourceEntry = z.infer<typeof sourceSchema>;
export type PresetEntry = z.infer<typeof presetSchema>;
export type FileConfig = z.infer<typeof fileSchema>;
