import { fail, ProblemError } from "../../problem/Problem.ts";
import type { Decoded, QueryResult, ResultMeta } from "../Frame.ts";
import { AnswerBuilder } from "./AnswerBuilder.ts";
import { BodyScanner } from "./BodyScanner.ts";
import type { DecodeOptions } from "./DecodeOptions.ts";
import { instantResult } from "./instantResult.ts";
import { problemFromEnvelope } from "./problemFromBody.ts";
import { rangeResult } from "./rangeResult.ts";
import { textsOf } from "./textsOf.ts";

/**
 * Decodes the body of `query` or `query_range` while it streams. `push` any number of pieces, then `finish` once.
 * Both throw `ProblemError`: BAD_JSON with the byte offset, BAD_SHAPE naming the JSON path, NOT_AN_API, TOO_LARGE,
 * or what an error envelope says.
 */
export class QueryDecoder {
  readonly #options: DecodeOptions;
  readonly #answer: AnswerBuilder;
  readonly #scanner: BodyScanner;

  constructor(options: DecodeOptions) {
    this.#options = options;
    this.#answer = new AnswerBuilder(options);
    this.#scanner = new BodyScanner(this.#answer, options);
  }

  /** Decoded bytes so far. */
  get bytes(): number {
    return this.#scanner.bytes;
  }

  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
  }

  finish(): Decoded {
    this.#scanner.finish();
    const answer = this.#answer;
    const { envelope } = answer;
    const isError = envelope.get("status") === "error";
    if (isError && !answer.hasResult) {
      throw new ProblemError(problemFromEnvelope(Object.fromEntries(envelope), { status: 200 }));
    }
    if (!isError && envelope.get("status") !== "success") answer.shape("status", "success or error");
    const result = this.#result();
    if (answer.shapeError || !result) {
      const { path, expected } = answer.shapeError ?? { path: "data", expected: "a result" };
      throw fail("BAD_SHAPE", { source: "upstream", detail: `Expected ${expected} at ${path}.` });
    }
    return { result, meta: this.#meta(result, isError) };
  }

  #result(): QueryResult | undefined {
    const answer = this.#answer;
    const { grid } = this.#options;
    if (!answer.hasData) answer.shape("data", "an object");
    else if (!answer.hasResult) answer.shape("data.result", "an array");
    if (answer.shapeError) return undefined;
    if (!grid || !answer.column) return instantResult(answer);
    if (answer.data.get("resultType") !== "matrix") answer.shape("data.resultType", "matrix");
    if (answer.items.length > 0) answer.shape("data.result[0]", "an object");
    return rangeResult(answer, answer.column, grid);
  }

  #meta(result: QueryResult, isError: boolean): ResultMeta {
    const { envelope, column } = this.#answer;
    const warnings = textsOf(envelope.get("warnings"));
    if (isError) warnings.unshift(...textsOf(envelope.get("error")));
    const counts = countsOf(result);
    return {
      warnings,
      infos: textsOf(envelope.get("infos")),
      // VictoriaMetrics marks answers of a cluster with a missing node so; status "error" with data is F35.
      isPartial: isError || envelope.get("isPartial") === true,
      seriesCount: counts.series,
      sampleCount: column?.sampleCount ?? counts.samples,
      bytes: this.#scanner.bytes,
    };
  }
}

function countsOf(result: QueryResult): { series: number; samples: number } {
  switch (result.kind) {
    case "range":
      return { series: result.series.length, samples: 0 };
    case "vector":
      return { series: result.rows.length, samples: result.rows.length };
    case "matrix":
      return {
        series: result.rows.length,
        samples: result.rows.reduce((sum, row) => sum + row.samples.length, 0),
      };
    case "scalar":
    case "string":
      return { series: 1, samples: 1 };
  }
}
