import { createGunzip, type Gunzip } from "node:zlib";
import { problem, type Problem } from "../../domain/problem/Problem.ts";
import type { UpstreamLimits } from "./limits.ts";

const RATIO_FROM_BYTES = 1024 * 1024;

export interface InflaterEvents {
  data(chunk: Buffer): void;
  end(): void;
  failed(problem: Problem): void;
  /** The inflater has room again. */
  drained(): void;
}

/**
 * Inflates a gzip body (several members in a row are one body) under two caps, bytes and ratio, both counted as the
 * bytes come out, so that a bomb costs one chunk more than the cap.
 */
export class Inflater {
  readonly #gunzip: Gunzip;
  #in = 0;
  #out = 0;
  #isOver = false;

  constructor(limits: Pick<UpstreamLimits, "decodedBytes" | "inflateRatio">, events: InflaterEvents) {
    this.#gunzip = createGunzip({ chunkSize: 64 * 1024 });
    this.#gunzip.on("data", (chunk: Buffer) => {
      this.#out += chunk.length;
      const isBomb = this.#out > RATIO_FROM_BYTES && this.#out / this.#in > limits.inflateRatio;
      if (this.#out > limits.decodedBytes || isBomb) {
        this.destroy();
        events.failed(problem("TOO_LARGE", { bytes: this.#out, capBytes: limits.decodedBytes }));
      } else events.data(chunk);
    });
    this.#gunzip.on("end", () => this.#settle(() => events.end()));
    this.#gunzip.on("error", () =>
      this.#settle(() => events.failed(problem("BAD_ENCODING", { source: "upstream" }))),
    );
    this.#gunzip.on("drain", () => events.drained());
  }

  /** False: wait for `drained`. */
  write(chunk: Buffer): boolean {
    this.#in += chunk.length;
    return this.#isOver || this.#gunzip.write(chunk);
  }

  /** Is anything that came by `write` not inflated yet? */
  holdsBytes(): boolean {
    return this.#gunzip.writableLength > 0;
  }

  /** Bytes that came by `write` and are not inflated yet. */
  lagBytes(): number {
    return this.#gunzip.writableLength;
  }

  end(): void {
    if (!this.#isOver) this.#gunzip.end();
  }

  pause(): void {
    this.#gunzip.pause();
  }

  resume(): void {
    this.#gunzip.resume();
  }

  destroy(): void {
    this.#isOver = true;
    this.#gunzip.destroy();
  }

  #settle(act: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    act();
  }
}
