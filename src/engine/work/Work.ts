/**
 * Work that one thread shares with others: it yields wherever it may be interrupted, and ends with its result. A
 * scheduler runs it in slices; `finish` runs it at once.
 */
export type Work<T> = Generator<void, T, void>;

/** Runs the work to its end without letting anybody in between. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
