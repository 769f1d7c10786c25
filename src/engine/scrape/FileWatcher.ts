import { open, stat } from "node:fs/promises";
import { sniffFormat, SNIFFED_BYTES } from "../exposition/ExpositionFormat.ts";
import type { DumpStore } from "../store/DumpStore.ts";
import { loadDump } from "../store/loadDump.ts";
import type { RunWork, ScrapeTimers } from "./ScrapePorts.ts";

export interface FileWatcherOptions {
  /** Absolute. */
  readonly path: string;
  /** Of the file. */
  readonly maxBytes: number;
  /** Samples and series that weigh more are an error. */
  readonly memoryBytes: number;
  readonly run: RunWork;
  readonly timers: ScrapeTimers;
}

export interface FileStatus {
  /** When what is shown was loaded; undefined before. */
  readonly loadedMs: number | undefined;
  readonly loads: number;
  /** "line 17: …", or why it cannot be read; what was loaded before stays. Absent when all is well. */
  readonly error?: string;
}

interface FileLook {
  /** Changes with the content, as far as the file system tells. */
  readonly stamp: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

const POLL_MS = 1_000;
const READ_BYTES = 1024 ** 2;

/**
 * A dump, loaded at once and again whenever it changed and then held still for a poll. A broken one is told by its
 * line, and the last good content stays.
 */
export class FileWatcher {
  readonly #options: FileWatcherOptions;
  readonly #ending = new AbortController();
  #store: DumpStore | undefined;
  #cancelTimer: () => void = () => undefined;
  #seen = "";
  /** What was loaded or found broken last: not read again. */
  #judged = "";
  #error: string | undefined;
  #loadedMs: number | undefined;
  #loads = 0;

  constructor(options: FileWatcherOptions) {
    this.#options = options;
  }

  /** Undefined until the file could be loaded once; `status` says why. */
  get store(): DumpStore | undefined {
    return this.#store;
  }

  start(): void {
    void this.#poll(true);
  }

  close(): void {
    this.#cancelTimer();
    this.#ending.abort(new Error("the source was closed"));
  }

  status(): FileStatus {
    const error = this.#error;
    return { loadedMs: this.#loadedMs, loads: this.#loads, ...(error !== undefined && { error }) };
  }

  async #poll(isFirst: boolean): Promise<void> {
    try {
      const look = await this.#look();
      const isStill = isFirst || look.stamp === this.#seen;
      this.#seen = look.stamp;
      if (isStill && look.stamp !== this.#judged) await this.#load(look);
    } catch (cause) {
      // Gone for a moment while it is replaced, or for good: read again when it is back.
      this.#seen = "";
      this.#judged = "";
      this.#error = cause instanceof Error ? cause.message : "cannot be read";
    }
    if (this.#ending.signal.aborted) return;
    this.#cancelTimer = this.#options.timers.after(POLL_MS, () => void this.#poll(false));
  }

  async #look(): Promise<FileLook> {
    const found = await stat(this.#options.path).catch(failAsUnreadable);
    // A pipe would be waited for without end, and a device has none.
    if (!found.isFile()) throw new Error("it is not a file");
    const { ino, size, mtimeMs, ctimeMs } = found;
    const stamp = `${ino}:${size}:${mtimeMs}:${ctimeMs}`;
    return { stamp, bytes: size, modifiedMs: Math.floor(mtimeMs) };
  }

  async #load({ stamp, bytes, modifiedMs }: FileLook): Promise<void> {
    const { path, maxBytes, memoryBytes, run, timers } = this.#options;
    const { signal } = this.#ending;
    try {
      if (bytes > maxBytes) throw new Error(`file of more than ${maxBytes / 1024 ** 2} MiB`);
      const { chunks, tail } = await readChunks(path, maxBytes);
      // Written to meanwhile: what was read may be half of it.
      if ((await this.#look()).stamp !== stamp) return;
      const options = { format: sniffFormat(tail), untimedMs: modifiedMs, memoryBytes };
      const store = await run(loadDump(chunks, options), signal);
      if (signal.aborted) return;
      this.#store = store;
      this.#error = undefined;
      this.#loadedMs = timers.now();
      this.#loads += 1;
    } catch (cause) {
      this.#error = cause instanceof Error ? cause.message : "cannot be loaded";
    }
    this.#judged = stamp;
  }
}

async function readChunks(
  path: string,
  maxBytes: number,
): Promise<{ readonly chunks: readonly Uint8Array[]; readonly tail: Uint8Array }> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const file = await open(path).catch(failAsUnreadable);
  try {
    for (;;) {
      const { bytesRead, buffer } = await file
        .read(new Uint8Array(READ_BYTES), 0, READ_BYTES)
        .catch(failAsUnreadable);
      if (bytesRead === 0) break;
      total += bytesRead;
      if (total > maxBytes) throw new Error(`file of more than ${maxBytes / 1024 ** 2} MiB`);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return { chunks, tail: Buffer.concat(chunks.slice(-2)).subarray(-SNIFFED_BYTES) };
}

/** Without the path, which says how this machine is laid out. */
function failAsUnreadable(cause: unknown): never {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  throw new Error(`the file cannot be read (${code})`, { cause });
}
