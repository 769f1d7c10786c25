import type { KeyPath } from "./YamlFile.ts";

/** Where a part of the configuration is being read, and what was found wrong with it so far. */
export interface Resolving {
  /** Folder that relative paths are relative to. */
  readonly baseDir: string;
  /** Names a place for people: "sightglass.yaml:8 sources.1.url" or "PROMETHEUS_URL". */
  at(keyPath: KeyPath): string;
  /** Finished lines: place, what is wrong, what to change. */
  readonly issues: string[];
}

export function refuse(context: Resolving, keyPath: KeyPath, reason: string): void {
  context.issues.push(`${context.at(keyPath)}: ${reason}`);
}

/** The same, one level down. */
export function within(context: Resolving, keyPath: KeyPath): Resolving {
  return { ...context, at: (rest) => context.at([...keyPath, ...rest]) };
}
