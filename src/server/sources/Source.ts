import type { SourceKind, SourcePreset } from "../../contract/sources.ts";
import type { Secret } from "../config/Secret.ts";
import type { EngineHealth } from "./EngineHealth.ts";

export type SourceAuthConfig =
  | { readonly type: "none" }
  /** `scheme` is sent as given: "Bearer" unless the configuration says otherwise. */
  | { readonly type: "bearer"; readonly scheme: string; readonly credentials: SecretRef }
  | { readonly type: "basic"; readonly username: string; readonly password: SecretRef }
  | OAuth2Config;

/** OAuth2 client credentials (RFC 6749 §4.4): a token fetched with the client's secret is sent as Bearer. */
export interface OAuth2Config {
  readonly type: "oauth2";
  readonly clientId: string;
  readonly clientSecret: SecretRef;
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  /** Sent beside grant_type and scope; some servers want an audience. Values may be secret: never shown. */
  readonly endpointParams: ReadonlyMap<string, Secret>;
  /** How the token endpoint is verified. */
  readonly tls: SourceTls;
}

/** A secret held in memory, or a file that is read at each use (so a rotated token needs no restart). */
export type SecretRef =
  | { readonly kind: "value"; readonly secret: Secret }
  | { readonly kind: "file"; readonly path: string };

export interface SourceTls {
  readonly caFile?: string;
  /** PEM text typed in the page. */
  readonly caPem?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly serverName?: string;
  readonly insecureSkipVerify: boolean;
  /** The CA counts beside those that Node trusts, not in their place. */
  readonly isExtraCa?: true;
}

/** What the ring of a scraped source may hold: whichever bound is met first drops the oldest samples. */
export interface RingBounds {
  readonly retentionMs: number;
  readonly memoryBytes: number;
}

/** Where the samples of a source of kind openmetrics come from. */
export type SourceFeed =
  | ({
      /** "page": scraped from the source's URL. "self": Sightglass' own /metrics, read in process. */
      readonly type: "page" | "self";
      /** What follows the path: "" or "?match[]=…", as it was configured. */
      readonly query: string;
      readonly intervalMs: number;
      /** At most the interval. */
      readonly scrapeTimeoutMs: number;
      /** Bytes of a page, inflated. */
      readonly pageBytes: number;
    } & RingBounds)
  /** A dump of any age, read again when it changes. `path` is absolute. */
  | { readonly type: "file"; readonly path: string; readonly memoryBytes: number }
  | { readonly type: "demo" };

/** Where the embedded engine answers for a source, over a socket of this machine alone. */
export interface SourceEngine {
  /** A unix domain socket, or a named pipe. */
  readonly socketPath: string;
  /** What stands before /api/v1/…: "" or "/demo-metrics", without trailing slash. */
  readonly prefix: string;
  readonly health: () => EngineHealth;
}

/** A source as the server uses it: everything resolved, nothing optional left to guess. */
export interface Source {
  /** Stable, since links carry it: [a-z0-9-]{1,40}. */
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  /** Scheme, host and port only: "https://observe.example.org". "" where there is no URL: a file, the demo. */
  readonly baseOrigin: string;
  /** Path prefix without trailing slash: "" or "/metrics/v1/prometheus/abc". */
  readonly prefix: string;
  readonly auth: SourceAuthConfig;
  /** Extra request headers (X-Scope-OrgID). Values may be secret: never shown. */
  readonly headers: ReadonlyMap<string, Secret>;
  readonly tls: SourceTls;
  readonly timeoutMs: number;
  readonly metadataTimeoutMs: number;
  readonly minStepMs: number;
  readonly origin: "config" | "added" | "embedded";
  readonly preset?: SourcePreset;
  readonly firstQuery?: string;
  /** What its reader has to know: "Not for billing purposes". */
  readonly note?: string;
  /** Kind openmetrics only, and always there. URL, auth, headers and tls are those of its page then. */
  readonly feed?: SourceFeed;
  /** Set by whoever started the engine; until then an openmetrics source cannot be reached. */
  readonly engine?: SourceEngine;
  /** Loki only: bytes that a query may make it read before the asker must confirm; absent: no budget. */
  readonly budgetBytes?: number;
  /** Path under the prefix answered 200 when the credentials are good: "/-/healthy" for wgtwo-prometheus. Absent: a tiny query. */
  readonly healthPath?: string;
  /** May the address be loopback or private? Link-local and metadata names never. */
  readonly allowPrivate: boolean;
  /** Changes whenever anything above changes; part of every coalescing key. */
  readonly version: string;
}
