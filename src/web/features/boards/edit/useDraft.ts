import { useState } from "react";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import type { AnswerSchema } from "../../../lib/api.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import type { Revised } from "./editCalls.ts";
import { readDraft, writeDraft } from "./keptDraft.ts";

/** What somebody else made of it meanwhile. */
export interface Theirs<T> extends Revised<T> {
  readonly by: string;
  readonly atMs: number;
}

export interface Draft<T> extends Revised<T> {
  readonly isChanged: boolean;
  /** When the unsaved changes that were found here were made. */
  readonly restoredMs: number | null;
  readonly isSaving: boolean;
  /** Why the last save failed; what was typed is kept. */
  readonly problem?: Problem | undefined;
  readonly theirs: Theirs<T> | null;
  readonly change: (next: T) => void;
  /** Another version to build on: one's own change outside of this draft. */
  readonly rebase: (next: Revised<T>) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => void;
  /** Closes the comparison; nothing is decided. */
  readonly decideLater: () => void;
}

export interface DraftOptions<T> {
  /** Its place in storage: "board:<id>". */
  readonly storageKey: string;
  readonly saved: Revised<T>;
  readonly schema: AnswerSchema<T>;
  readonly put: (body: Revised<T>) => Promise<unknown>;
  readonly onSaved: () => void;
}

const versionOf = <T>({ rev, document }: Revised<T>): Revised<T> => ({ rev, document });

const spelled = (value: unknown) => JSON.stringify(value);

/** Of EDIT_CONFLICT; null where the answer does not hold their version. */
function theirsOf<T>(problem: Problem, schema: AnswerSchema<T>): Theirs<T> | null {
  const given = problem.conflict?.theirs as
    | { rev?: unknown; changed?: { by?: unknown; atMs?: unknown }; document?: unknown }
    | undefined;
  const parsed = schema.safeParse(given?.document);
  if (!parsed.success || typeof given?.rev !== "number") return null;
  const { by, atMs } = given.changed ?? {};
  return {
    rev: given.rev,
    document: parsed.data,
    by: typeof by === "string" ? by : "",
    atMs: typeof atMs === "number" ? atMs : 0,
  };
}

/** The draft itself, in the page and in storage. */
function useKept<T>({ storageKey, saved, schema }: DraftOptions<T>) {
  const [kept, setKept] = useState(() => readDraft(storageKey, schema) ?? { ...saved, atMs: 0 });
  const [restoredMs, setRestoredMs] = useState(() =>
    kept.atMs > 0 && spelled(kept.document) !== spelled(saved.document) ? kept.atMs : null,
  );
  const hold = (next: Revised<T>) => {
    const draft = { ...next, atMs: Date.now() };
    setKept(draft);
    writeDraft(storageKey, draft);
  };
  const drop = (next: Revised<T>) => {
    setKept({ ...next, atMs: 0 });
    setRestoredMs(null);
    writeDraft(storageKey, null);
  };
  // As long as nothing was changed here, it is what is saved.
  const state: Revised<T> = kept.atMs === 0 ? saved : kept;
  return { state, restoredMs, hold, drop };
}

/** Changes that are not saved yet: kept in this browser, saved against the version they were made from (F53). */
export function useDraft<T>(options: DraftOptions<T>): Draft<T> {
  const { state, restoredMs, hold, drop } = useKept(options);
  const [attempt, setAttempt] = useState<{ isSaving: boolean; problem?: Problem }>({ isSaving: false });
  const [theirs, setTheirs] = useState<Theirs<T> | null>(null);
  const latest = useLatest({ options, state, theirs });

  const settle = (next: Revised<T>) => {
    drop(next);
    setTheirs(null);
    setAttempt({ isSaving: false });
  };
  const put = async (body: Revised<T>) => {
    setAttempt({ isSaving: true });
    try {
      await latest.current.options.put(body);
      settle(body);
      latest.current.options.onSaved();
    } catch (error) {
      const problem = toProblem(error);
      const found = problem.code === "EDIT_CONFLICT" ? theirsOf(problem, options.schema) : null;
      setTheirs(found);
      setAttempt(found ? { isSaving: false } : { isSaving: false, problem });
    }
  };
  return {
    rev: state.rev,
    document: state.document,
    isChanged: spelled(state.document) !== spelled(options.saved.document),
    restoredMs,
    ...attempt,
    theirs,
    change: (document) => hold({ rev: state.rev, document }),
    rebase: hold,
    discard: () => settle(latest.current.options.saved),
    save: () => put(versionOf(latest.current.state)),
    keepMine: async () => {
      const { theirs: against, state: mine } = latest.current;
      if (against === null) return;
      setTheirs(null);
      hold({ rev: against.rev, document: mine.document });
      await put({ rev: against.rev, document: mine.document });
    },
    takeTheirs: () => {
      const { theirs: against } = latest.current;
      if (against === null) return;
      settle(against);
      latest.current.options.onSaved();
    },
    decideLater: () => setTheirs(null),
  };
}
