import { fail } from "../../../domain/problem/Problem.ts";
import { withBase } from "../basePath.ts";
import { requestForm, requestPath, requestUrl, type AnyRequest } from "./requestForm.ts";
import type { RawAnswer } from "./RunTypes.ts";

/** What the Response tab shows of a body; the whole of it is a file to save. */
const SHOWN_BYTES = 200_000;

/** Asks once more and gives the first 200 kB as they came. Throws ProblemError OFFLINE, or AbortError. */
export async function fetchRaw(request: AnyRequest, signal: AbortSignal): Promise<RawAnswer> {
  const response = await ask(request, signal);
  const contentType = response.headers.get("content-type") ?? "";
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let left = SHOWN_BYTES;
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || !value) break;
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
    if (left < 0) {
      await reader?.cancel();
      return { status: response.status, contentType, text, isCut: true };
    }
  }
  return { status: response.status, contentType, text: text + decoder.decode(), isCut: false };
}

async function ask(request: AnyRequest, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(withBase(requestPath(request)), {
      method: "POST",
      body: requestForm(request),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : fail("OFFLINE");
  }
}

/**
 * An address that gives the whole answer, for `<a href download={rawFileName(request)}>`: the browser writes it to a
 * file as it comes, however large (F29).
 */
export function rawAnswerUrl(request: AnyRequest): string {
  return withBase(requestUrl(request));
}

export function rawFileName({ kind, sourceId }: AnyRequest): string {
  return `${sourceId}-${kind}.json`;
}
