import { startTransition, useEffect, useRef, useState } from "react";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import type { CountedPatterns } from "../../../../domain/frame/logs/PatternMessages.ts";
import { createPatternCounter, type PatternCounter } from "../../../lib/patterns/createPatternCounter.ts";
import { trustedScriptUrl } from "../../../lib/trustedTypes.ts";
import { LogPatterns, type LogPatternsProps } from "../../../logs/tools/LogPatterns.tsx";
// The address of a file of its own, not an import of its code: the worker's layer stays apart.
// oxlint-disable-next-line import/default -- Vite's `?worker&url` gives the address
import workerUrl from "../../../worker/patternsWorker.ts?worker&url";

export type PatternsPaneProps = Omit<LogPatternsProps, "found"> & { readonly lines: readonly LogLine[] };

const createWorker = () => new Worker(trustedScriptUrl(workerUrl), { type: "module", name: "patterns" });

/** The kinds of the loaded lines, counted while it is on show. */
export function PatternsPane({ lines, onFilter }: PatternsPaneProps) {
  const [found, setFound] = useState<CountedPatterns | "failed" | null>(null);
  const counter = useRef<PatternCounter>(null);
  useEffect(() => {
    // A hundred rows at once would hold up a frame; as a transition they are made in slices.
    const onCounted = (next: CountedPatterns | "failed") => startTransition(() => setFound(next));
    const own = createPatternCounter({ createWorker, onCounted });
    counter.current = own;
    return () => own.stop();
  }, []);
  useEffect(() => counter.current?.set(lines), [lines]);
  return <LogPatterns found={found} onFilter={onFilter} />;
}
