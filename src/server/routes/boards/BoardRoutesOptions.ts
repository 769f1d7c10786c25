import type { Audit } from "../../auth/AuditTrail.ts";
import type { BoardShelf } from "../../panels/BoardShelf.ts";
import type { CoverNames } from "../../panels/coverNames.ts";
import type { PanelAnswers } from "../../panels/PanelAnswers.ts";
import type { PanelWaits } from "../../panels/PanelWaits.ts";
import type { Sources } from "../../panels/rights.ts";
import type { VariableValuesOf } from "../../panels/variableValues.ts";
import type { Logger } from "../../http/Logger.ts";
import type { Store } from "../../store/Store.ts";

export interface BoardRoutesOptions {
  readonly store: Pick<Store, "boards" | "panels">;
  readonly shelf: BoardShelf;
  readonly sources: Sources;
  readonly answers: PanelAnswers;
  readonly coverNames: CoverNames;
  readonly waits: PanelWaits;
  readonly valuesOf: VariableValuesOf;
  readonly audit: Audit;
  readonly logger: Pick<Logger, "warn">;
  readonly now: () => number;
}
