/** Ours or the connection's to set: a source's own headers never replace them. */
const RESERVED = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
]);

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]{0,4094}[\x21-\x7e])?$/;

/** What is wrong with an extra header, or undefined. Never quotes the value, which may be a secret. */
export function headerFault(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return "is no header name";
  if (RESERVED.has(name.toLowerCase()))
    return "cannot be set here; give credentials in authorization or basic_auth";
  if (!VALUE.test(value)) return "must be 1 to 4,096 printable ASCII characters";
  return undefined;
}
