import { queryOptions, useQueries } from "@tanstack/react-query";
import { type RefObject, useMemo, useState } from "react";
import type { LinkAsk } from "../../../../contract/shares.ts";
import type { PanelAsk, PanelReading } from "../../../../contract/panels.ts";
import type { Decoded } from "../../../../domain/frame/Frame.ts";
import type { LogPage } from "../../../../domain/frame/logs/LogPage.ts";
import type { VariableValues } from "../../../../domain/panel/Board.ts";
import type { PanelPlan } from "../../../../domain/panel/readPlan.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { runPanel } from "../../../lib/runner/runQuery.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import type { AskQueue } from "./AskQueue.ts";
import { boardAsks } from "./boardAsks.ts";
import { boardQueue } from "./boardQueue.ts";
import { isInWindow, useOnScreen } from "./useOnScreen.ts";

type Letter = PanelReading["letters"][number];

/** What a panel is asked with. */
export interface PanelQuestion {
  readonly panel: PanelReading;
  /** Where its queries are asked: "/api/panels/:id", or below a link. */
  readonly path: string;
  readonly range: ResolvedRange;
  /** Resolved: "UTC" or an IANA name. */
  readonly zone: string;
  /** Null as long as a choice is not known yet. */
  readonly values: VariableValues | null;
  readonly plotPx: number;
  /** Another number asks again. */
  readonly round: number;
  /** Below a link: range, zone and choices are the link's own, and only this is asked (`linkAsk`). */
  readonly link?: LinkScene | undefined;
}

/** Of a frozen link: asks the source now instead of opening what was kept. */
export interface LinkScene {
  readonly compare?: "same-range" | "until-now";
}

/** The answer to one query. */
export interface LetterAnswer {
  readonly letter: Letter;
  readonly range: ResolvedRange;
  readonly plan: PanelPlan | undefined;
  /** One of the two. */
  readonly decoded?: Decoded;
  readonly lines?: LogPage;
  readonly warnings: number;
  readonly atMs: number;
}

/** How a panel stands. What was there stays while newer answers are asked for, and when they fail. */
export interface PanelAnswers {
  /** In the order of the letters; those without any answer yet are left out. */
  readonly answers: readonly LetterAnswer[];
  /** What a stat is compared with. */
  readonly before: LetterAnswer | undefined;
  readonly isLoading: boolean;
  readonly isStale: boolean;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/** Results are large: what nothing shows any more goes soon. */
const KEEP_MS = 60_000;

interface Asked {
  readonly question: PanelQuestion;
  readonly letter: Letter;
  readonly beforeMs: number;
}

function askOf({ question, beforeMs }: Asked): PanelAsk | LinkAsk {
  const { range, zone, values, plotPx, link } = question;
  if (link) return { plotPx, ...(beforeMs > 0 && { beforeMs }), ...link };
  const variables = Object.fromEntries(
    Object.entries(values ?? {}).map(([name, chosen]) => [name, [...chosen]]),
  );
  const { startMs, endMs } = range;
  return { startMs, endMs, plotPx, zone, variables, ...(beforeMs > 0 && { beforeMs }) };
}

/** While the page holds it back, its panel can say so. */
async function inTurn<T>(panelId: string, options: Parameters<AskQueue["run"]>[1], ask: () => Promise<T>) {
  const letGo = boardQueue.holdBack(panelId);
  try {
    return await boardAsks.run(() => {
      letGo();
      return ask();
    }, options);
  } finally {
    letGo();
  }
}

const answerOptions = (asked: Asked, isNear: boolean, box: RefObject<Element | null>) => {
  const { question, letter } = asked;
  const { panel, path, range, values, round } = question;
  const ask = askOf(asked);
  const { isOldestFirst, limit } = panel.options.logs;
  return queryOptions({
    queryKey: ["panel-answer", path, letter, ask, round],
    queryFn: async ({ signal }): Promise<LetterAnswer> => {
      const request = {
        kind: "panel",
        path: `${path}/queries/${letter.letter}`,
        ask,
        answers: letter.kind === "logs" ? "lines" : "samples",
        isOldestFirst,
        limit,
      } as const;
      const outcome = await inTurn(panel.id, { isOnScreen: () => isInWindow(box.current), signal }, () =>
        runPanel(request, signal),
      );
      const { plan, warnings = 0 } = outcome.transport;
      const content = "page" in outcome ? { lines: outcome.page } : { decoded: outcome.decoded };
      return { letter, range, plan, warnings, atMs: Date.now(), ...content };
    },
    enabled: isNear && values !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEEP_MS,
    structuralSharing: false,
    refetchOnReconnect: false,
  });
};

/** Asks what a panel shows once it is near the window; every letter by itself. */
export function usePanelAnswers(question: PanelQuestion, box: RefObject<Element | null>): PanelAnswers {
  const { panel } = question;
  const isNear = useOnScreen(box);
  const compared = panel.view === "stat" && panel.compareMs > 0 ? panel.letters.slice(0, 1) : [];
  const asked: readonly Asked[] = [
    ...panel.letters.map((letter) => ({ question, letter, beforeMs: 0 })),
    ...compared.map((letter) => ({ question, letter, beforeMs: panel.compareMs })),
  ];
  const queries = useQueries({ queries: asked.map((one) => answerOptions(one, isNear, box)) });
  const [kept, setKept] = useState<readonly (LetterAnswer | undefined)[]>([]);
  const shown = queries.map(({ data }, index) => data ?? kept[index]);
  if (queries.some(({ data }, index) => data !== undefined && data !== kept[index])) setKept(shown);
  const count = panel.letters.length;
  // `kept` stays the same list until something is answered.
  const answers = useMemo(() => kept.slice(0, count).filter((answer) => answer !== undefined), [kept, count]);
  const own = queries.slice(0, count);
  const failed = own.find(({ isError, isFetching }) => isError && !isFetching);
  return {
    answers,
    before: kept[count],
    isLoading: own.some(({ isPending, isFetching }) => isFetching || isPending) && failed === undefined,
    isStale: own.some(({ data }, index) => data === undefined && shown[index] !== undefined),
    problem: failed ? toProblem(failed.error) : undefined,
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch();
    },
  };
}
