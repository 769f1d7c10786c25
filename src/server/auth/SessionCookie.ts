import type { IncomingMessage } from "node:http";

export interface CookieRules {
  /** Do people reach us by https? */
  readonly isHttps: boolean;
  /** "" or "/sightglass" */
  readonly basePath: string;
}

/**
 * A cookie of ours. Under https it is `__Host-…`: never sent without TLS, set by nobody but this very host, and so
 * always of the whole host. Its name therefore tells the base path, or two Sightglasses of one host would sign each
 * other's people out. On http, which is loopback only, browsers take no such name.
 */
export class SessionCookie {
  readonly name: string;
  readonly #attributes: string;

  /** `sameSite`: Lax where a page elsewhere leads back to us and the cookie must come with it. */
  constructor(base: string, { isHttps, basePath }: CookieRules, sameSite: "Strict" | "Lax" = "Strict") {
    const place = basePath.replaceAll("/", ".");
    this.name = `${isHttps ? "__Host-" : ""}${base}${place}`;
    this.#attributes = `Path=/; HttpOnly; ${isHttps ? "Secure; " : ""}SameSite=${sameSite}`;
  }

  /** The value that was sent; undefined where there is none, or more than one (somebody planted the other). */
  read({ headers }: Pick<IncomingMessage, "headers">): string | undefined {
    const { cookie } = headers;
    if (cookie === undefined) return undefined;
    const found = cookie
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${this.name}=`));
    return found.length === 1 ? found[0]?.slice(this.name.length + 1) : undefined;
  }

  /** The header `Set-Cookie`. Without `maxAgeS` it ends with the browser. */
  set(value: string, maxAgeS?: number): string {
    const age = maxAgeS === undefined ? "" : `; Max-Age=${maxAgeS}`;
    return `${this.name}=${value}; ${this.#attributes}${age}`;
  }

  clear(): string {
    return this.set("", 0);
  }
}
