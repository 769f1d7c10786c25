import type { LogVolume } from "../../../domain/frame/logs/volume.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";

/** What the histogram can be: what came, or why nothing did. */
export type VolumeState =
  | { readonly kind: "ready"; readonly data: LogVolume; readonly isStale?: boolean }
  | { readonly kind: "loading" }
  /** Why, in one sentence: "The source knows no metric queries." */
  | { readonly kind: "unavailable"; readonly reason: string };

/** Structurally the chart's CrosshairStore: one moment shared by all charts of a page. */
export interface MomentStore {
  get(): { readonly timeMs: number | null; readonly seriesKey: string | null; readonly origin: string };
  set(next: {
    readonly timeMs: number | null;
    readonly seriesKey: string | null;
    readonly origin: string;
  }): void;
  subscribe(
    listener: (moment: { readonly timeMs: number | null; readonly origin: string }) => void,
  ): () => void;
}

export interface VolumeFrame {
  readonly range: ResolvedRange;
  /** "UTC" or an IANA name. */
  readonly zone: string;
  readonly isBytes: boolean;
}
