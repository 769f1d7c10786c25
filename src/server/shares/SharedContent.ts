import type { SharedView } from "../../contract/shares.ts";
import type { VariableValues } from "../../domain/panel/Board.ts";
import type { QueryLanguage } from "../../domain/panel/QueryLanguage.ts";
import type { SharedPanel } from "../../domain/share/linkQuestions.ts";
import type { TimeRange } from "../../domain/time/TimeRange.ts";
import type { Stamp } from "../store/Change.ts";
import type { SharedBoard } from "../store/Store.ts";

/** What a view shows: read once for a frozen link, at every opening for a live one. */
export interface SharedContent {
  /** As it is kept: choices completed, a state of Explore as we write it. */
  readonly view: SharedView;
  readonly name: string;
  readonly panels: readonly (SharedPanel & { readonly changed?: Stamp })[];
  readonly range: TimeRange;
  readonly variables: VariableValues;
  readonly board: SharedBoard;
  readonly languages: Readonly<Record<string, QueryLanguage>>;
}
