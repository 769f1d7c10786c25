import { openStore } from "../../server/store/openStore.ts";
import { ProblemError } from "../../domain/problem/Problem.ts";

// A process with a store of its own, for what a test must not do to itself: limits, kills. Asked over IPC.

export interface StoreAsk {
  readonly id: number;
  readonly part: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

const store = await openStore({ dataDir: process.argv[2] ?? "" });

process.on("message", ({ id, part, method, args }: StoreAsk) => {
  const methods = Object(part === "" ? store : store[part as "boards"]) as Record<
    string,
    (...values: readonly unknown[]) => Promise<unknown>
  >;
  void methods[method]?.(...args).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) =>
      process.send?.({ id, error: error instanceof ProblemError ? error.problem : { code: String(error) } }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ type: "open" });
