import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CORE } from "../../testing/accessMatrix/askers.ts";
import { type Cell, METHODS, runMatrix, type World } from "../../testing/accessMatrix/runMatrix.ts";
import { matrixText } from "../../testing/accessMatrix/matrixText.ts";

let world: World;
beforeAll(async () => {
  world = await runMatrix();
}, 240_000);
afterAll(() => world.stop());

/** What whoever is not known may ask, besides pages and health. */
const PUBLIC = [
  "GET /api/session",
  "POST /api/session",
  "DELETE /api/session",
  "GET /api/links/:token",
  "POST /api/links/:token/panels/:panel/queries/:letter",
  // From this machine alone; see inbound.test.ts.
  "GET /metrics",
];
const FOR_VIEWERS = [
  ...PUBLIC,
  "PUT /api/session",
  "GET /api/boards",
  "GET /api/boards/:board",
  "POST /api/boards/:board/variables/:name",
  "POST /api/panels/:panel/queries/:letter",
  // One's own panels that wait; see panelWaits.test.ts.
  "GET /api/queue",
  // Of boards and panels, for people who sign in: see linkReaders.test.ts.
  "GET /api/shares",
  "POST /api/shares",
  "PUT /api/shares/:share",
  "DELETE /api/shares/:share",
];
/** What an editor whose sources are named may do with a board on another source: what a viewer may. */
const WITH_FOREIGN_BOARDS = [...FOR_VIEWERS, "GET /api/tokens"];
/** Somebody else's is as good as none (S07, S08), but for those who may manage everybody's. */
const PRIVATE = ["/api/shares/:share", "/api/tokens/:id", "/api/sources/:id"];

const API = /^\/(?:api|metrics)/;
const nameOf = ({ method, url }: Pick<Cell, "method" | "url">) => `${method} ${url}`;
const isDone = ({ status }: Cell) => status >= 200 && status < 300;
/** Told shortly, so that a failure says which. */
const told = (cells: readonly Cell[]) =>
  cells.map(
    (cell) => `${nameOf(cell)} ${cell.owner} as ${cell.asker.name}: ${cell.status} ${cell.text.slice(0, 80)}`,
  );
const declared = () => world.cells.filter(({ route, url }) => route !== undefined && API.test(url));

