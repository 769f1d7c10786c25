import { goRound } from "../../domain/query/promql/goNumber.ts";
import { quote } from "../../domain/query/promql/goString.ts";
import { promDurationMs, promTimeSeconds } from "../../domain/time/promTime.ts";
import { EngineError } from "../EngineError.ts";
import type { TimeSpan } from "../store/MetricStore.ts";
import { parseGoInt } from "./goInt.ts";

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
    return readTimeMs(this.text(name), (reason) => invalidParameter(name, reason));
  }

  optionalTimeMs(name: string, absent: number): number {
    const text = this.text(name);
    if (text === "") return absent;
    return readTimeMs(text, (reason) =>
      invalidParameter(name, `invalid time value for '${name}': ${reason}`),
    );
  }

  /** Milliseconds, with fractions. */
  durationMs(name: string): number {
    return readDurationMs(this.text(name), (reason) => invalidParameter(name, reason));
  }

  /** Undefined when absent. */
  timeoutMs(): number | undefined {
    return this.text("timeout") === "" ? undefined : this.durationMs("timeout");
  }

  /** Undefined when absent, or when it leaves the choice to the engine (zero and below). */
  lookbackMs(): number | undefined {
    const text = this.text("lookback_delta");
    if (text === "") return undefined;
    const askedMs = readDurationMs(
      text,
      (reason) => new EngineError("bad_data", `error parsing lookback delta duration: ${reason}`),
    );
    return askedMs > 0 ? askedMs : undefined;
  }

  /** 0: no limit. */
  limit(): number {
    const text = this.text("limit");
    if (text === "") return 0;
    const limit = parseGoInt(text);
    if (typeof limit === "string")
      throw invalidParameter("limit", `strconv.Atoi: parsing ${quote(text)}: ${limit}`);
    if (limit < 0) throw invalidParameter("limit", "limit must be non-negative");
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

type Refuse = (reason: string) => EngineError;

function readTimeMs(text: string, refuse: Refuse): number {
  const seconds = promTimeSeconds(text);
  if (seconds === null) throw refuse(`cannot parse ${quote(text)} to a valid timestamp`);
  const whole = Math.trunc(seconds);
  return whole * 1000 + goRound((seconds - whole) * 1000);
}

function readDurationMs(text: string, refuse: Refuse): number {
  const ms = promDurationMs(text);
  if (ms === null) throw refuse(`cannot parse ${quote(text)} to a valid duration`);
  return ms;
}
