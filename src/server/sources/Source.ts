import type { SourceKind, SourcePreset } from "../../contract/sources.ts";
import type { Secret } from "../config/Secret.ts";

export type SourceAuthConfig =
  | { readonly type: "none" }
  /** `scheme` is sent as given: "Bearer" unless the configuration says otherwise. */
  | { readonly type: "bearer"; readonly scheme: string; readonly credentials: SecretRef }
  | { readonly type: "basic"; readonly username: string; readonly password: SecretRef };

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
}

/** A source as the server uses it: everything resolved, nothing optional left to guess. */
export interface Source {
  /** Stable, since links carry it: [a-z0-9-]{1,40}. */
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  /** Scheme, host and port only: "https://observe.example.org". */
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
  readonly origin: "config" | "added";
  readonly preset?: SourcePreset;
  readonly firstQuery?: string;
  /** Loki only: bytes that a query may make it read before the asker must confirm; absent: no budget. */
  readonly budgetBytes?: number;
  /** Path under the prefix answered 200 when the credentials are good: "/-/healthy" for wgtwo-prometheus. Absent: a tiny query. */
  readonly healthPath?: string;
  /** May the address be loopback or private? Link-local and metadata names never. */
  readonly allowPrivate: boolean;
  /** Changes whenever anything above changes; part of every coalescing key. */
  readonly version: string;
}
