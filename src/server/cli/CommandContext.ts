import type { Config } from "../config/Config.ts";

export interface CommandContext {
  readonly config: Config;
  readonly say: (line: string) => void;
  readonly now: () => number;
  /** Proxy variables of the environment, for the way to sources. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
}

/** As part of a file's name: "2026-11-21T12-00-00-000Z". */
export const fileTime = (ms: number): string => new Date(ms).toISOString().replaceAll(/[:.]/g, "-");
