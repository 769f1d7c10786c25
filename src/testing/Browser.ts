/** As much of a browser as a sign-in needs: cookies by host and port, and redirects that are followed. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Walks until something is no redirect; answers it, and where it was found. */
  async walk(
    address: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ url: URL; response: Response; seen: readonly string[] }> {
    const seen: string[] = [];
    let url = new URL(address);
    for (let steps = 0; steps < 12; steps += 1) {
      seen.push(url.href);
      const response = await this.ask(url, headers);
      const location = response.headers.get("location");
      if (location === null) return { url, response, seen };
      url = new URL(location, url);
    }
    throw new Error(`too many redirects: ${seen.join(" ")}`);
  }

  /** One request, whose answer's cookies are kept. */
  async ask(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const cookies = this.cookiesOf(url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      headers: { ...headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/;\s*max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  cookiesOf(url: URL): Map<string, string> {
    const own = this.#cookies.get(url.host) ?? new Map<string, string>();
    this.#cookies.set(url.host, own);
    return own;
  }
}
