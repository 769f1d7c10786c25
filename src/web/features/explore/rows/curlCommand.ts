import { requestForm, requestPath, type AnyRequest } from "../../../lib/runner/requestForm.ts";

/** A text as one word of a POSIX shell: in single quotes nothing is special but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The request as a curl command against this server, which adds the credentials: the command holds none.
 * @param base origin and base path of this server, "http://127.0.0.1:8790"
 */
export function curlCommand(base: string, request: AnyRequest): string {
  const words = [...requestForm(request)].map(
    ([name, value]) => `--data-urlencode ${shellWord(`${name}=${value}`)}`,
  );
  return `curl -G ${shellWord(`${base}${requestPath(request)}`)} ${words.join(" ")}`;
}
