import type { Answers } from "../cache/Answers.ts";
import type { BoardRoutesOptions } from "../routes/boards/BoardRoutesOptions.ts";
import type { QueryBudget } from "../routes/data/QueryBudget.ts";
import { idKeysOf, type LinkKeys } from "../shares/linkKeys.ts";
import type { SourceRegistry } from "../sources/SourceRegistry.ts";
import { createBoardShelf } from "./BoardShelf.ts";
import { createCoverNames } from "./coverNames.ts";
import { createPanelAnswers } from "./createPanelAnswers.ts";
import { PanelWaits } from "./PanelWaits.ts";
import { createStarterShelf } from "./createStarterShelf.ts";
import { createVariableValues } from "./variableValues.ts";

export interface BoardPartsDeps extends Pick<BoardRoutesOptions, "store" | "audit" | "logger" | "now"> {
  readonly registry: SourceRegistry;
  readonly budget: QueryBudget;
  readonly answers: Answers;
  readonly linkKeys: LinkKeys;
}

/** Everything behind the routes of boards and panels. */
export function createBoardParts(deps: BoardPartsDeps): BoardRoutesOptions {
  const { store, registry: sources, answers, budget, audit, logger, now } = deps;
  const idKeys = idKeysOf(deps.linkKeys);
  const starters = createStarterShelf({ sources, answers, now, idKeys });
  return {
    store,
    sources,
    audit,
    logger,
    now,
    shelf: createBoardShelf({ store, starters }),
    answers: createPanelAnswers({ answers, sources, budget, now }),
    coverNames: createCoverNames(idKeys[0]),
    waits: new PanelWaits(),
    valuesOf: createVariableValues({ answers, sources, now }),
  };
}
