/** How the embedded engine's thread is doing. Times in epoch milliseconds. */
export interface EngineHealth {
  /** How often it ended by itself since the process began. */
  readonly ends: number;
  readonly lastEnd: EngineEnd | undefined;
  /** When it is started again; undefined while it runs, or is not needed. */
  readonly startsMs: number | undefined;
}

export interface EngineEnd {
  readonly atMs: number;
  /** "ran out of memory": what the engine did, for the reader. */
  readonly reason: string;
}
