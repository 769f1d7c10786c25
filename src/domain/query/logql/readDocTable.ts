import type { FunctionDoc } from "../promql/functionDocs.ts";

/** Reads lines of `signature | what it gives, in one sentence | an example`; the name begins the signature. */
export function readDocTable(table: string): ReadonlyMap<string, FunctionDoc> {
  return new Map(
    table
      .trim()
      .split("\n")
      .map((line) => {
        // A pipe of the language stands without a blank on one side, or behind the second separator.
        const [signature = "", text = "", ...example] = line.split(" | ");
        const [name = ""] = /^[\w.]+|^\S+/.exec(signature) ?? [];
        return [name, { signature, text, example: example.join(" | ") }] as const;
      }),
  );
}
