import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import type { AnswerSchema } from "./api.ts";
import { withBase } from "./basePath.ts";
import { problemOfAnswer } from "./toProblem.ts";

export interface UploadOptions<T> {
  /** Below the base, with its query. */
  readonly path: string;
  readonly body: Blob;
  readonly answer: Promise<AnswerSchema<T>>;
  readonly signal: AbortSignal;
  /** Share of the body that has been sent, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The request itself: `fetch` does not say how much of a body has gone. */
function send({ path, body, signal, onProgress }: UploadOptions<unknown>): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (settle: () => void) => () => {
      signal.removeEventListener("abort", stop);
      settle();
    };
    request.upload.addEventListener(
      "progress",
      ({ loaded, total }) => total > 0 && onProgress(loaded / total),
    );
    request.addEventListener(
      "load",
      end(() => resolve(request)),
    );
    request.addEventListener(
      "error",
      end(() => reject(fail("OFFLINE"))),
    );
    request.addEventListener(
      "abort",
      end(() => reject(signal.reason)),
    );
    signal.addEventListener("abort", stop);
    request.open("POST", withBase(path));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "text/plain");
    request.setRequestHeader("X-Sightglass", "1");
    request.send(body);
  });
}

/** Sends a text to one of our own routes. Throws ProblemError, or what the signal was aborted with. */
export async function uploadText<T>(options: UploadOptions<T>): Promise<T> {
  options.signal.throwIfAborted();
  const request = await send(options);
  const requestId = request.getResponseHeader("x-request-id") ?? "";
  const json = parseJson(request.responseText);
  if (request.status < 200 || request.status > 299)
    throw new ProblemError(problemOfAnswer(request.status, json, requestId));
  const parsed = (await options.answer).safeParse(json);
  if (parsed.success) return parsed.data;
  throw fail("INTERNAL", { detail: "The file was taken, but the answer has an unknown shape.", requestId });
}
