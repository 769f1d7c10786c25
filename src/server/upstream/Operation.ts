/** How one parameter of an upstream's HTTP API is checked. `many`: may be repeated, and every value is kept. */
export interface ParameterRule {
  readonly name: string;
  /** `time` as Prometheus takes it, `logTime` as Loki does. */
  readonly type: "text" | "time" | "logTime" | "duration" | "count" | "flag" | "word" | "names";
  readonly many?: true;
  readonly required?: true;
}

export interface Operation<Name extends string = string> {
  readonly name: Name;
  /** Path under the source's prefix. "{label}" is the one segment that is not constant. */
  readonly path: string;
  /** Does the upstream take a form POST here? */
  readonly takesPost: boolean;
  /** Which of a source's two time limits counts. */
  readonly budget: "query" | "metadata";
  readonly parameters: readonly ParameterRule[];
}
