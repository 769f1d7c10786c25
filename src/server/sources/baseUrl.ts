import { isHostAllowed, isLoopbackHost } from "./addressPolicy.ts";

/** A checked base URL: the only thing from which addresses of a source are ever built. */
export interface BaseUrl {
  /** "https://observe.example.org" */
  readonly origin: string;
  /** "" or "/metrics/v1/prometheus/abc" */
  readonly prefix: string;
  /** As it was typed: the prefix, with its last slash if it has one. */
  readonly path: string;
  readonly isHttps: boolean;
  readonly isLoopback: boolean;
}

/** Why a URL is not taken; `isAddress` tells an address that is never allowed from a slip of the pen. */
export interface UrlFault {
  readonly reason: string;
  readonly isAddress: boolean;
}

/** Letters that need no decoding; a prefix with others would reach the upstream differently than it was read here. */
const PREFIX = /^(?:\/[\w.~!$&'()*+,=:@-]+)*$/;

const slip = (reason: string): UrlFault => ({ reason, isAddress: false });

/** Reads "https://host:port/prefix/"; answers what is wrong with it in words that name no part of a secret. */
export function parseBaseUrl(text: string, options: { allowPrivate: boolean }): BaseUrl | UrlFault {
  if (!URL.canParse(text)) return slip("is no URL; write https://host/prefix");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return slip("must begin with http:// or https://");
  if (url.username !== "" || url.password !== "") {
    return slip("holds a user name or password; give them in basic_auth or authorization");
  }
  if (url.search !== "" || url.hash !== "" || text.includes("?") || text.includes("#")) {
    return slip("must end with the path prefix, without ? or #");
  }
  const typed = typedPath(text);
  const prefix = typed.replace(/(?<!\/)\/+$/, "");
  if (!PREFIX.test(prefix) || /\/\.{1,2}(?:\/|$)/.test(prefix)) {
    return slip("has a path prefix with dot segments, empty segments or escapes; write it plainly");
  }
  if (!isHostAllowed(url.hostname, options.allowPrivate)) {
    return { reason: "is an address that is never contacted", isAddress: true };
  }
  return {
    origin: url.origin,
    prefix,
    path: typed.endsWith("/") ? `${prefix}/` : prefix,
    isHttps: url.protocol === "https:",
    isLoopback: isLoopbackHost(url.hostname),
  };
}

export function isFault(value: string | BaseUrl | UrlFault): value is UrlFault {
  return typeof value !== "string" && "reason" in value;
}

/** The path before `new URL()` tidies it up, so that "/a/../b" is seen. */
function typedPath(text: string): string {
  const rest = text.trim().replace(/^[a-z]+:[\\/]*/i, "");
  const slash = rest.search(/[\\/]/);
  return slash === -1 ? "" : rest.slice(slash);
}
