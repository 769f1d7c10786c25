import { fail } from "../../problem/Problem.ts";
import type { Labels } from "../Frame.ts";
import { BodyFrame } from "./BodyFrame.ts";
import type { BodySink } from "./BodyScanner.ts";
import type { ByteBuffer } from "./ByteBuffer.ts";
import { DEFAULT_CAPS, type DecodeOptions } from "./DecodeOptions.ts";
import { GridColumn, type FinishedColumn } from "./GridColumn.ts";
import { readHistogram } from "./readHistogram.ts";
import { readLabels } from "./readLabels.ts";
import { parseSampleText } from "./sampleText.ts";

/** One item of `result`; `column` for a range query, the raw members for an instant one. */
export interface RawSeries {
  readonly labels: Labels;
  readonly isClean: boolean;
  readonly column?: FinishedColumn;
  readonly members: ReadonlyMap<string, unknown>;
}

/** Where and how the answer's shape is not the API's; the first one found counts. */
export interface ShapeError {
  readonly path: string;
  readonly expected: string;
}

/** Collects what the scanner finds. Shape errors wait until the body is known to be valid JSON. */
export class AnswerBuilder implements BodySink {
  envelope = new Map<string, unknown>();
  data = new Map<string, unknown>();
  hasData = false;
  hasResult = false;
  series: RawSeries[] = [];
  /** Items of `result` that are no objects: `[t, "v"]` of a scalar. */
  items: unknown[] = [];
  shapeError: ShapeError | undefined;
  readonly column: GridColumn | undefined;
  readonly #caps: typeof DEFAULT_CAPS;
  readonly #gridCount: number;
  #members = new Map<string, unknown>();
  #metricIsValidUtf8 = true;
  #sampleIndex = 0;

  constructor(options: DecodeOptions) {
    this.#caps = { ...DEFAULT_CAPS, ...options.caps };
    this.column = options.grid && new GridColumn(options.grid);
    this.#gridCount = options.grid?.count ?? 0;
  }

  open(frame: BodyFrame): void {
    this.#sampleIndex = 0;
    if (frame === BodyFrame.envelope) return;
    if (frame === BodyFrame.data) {
      this.hasData = true;
      this.data = new Map();
      this.#clearResult(false);
    } else if (frame === BodyFrame.result) this.#clearResult(true);
    else if (frame === BodyFrame.series) this.#openSeries();
    else if (frame === BodyFrame.values) this.#openMember("values");
    else this.#openMember("histograms");
  }

  /** `values` and `histograms` fill one column; a repeated member replaces the first. */
  #openMember(key: "values" | "histograms"): void {
    if (this.#members.has(key)) this.column?.restart();
    this.column?.beginMember();
    this.#members.set(key, true);
  }

  close(frame: BodyFrame): void {
    if (frame === BodyFrame.series) this.#closeSeries();
  }

  value(frame: BodyFrame, key: string, token: { json: unknown; isValidUtf8: boolean }): void {
    const { json } = token;
    if (frame === BodyFrame.root) this.shape("", "an object");
    else if (frame === BodyFrame.envelope) this.#envelopeMember(key, json);
    else if (frame === BodyFrame.data) this.#dataMember(key, json);
    else if (frame === BodyFrame.result) this.items.push(json);
    else if (frame === BodyFrame.values) this.#gridSample(json);
    else if (frame === BodyFrame.histograms) this.#gridHistogram(json);
    else {
      if (key === "metric") this.#metricIsValidUtf8 = token.isValidUtf8;
      this.#members.set(key, json);
    }
  }

  samples(buffer: ByteBuffer, at: number): number {
    const before = this.column?.sampleCount ?? 0;
    const end = this.column ? this.column.readMany(buffer, at) : at;
    this.#countSamples((this.column?.sampleCount ?? 0) - before);
    return end;
  }

  /** Notes the first wrong place, as a JSON path. */
  shape(path: string, expected: string): void {
    this.shapeError ??= { path: path || "$", expected };
  }

  #clearResult(hasResult: boolean): void {
    this.hasResult = hasResult;
    this.series = [];
    this.items = [];
    this.data.delete("result");
  }

  #envelopeMember(key: string, json: unknown): void {
    this.envelope.set(key, json);
    if (key !== "data") return;
    this.hasData = false;
    this.data = new Map();
    this.#clearResult(false);
    if (json !== null) this.shape("data", "an object");
  }

  #dataMember(key: string, json: unknown): void {
    if (key === "result") this.#clearResult(json === null);
    this.data.set(key, json);
  }

  #openSeries(): void {
    const { series, cells } = this.#caps;
    const count = this.series.length + 1;
    if (count > series) {
      throw fail("TOO_LARGE", {
        source: "upstream",
        detail: `More than ${series.toLocaleString("en")} series.`,
      });
    }
    if (count * this.#gridCount > cells) {
      const detail = `More than ${cells.toLocaleString("en")} places for samples: ${count} series × ${this.#gridCount} steps.`;
      throw fail("TOO_LARGE", { source: "upstream", detail });
    }
    this.#members = new Map();
    this.#metricIsValidUtf8 = true;
    this.column?.begin();
  }

  #closeSeries(): void {
    const members = this.#members;
    const path = `data.result[${this.series.length}]`;
    const read = readLabels(members.get("metric"), this.#metricIsValidUtf8);
    if (!read) this.shape(`${path}.metric`, "an object of strings");
    if (this.column && !members.has("values") && !members.has("histograms")) {
      this.shape(`${path}.values`, "an array of samples");
    }
    for (const key of this.column ? ["values", "histograms"] : []) {
      const member = members.get(key);
      if (member !== true && member !== undefined && member !== null)
        this.shape(`${path}.${key}`, "an array");
    }
    const column = this.column?.finish();
    this.series.push({
      labels: read?.labels ?? {},
      isClean: read?.isClean ?? true,
      ...(column ? { column } : {}),
      members,
    });
  }

  #gridSample(json: unknown): void {
    const path = `data.result[${this.series.length}].values[${this.#sampleIndex}]`;
    const [time, text] = Array.isArray(json) ? (json as unknown[]) : [];
    const value = typeof text === "string" ? parseSampleText(text) : undefined;
    if (typeof time !== "number") this.shape(path, "[seconds, text]");
    else if (value === undefined) this.shape(`${path}[1]`, "a number as text");
    else this.column?.add(Math.round(time * 1000), value, text as string);
    this.#countSamples(1);
  }

  #gridHistogram(json: unknown): void {
    const path = `data.result[${this.series.length}].histograms[${this.#sampleIndex}]`;
    const [time, body] = Array.isArray(json) ? (json as unknown[]) : [];
    const histogram = readHistogram(body);
    if (typeof time !== "number") this.shape(path, "[seconds, histogram]");
    else if (typeof histogram === "string") this.shape(`${path}[1]${histogram}`, "a native histogram");
    else this.column?.addHistogram(Math.round(time * 1000), histogram);
    this.#countSamples(1);
  }

  #countSamples(count: number): void {
    this.#sampleIndex += count;
    if ((this.column?.sampleCount ?? 0) <= this.#caps.samples) return;
    throw fail("TOO_LARGE", {
      source: "upstream",
      detail: `More than ${this.#caps.samples.toLocaleString("en")} samples.`,
    });
  }
}
