import { useRef, useState } from "react";
import type { Problem } from "../../../domain/problem/Problem.ts";
import { toProblem } from "../../lib/toProblem.ts";

export interface Busy {
  readonly verb: "Testing" | "Saving";
  readonly startedAtMs: number;
}

export interface BusyState {
  readonly busy: Busy | undefined;
  /** How the last step failed. */
  readonly problem: Problem | undefined;
  /** Runs one step and tells whether it came to its end; an abort ends it quietly. */
  readonly during: (verb: Busy["verb"], step: (signal: AbortSignal) => Promise<void>) => Promise<boolean>;
  readonly cancel: () => void;
}

/** One step at a time, with its elapsed time and a way out. */
export function useBusy(): BusyState {
  const [busy, setBusy] = useState<Busy>();
  const [problem, setProblem] = useState<Problem>();
  const abort = useRef<AbortController>(undefined);
  const during: BusyState["during"] = async (verb, step) => {
    const controller = new AbortController();
    abort.current = controller;
    setBusy({ verb, startedAtMs: performance.now() });
    setProblem(undefined);
    try {
      await step(controller.signal);
      return true;
    } catch (error) {
      if (!controller.signal.aborted) setProblem(toProblem(error));
      return false;
    } finally {
      setBusy(undefined);
    }
  };
  return { busy, problem, during, cancel: () => abort.current?.abort() };
}
