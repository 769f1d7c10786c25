import { goRound } from "../../domain/query/promql/goNumber.ts";
import { promDurationSeconds, promTimeSeconds } from "../../domain/time/promTime.ts";
import { EngineError } from "../EngineError.ts";
import type { TimeSpan } from "../store/MetricStore.ts";

/** Parameters of a request, read and refused as Prometheus does (web/api/v1/api.go), with its messages. */
export class ApiParams {
  readonly #fields: URLSearchParams;

  constructor(fields: URLSearchParams) {
    this.#fields = fields;
  }

  /** "" when absent; of a repeated one the first. */
  text(name: string): string {
    return this.#fields.get(name) ?? "";
  }

  all(name: string): readonly string[] {
    return this.#fields.getAll(name);
  }

  /** Epoch milliseconds. */
  timeMs(name: string): number {
    const text = this.text(name);
    const seconds = promTimeSeconds(text);
    if (seconds === null)
      throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
    const whole = Math.trunc(seconds);
    return whole * 1000 + goRound((seconds - whole) * 1000);
  }

  optionalTimeMs(name: string, absent: number): number {
    if (this.text(name) === "") return absent;
    try {
      return this.timeMs(name);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const reason = error.message.replace(/^[^:]*: /, "");
      throw invalidParameter(name, `invalid time value for '${name}': ${reason}`);
    }
  }

  /** Milliseconds; undefined when absent. */
  durationMs(name: string): number | undefined {
    const text = this.text(name);
    return text === "" ? undefined : this.requiredDurationMs(name);
  }

  requiredDurationMs(name: string): number {
    const text = this.text(name);
    const seconds = promDurationSeconds(text);
    if (seconds === null)
      throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
    return seconds * 1000;
  }

  /** 0: no limit. */
  limit(name: string): number {
    const text = this.text(name);
    if (text === "") return 0;
    if (!/^[+-]?\d+$/.test(text))
      throw invalidParameter(name, `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    const limit = Number(text);
    if (limit < 0) throw invalidParameter(name, "limit must be non-negative");
    return limit;
  }

  /** `start` and `end`, all time where they are absent. */
  span(): TimeSpan {
    return {
      startMs: this.optionalTimeMs("start", -Infinity),
      endMs: this.optionalTimeMs("end", Infinity),
    };
  }
}

export function invalidParameter(name: string, reason: string): EngineError {
  return new EngineError("bad_data", `invalid parameter "${name}": ${reason}`);
}
