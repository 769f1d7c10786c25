import type { Problem } from "../../../domain/problem/Problem.ts";
import type { Stores } from "../storesOn.ts";

/** What the store's thread is asked, and what it tells. */
export interface ThreadOptions {
  readonly dataDir: string;
  readonly nowMs: number;
}

export type Ask =
  | {
      readonly type: "call";
      readonly id: number;
      readonly part: string;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly type: "health"; readonly id: number }
  | { readonly type: "close"; readonly id: number };

export type Tell =
  | { readonly type: "open"; readonly warnings: readonly string[] }
  /** Lines of a ConfigError: the database must not be used. */
  | { readonly type: "refused"; readonly lines: readonly string[] }
  | { readonly type: "warning"; readonly reason: string }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  | { readonly type: "problem"; readonly id: number; readonly problem: Problem }
  /** A fault of ours. */
  | {
      readonly type: "fault";
      readonly id: number;
      readonly message: string;
      readonly stack: string | undefined;
    };

type Methods = { readonly [Part in keyof Stores]: readonly (keyof Stores[Part])[] };

/** Everything that can be asked for. */
export const METHODS = {
  panels: [
    "get",
    "ofBoard",
    "names",
    "mentioning",
    "create",
    "update",
    "move",
    "copy",
    "remove",
    "wasRemoved",
    "restore",
    "versions",
    "ran",
  ],
  boards: ["list", "get", "create", "update", "remove", "wasRemoved", "restore", "versions", "trash"],
  shares: [
    "create",
    "get",
    "bySecretHash",
    "list",
    "change",
    "revoke",
    "revokeAll",
    "part",
    "notes",
    "opened",
  ],
  people: ["list", "get", "byName", "create", "update", "seen"],
  sessions: ["create", "get", "seen", "remove", "removeOf", "sweep"],
  tokens: ["create", "byHash", "get", "list", "revoke", "used"],
  audit: ["add", "list"],
} as const satisfies Methods;
