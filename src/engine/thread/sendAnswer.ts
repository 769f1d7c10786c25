import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { finished, type Writable } from "node:stream";
import { constants, createGzip } from "node:zlib";
import { cutNotes } from "../api/cutNotes.ts";
import { JsonText, jsonText } from "../api/JsonText.ts";
import type { ApiAnswer } from "../api/Operation.ts";
import { EngineError } from "../EngineError.ts";

/** Below this an answer goes out as it is: compressing costs more than it saves. */
const GZIP_FROM_UNITS = 4_096;
/** How long writing may keep the thread before others get a turn. */
const SLICE_MS = 4;

/**
 * Writes an answer in Prometheus' envelope while its JSON is made, as fast as the reader takes it. Resolves when
 * everything is handed over, or the reader has left.
 */
export async function sendAnswer(
  answer: ApiAnswer,
  response: ServerResponse,
  acceptsGzip: boolean,
): Promise<void> {
  const chunks: string[] = [];
  const json = new JsonText((chunk) => chunks.push(chunk));
  json.add('{"status":"success","data":');
  const work = answer.writeData(json);
  let out: Writable | undefined;
  let sliceEndMs = performance.now() + SLICE_MS;
  for (let isDone = false; !isDone;) {
    isDone = work.next().done === true;
    if (isDone) {
      json.add(notesText(answer));
      json.flush();
    }
    const text = takeAll(chunks);
    if (text !== "") {
      out ??= begin(response, acceptsGzip && (!isDone || text.length >= GZIP_FROM_UNITS));
      if (!out.write(text)) await drained(out);
    }
    if (response.destroyed) return;
    if (performance.now() >= sliceEndMs) {
      await new Promise((resolve) => setImmediate(resolve));
      sliceEndMs = performance.now() + SLICE_MS;
    }
  }
  out?.end();
}

export function sendError(error: unknown, response: ServerResponse): void {
  const known =
    error instanceof EngineError ? error : new EngineError("internal", "the engine failed on this request");
  const text = `{"status":"error","errorType":"${known.type}","error":${jsonText(known.message)}}`;
  response.writeHead(known.status, { "content-type": "application/json" }).end(text);
}

function begin(response: ServerResponse, isGzip: boolean): Writable {
  response.writeHead(200, {
    "content-type": "application/json",
    ...(isGzip && { "content-encoding": "gzip" }),
  });
  if (!isGzip) return response;
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  gzip.pipe(response);
  finished(response, () => gzip.destroy());
  return gzip;
}

/** A reader that left drains nothing any more. */
async function drained(out: Writable): Promise<void> {
  const left = new AbortController();
  const stop = finished(out, () => left.abort());
  try {
    await once(out, "drain", { signal: left.signal });
  } catch {
    // It left.
  } finally {
    stop();
  }
}

function takeAll(chunks: string[]): string {
  return chunks.splice(0).join("");
}

function notesText({ warnings = [], infos = [] }: ApiAnswer): string {
  const text = (key: string, notes: readonly string[]) =>
    notes.length === 0 ? "" : `,"${key}":[${notes.map(jsonText).join(",")}]`;
  return `${text("warnings", cutNotes(warnings, "warning"))}${text("infos", cutNotes(infos, "info"))}}`;
}
