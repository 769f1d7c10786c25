import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import type { Answers } from "../cache/Answers.ts";
import type { QueryBudget } from "../routes/data/QueryBudget.ts";
import type { Source } from "../sources/Source.ts";
import type { PanelAnswers } from "./PanelAnswers.ts";
import { planAsk } from "./planAsk.ts";
import { readableAnswer } from "./readableAnswer.ts";

export interface PanelAnswersDeps {
  readonly answers: Answers;
  readonly sources: { get(id: string): Source | undefined };
  /** Without it no query is asked for its cost. A reader cannot confirm: what is over the budget is refused. */
  readonly budget?: Pick<QueryBudget, "applies" | "refusal">;
  readonly now: () => number;
}

/** The one way in which readers, links and snapshots get data of panels. */
export function createPanelAnswers({ answers, sources, budget, now }: PanelAnswersDeps): PanelAnswers {
  return {
    ask: async (question) => {
      const { panel, letter, owner, signal, onAsked } = question;
      const query = panel.queries.find((one) => one.letter === letter);
      if (query === undefined) throw fail("PANEL_NOT_FOUND");
      const source = sources.get(query.sourceId);
      if (source === undefined) throw fail("SOURCE_NOT_FOUND");
      const { call, plan, freshMs } = planAsk(question, { query, source, nowMs: now() });
      const costly = { source, operation: call.operation, encoded: call.params.encoded, owner };
      const refusal = budget?.applies(costly) === true ? await budget.refusal(costly) : null;
      if (refusal !== null) throw new ProblemError(refusal);
      const answer = await answers.ask({
        call,
        owner,
        freshMs,
        ...(signal && { signal }),
        ...(onAsked && { onAsked }),
      });
      return { contentType: "application/json", plan, ...readableAnswer(answer.body) };
    },
  };
}
