import http from "node:http";

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** As they came: never inflated. */
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: () => Record<string, unknown>;
}

/** One request without anything added or undone: no redirect, no inflating, no header but Host and those given. */
export function exchange(
  url: string,
  { method = "GET", headers = {}, body, signal }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = http.request(url, {
      method,
      headers: { ...headers, ...length },
      agent: false,
      ...(signal && { signal }),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          text: bytes.toString(),
          json: () => JSON.parse(bytes.toString()) as Record<string, unknown>,
        });
      });
    });
    request.end(body);
  });
}

/** The same as a form POST. */
export function postForm(url: string, form: string, headers: Readonly<Record<string, string>> = {}) {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return exchange(url, { method: "POST", headers: { ...type, ...headers }, body: form });
}

/** A request of the app's own JSON API. */
export function sendJson(url: string, method: string, value?: unknown): Promise<Answer> {
  const body = value === undefined ? undefined : JSON.stringify(value);
  return exchange(url, {
    method,
    headers: { "x-sightglass": "1", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body }),
  });
}
