import http from "node:http";
import { gzipSync } from "node:zlib";
import type { DeclaredRoute } from "../../server/auth/access.ts";
import { json } from "../faultUpstream/behaviours.ts";
import { aSource } from "../faultUpstream/dataApp.ts";
import { startFaultUpstream } from "../faultUpstream/FaultUpstream.ts";
import { type SignInApp, startSignInApp } from "../signInApp.ts";
import { type Asker, CORE, makeAskers, OTHERS, OWN } from "./askers.ts";
import { bodyOf, searchOf } from "./orders.ts";
import {
  aKeptBoard,
  aKeptLink,
  aKeptPanel,
  aKeptToken,
  linkKeys,
  NOTHING,
  type Owner,
  type Thing,
} from "./things.ts";

/** What came of one request. */
export interface Cell {
  readonly url: string;
  readonly method: string;
  /** Undefined where the path has no such method. */
  readonly route: DeclaredRoute | undefined;
  readonly owner: Owner;
  readonly asker: Asker;
  readonly status: number;
  /** Without what differs from request to request. */
  readonly text: string;
  /** Is what is kept of the thing as it was? */
  readonly isKept: boolean;
}

export const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"];
const MATRIX =
  '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"2"]]}]}}';

const LABELS = '{"status":"success","data":["a","b"]}';

export interface World {
  readonly app: SignInApp;
  readonly cells: readonly Cell[];
  stop(): Promise<void>;
}

/** Every route with every method, as everybody, with things of everybody. */
export async function runMatrix(): Promise<World> {
  const upstream = await startFaultUpstream((socket, request) =>
    json(request.target.includes("/label") ? LABELS : MATRIX)(socket, request),
  );
  const all = [OWN, OTHERS].flatMap(({ metrics, lines }) => [
    aSource({ id: metrics, name: metrics, baseOrigin: upstream.origin }),
    aSource({ id: lines, name: lines, kind: "loki", baseOrigin: upstream.origin }),
  ]);
  const app = await startSignInApp(
    { allowsPublicLinks: true },
    { sources: all, logLevel: "error", linkKeys },
  );
  const scene = new Scene(app, upstream.origin);
  const { token } = (await scene.link("own", "nobody", true)).params;
  const askers = await makeAskers(app, token);
  const urls = [...new Set(app.app.routes.map(({ url }) => url))];
  // Everybody at once, each by themselves, so that nobody changes what another one looks at.
  const cells = await Promise.all(askers.map((asker) => scene.askAll(urls, asker)));
  const stop = async () => {
    scene.close();
    await app.stop();
    await upstream.close();
  };
  return { app, cells: cells.flat(), stop };
}

/** Of which things a path tells, or its body; a page shows the same whatever stands in its address. */
function ownersOf(url: string): readonly Owner[] {
  if (url.startsWith("/api/links/")) return ["none", "own", "other", "expired", "withdrawn"];
  const isOfThings =
    /^\/api\/.*:/.test(url) || ["boards", "panels", "shares", "tokens"].includes(url.slice(5));
  return isOfThings ? ["none", "own", "other"] : ["none"];
}

/** What stands in a path, or in the body. */
function kindOf(url: string): string {
  if (url.startsWith("/api/sources/:id")) return url.includes("/loki/") ? "source of lines" : "source";
  if (url.startsWith("/api/links/")) return "link for anyone";
  if (url.startsWith("/api/shares/")) return "link";
  if (url.startsWith("/api/tokens")) return "token";
  if (url.startsWith("/api/people/")) return url.endsWith("/shares") ? "leaver" : "person";
  const kind = url.startsWith("/api/panels/") ? "panel" : "board";
  return url.endsWith("/restore") ? `deleted ${kind}` : kind;
}

class Scene {
  readonly #app: SignInApp;
  readonly #origin: string;
  readonly #gzip = gzipSync(MATRIX);
  readonly #agent = new http.Agent({ keepAlive: true });
  /** What was made for an asker, as long as nobody changed it. */
  readonly #things = new Map<string, Thing>();
  #count = 0;

