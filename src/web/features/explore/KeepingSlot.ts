import type { ReactNode } from "react";
import type { SourceView } from "../../../contract/sources.ts";
import type { ExploreState, PanelEdit } from "../../../domain/link/ExploreState.ts";

/** What Explore tells those who save and share what it shows. */
export interface KeepingSlot {
  /** Everything on the page, drafts included. */
  readonly state: ExploreState;
  /** The moment "now" means for the results on screen. */
  readonly asOfMs: number;
  /** Width that the results on screen were planned for, CSS pixels. */
  readonly plotPx: number;
  /** The IANA name behind the zone of the page. */
  readonly zone: string;
  readonly sources: readonly SourceView[];
  readonly hasLogs: boolean;
  /** From now on this panel is edited here, or none. */
  readonly onEditing: (panel: PanelEdit | null) => void;
  /** Shows this instead, and runs it. */
  readonly onShow: (state: ExploreState) => void;
}

export type RenderKeeping = (slot: KeepingSlot) => ReactNode;