describe("G15 route × role × owner × method", () => {
  it("G15 every combination has its status in the reviewed table", async () => {
    const urls = new Set(world.app.app.routes.map(({ url }) => url));
    const core = world.cells.filter(({ asker }) => CORE.has(asker.name));
    const asked = new Set(core.map(({ asker, ...cell }) => `${nameOf(cell)} ${asker.name}`));
    expect([METHODS.length, CORE.size]).toEqual([9, 6]);
    expect(asked.size).toBe(urls.size * METHODS.length * CORE.size);
    await expect(matrixText(world.cells)).toMatchFileSnapshot("accessMatrix.golden.txt");
  });

  it("G15 nobody gets a fault", () => {
    expect(told(world.cells.filter(({ status }) => status >= 500 || status < 200))).toEqual([]);
  });

  it("S09 whoever is not known, or no longer, is asked to sign in, but for what is public", () => {
    const cells = declared().filter(
      ({ asker, status }) => asker.kind === "nobody" && status !== 401 && status !== 405,
    );
    expect(told(cells.filter((cell) => !PUBLIC.includes(nameOf(cell))))).toEqual([]);
    const links = cells.filter((cell) => cell.url.startsWith("/api/links/"));
    expect([...new Set(links.map(({ owner, status }) => `${owner} ${status}`))].toSorted()).toEqual([
      "expired 410",
      "none 404",
      "own 200",
      "withdrawn 410",
    ]);
  });

  it("T6 a viewer may call what is declared for viewers, and is refused the rest", () => {
    const cells = declared().filter(({ asker }) => asker.held === "viewer" && asker.kind === "person");
    const others = cells.filter((cell) => !FOR_VIEWERS.includes(nameOf(cell)));
    expect(told(others.filter(({ status }) => status !== 403 && status !== 405))).toEqual([]);
    for (const name of FOR_VIEWERS) expect(cells.filter((cell) => nameOf(cell) === name)).not.toEqual([]);
  });

  it("K1 a token asks its sources, and does nothing that a person does", () => {
    const cells = declared().filter(
      ({ asker, status }) => asker.kind === "token" && status !== 403 && status !== 405,
    );
    const others = cells.filter(
      ({ route, url }) => route?.access !== "data" && !/session|links|metrics/.test(url),
    );
    expect(told(others)).toEqual([]);
    // A link is for people, whatever it opens.
    const links = cells.filter(({ url }) => url.startsWith("/api/links/"));
    expect(told(links.filter(({ owner }) => owner !== "none"))).toEqual([]);
  });

  it("G15 what only an admin may is refused to everybody else", () => {
    const cells = declared().filter(({ route, url }) => route?.role === "admin" && url !== "/metrics");
    expect(told(cells.filter((cell) => cell.asker.held !== "admin" && isDone(cell)))).toEqual([]);
  });

  it("G15 a role is never refused what a lesser one may", () => {
    const of = (name: string) => declared().filter(({ asker }) => asker.name === name);
    const done = (name: string) =>
      new Set(
        of(name)
          .filter(isDone)
          .map((cell) => `${nameOf(cell)} ${cell.owner}`),
      );
    const [viewer, editor, admin] = [done("viewer"), done("editor"), done("admin")];
    expect([...viewer].filter((one) => !editor.has(one))).toEqual([]);
    expect([...editor].filter((one) => !admin.has(one))).toEqual([]);
  });

  it("S08 an editor does nothing with what asks sources of others", () => {
    const cells = declared().filter(({ asker, owner }) => asker.isBound && owner === "other");
    const others = cells.filter((cell) => isDone(cell) && !WITH_FOREIGN_BOARDS.includes(nameOf(cell)));
    // Lists hold one's own, and these are named after what stands in a body.
    expect(told(others.filter(({ url, method }) => method !== "GET" || /:/.test(url)))).toEqual([]);
  });

  it("S07 S08 somebody else's link, token or source answers as one that does not exist", () => {
    const cells = declared().filter(({ url }) => PRIVATE.some((start) => url.startsWith(start)));
    const others = cells.filter(({ asker, owner, url }) => {
      const mayAll = url.startsWith("/api/sources") ? !asker.isBound : asker.held === "admin";
      return owner === "other" && !mayAll;
    });
    expect(others.length).toBeGreaterThan(90);
    for (const other of others) {
      const none = cells.find(
        ({ url, method, owner, asker }) =>
          url === other.url && method === other.method && owner === "none" && asker === other.asker,
      );
      expect([nameOf(other), other.asker.name, other.status, withoutIds(other.text)]).toEqual([
        nameOf(other),
        other.asker.name,
        none?.status,
        withoutIds(none?.text ?? ""),
      ]);
      expect(isDone(other)).toBe(false);
    }
  });

  it("S08 lists hold what is one's own, and everything for an admin", () => {
    const holds = (name: string, url: string, text: string) =>
      declared().some(
        (cell) => cell.asker.name === name && nameOf(cell) === `GET ${url}` && cell.text.includes(text),
      );
    for (const [url, foreign] of [
      ["/api/shares", "somebody else"],
      ["/api/sources", "prod"],
    ] as const) {
      expect([url, holds("admin", url, foreign), holds("bound editor", url, foreign)]).toEqual([
        url,
        true,
        false,
      ]);
    }
    expect([holds("admin", "/api/shares", "Ed"), holds("editor", "/api/shares", "somebody else")]).toEqual([
      true,
      false,
    ]);
  });

  it("G15 what was refused is as it was", () => {
    expect(told(world.cells.filter((cell) => !isDone(cell) && !cell.isKept))).toEqual([]);
    expect(world.cells.filter(({ isKept }) => !isKept).length).toBeGreaterThan(30);
  });

  it("G15 a method that a path does not declare does nothing, whoever asks", () => {
    const cells = world.cells.filter(({ route, method }) => route === undefined && method !== "HEAD");
    expect(told(cells.filter(({ status }) => ![400, 401, 403, 404, 405].includes(status)))).toEqual([]);
  });

  it("G15 every route does what it is for, for somebody, with what is theirs", () => {
    const done = new Set(
      declared()
        .filter((cell) => isDone(cell) && ["own", "none"].includes(cell.owner))
        .map(nameOf),
    );
    const idle = [...new Set(declared().map(nameOf))].filter((name) => !done.has(name));
    // Configured sources are not changed, no engine reads files here, and nobody gave a password.
    expect(idle.filter((name) => !name.endsWith("/api/v1/*")).toSorted()).toEqual([
      "DELETE /api/sources/:id",
      "POST /api/session",
      "POST /api/sources/files",
      "PUT /api/session",
      "PUT /api/sources/:id",
    ]);
  });

  it("S05 a route that forgets its role keeps the server from being built", () => {
    expect(() =>
      world.app.app.fastify.get("/late", { config: { access: "own-read" } }, () => "open"),
    ).toThrow();
  });
});

/** The path that was asked for, and the ids in it. */
const withoutIds = (text: string): string =>
  text.replace(/"instance":"[^"]*"/, "").replaceAll(/stage|prod|nobody/g, "");