  constructor(app: SignInApp, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  link(owner: Owner, personId: string, isForAnyone: boolean) {
    return aKeptLink({ store: this.#app.store, owner, personId }, { gzip: this.#gzip, isForAnyone });
  }

  close(): void {
    this.#agent.destroy();
  }

  async askAll(urls: readonly string[], asker: Asker): Promise<readonly Cell[]> {
    const cells: Cell[] = [];
    for (const url of urls) {
      const routes = this.#app.app.routes.filter((one) => one.url === url);
      for (const owner of ownersOf(url)) {
        for (const method of METHODS) {
          const route = routes.find((one) => one.method === method);
          const isPlain = route === undefined || route.access === "page" || route.access === "health";
          if (isPlain && !CORE.has(asker.name)) continue;
          cells.push(await this.#cell({ url, method, route, owner, asker }));
        }
      }
    }
    return cells;
  }

  async #cell(at: Omit<Cell, "status" | "text" | "isKept">): Promise<Cell> {
    const { url, method, route, owner, asker } = at;
    const key = `${kindOf(url)} ${owner} ${asker.name}`;
    const thing = this.#things.get(key) ?? (await this.#thing(url, { owner, asker }));
    this.#things.set(key, thing);
    const mayChange = route !== undefined && method !== "GET" && method !== "HEAD";
    const keptNow = () => (mayChange ? thing.kept() : Promise.resolve(""));
    const fresh = `matrix-${(this.#count += 1)}`;
    const sent = bodyOf(route ?? { method, url, access: "own-write", role: "admin" }, {
      thing,
      owner,
      fresh,
      origin: this.#origin,
    });
    const before = await keptNow();
    const isEnding = url === "/api/session" && route !== undefined;
    const headers = { ...(isEnding ? await asker.again() : asker.headers), "x-sightglass": "1" };
    const path = pathOf(url, thing) + searchOf(`${method} ${url}`, { thing, owner });
    const { status, text } = await this.#send({ method, path, headers, ...sent });
    const isKept = (await keptNow()) === before;
    if (!isKept) this.#things.delete(key);
    return { ...at, status, text: text.replace(/"requestId":"[^"]*"/, ""), isKept };
  }

  async #thing(url: string, { owner, asker }: { owner: Owner; asker: Asker }): Promise<Thing> {
    const { store } = this.#app;
    if (owner === "none") return kindOf(url).startsWith("source") ? aSourceOf("nobody") : NOTHING;
    const personId = owner === "own" && asker.person ? asker.person.id : "somebody else";
    const place = { store, owner, personId };
    const { metrics, lines } = owner === "own" ? OWN : OTHERS;
    switch (kindOf(url)) {
      case "link for anyone":
        return await this.link(owner, personId, true);
      case "link":
        return await this.link(owner, personId, false);
      case "token":
        return await aKeptToken(place);
      case "person":
        return await this.#person(owner, asker);
      case "leaver":
        // Whose links end must not be anybody who asks here.
        return await this.#person("other", asker);
      case "source":
        return aSourceOf(metrics);
      case "source of lines":
        return aSourceOf(lines);
      case "panel":
      case "deleted panel":
        return await aKeptPanel(place, url.endsWith("/restore"));
      default:
        return await aKeptBoard(place, url.endsWith("/restore"));
    }
  }

  async #person(owner: Owner, { person }: Asker): Promise<Thing> {
    const one =
      owner === "own" && person ? person : await this.#app.person(`person-${(this.#count += 1)}`, "viewer");
    const { id, name, role, sources } = one;
    const kept = async () => JSON.stringify({ ...(await this.#app.store.people.get(id)), lastSeenMs: 0 });
    return { ...NOTHING, params: { ...NOTHING.params, id }, document: { name, role, sources }, kept };
  }

  #send({ method, path, headers, type, body }: Request): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const length = Buffer.byteLength(body);
      const request = http.request(this.#app.url + path, {
        method,
        agent: this.#agent,
        // A request without a body names no type.
        headers: { ...headers, ...(length > 0 && { "content-type": type }), "content-length": length },
      });
      request.on("response", (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
        });
      });
      request.on("error", reject);
      request.end(body);
    });
  }
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly type: string;
  readonly body: string;
}

const aSourceOf = (id: string): Thing => ({ ...NOTHING, params: { ...NOTHING.params, id } });

/** A path that the route answers: of sources with an operation that there is. */
function pathOf(url: string, { params }: Thing): string {
  const path = url.replaceAll(/:(\w+)/g, (_part, name: string) => params[name] ?? "x");
  if (url.endsWith("/loki/api/v1/*")) return path.replace("*", "labels");
  if (url.endsWith("/api/v1/*")) return `${path.replace("*", "query")}?query=up`;
  if (url === "/api/sources/files") return `${path}?name=matrix`;
  return path.replace("*", "x");
}
