import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BoardView } from "../../../contract/boards.ts";
import type { PanelView } from "../../../contract/panels.ts";
import { aSource } from "../../../testing/faultUpstream/dataApp.ts";
import { hang, json, page, plain, redirect, reset } from "../../../testing/faultUpstream/behaviours.ts";
import { type FaultUpstream, startFaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";
import {
  anAsk,
  type Answered,
  type BoardApp,
  HOUR_MS,
  NOW_MS,
  startBoardApp,
} from "../../../testing/boardApp.ts";
import { aBoard, aPanel } from "../../../domain/panel/boardSamples.test-util.ts";

const SOURCE = "secret-source";
const EXPR = 'sum by (a) (rate(secret_metric{customer=~"$customer", secret="x"}[5m]))';
const LOGS = '{app="$customer"} |= "secret-line"';
const MATRIX =
  '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"secret_metric","a":"b"},"values":[[1,"2"]]}]},"warnings":["secret warning about secret_metric"],"infos":["secret info"]}';

let upstream: FaultUpstream;
let app: BoardApp;
let boardId: string;
let panelId: string;
let logPanelId: string;
const everything: string[] = [];

/** Keeps every byte that a reader received. */
async function seen(answered: Promise<Answered>): Promise<Answered> {
  const got = await answered;
  everything.push(JSON.stringify([...got.headers]), got.text);
  return got;
}
const viewer = (method: string, path: string, body?: unknown) => seen(app.viewer(method, path, body));
const ask = (more: Readonly<Record<string, unknown>> = {}, id = panelId) =>
  viewer("POST", `/api/panels/${id}/queries/A`, anAsk({ variables: { customer: ["a"] }, ...more }));

beforeAll(async () => {
  upstream = await startFaultUpstream(json(MATRIX));
  const source = aSource({
    id: SOURCE,
    name: "Measurements",
    baseOrigin: upstream.origin,
    minStepMs: 15_000,
  });
  const logs = aSource({ id: "secret-logs", name: "Lines", kind: "loki", baseOrigin: upstream.origin });
  app = await startBoardApp({ sources: [source, logs] });
  const choice = {
    kind: "label",
    sourceId: SOURCE,
    label: "secret_label",
    selector: "secret_metric",
  } as const;
  const customer = { name: "customer", label: "Customer", choice, isMulti: false, initial: [] };
  const made = await app.editor("POST", "/api/boards", { board: aBoard({ variables: [customer] }) });
  boardId = (made.body as BoardView).id;
  const save = async (panel: unknown) =>
    ((await app.editor("POST", "/api/panels", { boardId, panel })).body as PanelView).id;
  panelId = await save(aPanel(SOURCE, EXPR));
  logPanelId = await save(aPanel("secret-logs", LOGS, { view: "logs" }));
}, 30_000);
afterAll(async () => {
  await app.stop();
  await upstream.close();
});
beforeEach(() => {
  upstream.behave(json(MATRIX));
  upstream.requests.length = 0;
});
const asked = () => upstream.requests.map(({ target }) => new URL(target, "http://x").searchParams);

describe("I2 a viewer", () => {
  it("I2 opens boards and panels, and gets data without words", async () => {
    expect((await viewer("GET", "/api/boards")).body).toMatchObject({
      canEdit: false,
      boards: [{ id: boardId }],
    });
    const { body } = await viewer("GET", `/api/boards/${boardId}`);
    expect(body).toMatchObject({
      canEdit: false,
      panels: [{ letters: [{ letter: "A", kind: "range" }] }, { letters: [{ kind: "logs" }] }],
    });
    const got = await ask();
    expect(got.status).toBe(200);
    expect(got.body).toEqual({
      status: "success",
      data: {
        resultType: "matrix",
        result: [
          { metric: { __series__: expect.stringMatching(/^[\w-]{11}$/), a: "b" }, values: [[1, "2"]] },
        ],
      },
    });
    expect(got.headers.get("x-sightglass-plan")).toBe(`start=${NOW_MS - HOUR_MS}&end=${NOW_MS}&step=15000`);
    expect(got.headers.get("x-sightglass-warnings")).toBe("1");
    expect(asked().at(-1)?.get("query")).toBe(EXPR.replace("$customer", "a"));
  });

  it("I2 T6 is not told the name of a metric, which of a bare metric is the query; an editor is", async () => {
    const got = await ask();
    expect(got.text).not.toContain("__name__");
    const own = anAsk({ variables: { customer: ["a"] } });
    const { text } = await app.editor("POST", `/api/panels/${panelId}/queries/A`, own);
    expect(text).toContain('"__name__":"secret_metric"');
  });

  it("I3 chooses among the values of a label", async () => {
    upstream.behave(json('{"status":"success","data":["b","a",""]}'));
    const got = await viewer("POST", `/api/boards/${boardId}/variables/customer`, {
      variables: {},
      startMs: NOW_MS - HOUR_MS,
      endMs: NOW_MS,
    });
    expect(got.body).toEqual({ values: ["a", "b"], isCut: false });
    expect(upstream.requests[0]?.target).toContain("/api/v1/label/secret_label/values?");
    expect(asked()[0]?.get("match[]")).toBe("secret_metric");
  });

  it.each([
    ["an unknown choice", { variables: { other: ["a"] } }, "BAD_VARIABLE"],
    ["no choice where there must be one", { variables: {} }, "BAD_VARIABLE"],
    ["all where one is compared", { variables: { customer: [] } }, "BAD_VARIABLE"],
    ["a query of their own", { query: "up" }, "BAD_REQUEST"],
    ["a range that ends before it begins", { endMs: 1 }, "BAD_REQUEST"],
    ["a range that is no number", { startMs: "now" }, "BAD_REQUEST"],
  ])("T6 who sends %s is refused before anything is asked", async (_what, more, code) => {
    const got = await ask(more);
    expect([got.status, got.body["code"], upstream.requests.length]).toEqual([400, code, 0]);
  });

  it.each([
    [
      "a rejected query",
      json('{"status":"error","errorType":"bad_data","error":"parse error near secret_metric"}', 400),
    ],
    [
      "a failed one",
      json('{"status":"error","errorType":"execution","error":"secret_metric too many"}', 422),
    ],
    ["wrong credentials", plain("secret-source says no", 401)],
    ["a web page", page("<html><title>secret_metric</title></html>")],
    ["a redirect", redirect("https://secret-source.example/")],
    ["a reset", reset],
    ["an answer of another shape", json('{"status":"success","data":{"secret_metric":1}}')],
  ])("T6 is told no more of %s than that there is no data", async (_what, behaviour) => {
    upstream.behave(behaviour);
    const got = await ask({ startMs: NOW_MS - 2 * HOUR_MS - everything.length * 60_000 });
    expect(got.body).toMatchObject({ code: "PANEL_FAILED" });
    expect(got.body["detail"]).toBeUndefined();
    const own = await app.editor(
      "POST",
      `/api/panels/${panelId}/queries/A`,
      anAsk({ startMs: NOW_MS - 3 * HOUR_MS - everything.length * 60_000, variables: { customer: ["a"] } }),
    );
    expect(own.body["code"]).not.toBe("PANEL_FAILED");
  });

  it("I2 T6 may call what is declared for viewers, and nothing else", async () => {
    const own = new Set<string>();
    for (const { method, url, access, role } of app.app.routes) {
      if (!access.startsWith("own-") && access !== "data") continue;
      if (role === "anyone") continue;
      const path = url
        .replace(":board", boardId)
        .replace(":panel", panelId)
        .replace(":letter", "A")
        .replace(":id", SOURCE);
      if (role === "viewer") {
        own.add(`${method} ${url}`);
        continue;
      }
      if (!["GET", "POST", "PUT", "DELETE"].includes(method)) continue;
      const { status } = await viewer(method, path.replace("*", "query"), method === "GET" ? undefined : {});
      expect([method, url, status === 403 || status === 404]).toEqual([method, url, true]);
    }
    for (const route of [
      "GET /api/boards",
      "GET /api/boards/:board",
      "POST /api/boards/:board/variables/:name",
      "POST /api/panels/:panel/queries/:letter",
    ])
      expect(own).toContain(route);
    expect([...own].filter((route) => /panels|boards|sources/.test(route))).toHaveLength(4);
  });

  it.each(["/api/panels/unknown-panel/queries/A", "/api/panels/x/queries/A", "/api/panels/../queries/A"])(
    "T6 finds nothing at %s",
    async (path) => {
      expect((await viewer("POST", path, anAsk())).status).toBe(404);
    },
  );

  it("is noted once, however often the board is opened", async () => {
    await viewer("GET", `/api/boards/${boardId}`);
    await viewer("GET", `/api/boards/${boardId}`);
    const events = await app.store.audit.list({ objectId: boardId, limit: 50 });
    expect(events.filter(({ action, who }) => action === "view" && who === "Vera")).toHaveLength(1);
  });

  it("who leaves before the answer leaves no trace in the log, and frees the source", async () => {
    upstream.behave(hang);
    const left = new AbortController();
    const gone = fetch(`${app.url}/api/panels/${panelId}/queries/A`, {
      method: "POST",
      headers: {
        "x-user": "Vera",
        "x-groups": "viewer",
        "x-sightglass": "1",
        "content-type": "application/json",
      },
      body: JSON.stringify(anAsk({ startMs: NOW_MS - 9 * HOUR_MS, variables: { customer: ["b"] } })),
      signal: left.signal,
    }).catch(() => "gone");
    await upstream.untilRequests(1);
    left.abort();
    expect(await gone).toBe("gone");
    await upstream.untilOpen(0);
    expect(app.log.join("")).not.toContain("request failed");
  });

  it("I1 the last run and its reader are kept", async () => {
    expect((await ask()).status).toBe(200);
    await expect.poll(async () => (await app.store.panels.get(panelId))?.lastRun?.by).toBe("Vera");
  });
});

describe("S34", () => {
  it("S34 every route that gives readers data declares that it is bounded", () => {
    const data = app.app.routes.filter(
      ({ url, role }) => (role === "viewer" || role === "anyone") && /queries|variables/.test(url),
    );
    expect(data.map(({ url }) => url)).toContain("/api/panels/:panel/queries/:letter");
    for (const { url, asks } of data) expect([url, asks]).toEqual([url, "clamped"]);
    for (const { url, access, role } of app.app.routes)
      if (access === "data") expect([url, role]).toEqual([url, "editor"]);
  });

  it.each([
    ["a thousand years", { startMs: 0 }, 400 * 24],
    ["into the future", { endMs: NOW_MS + 1000 * 24 * HOUR_MS }, 1 + 1],
    ["long before", { startMs: 0, beforeMs: 24 * HOUR_MS }, 400 * 24],
  ])("S34 %s is cut to what is allowed", async (_what, more, mostHours) => {
    const got = await ask(more);
    expect(got.status).toBe(200);
    const params = asked().at(-1);
    const [start, end, step] = ["start", "end", "step"].map((name) => Number(params?.get(name)));
    const hours = ((end ?? 0) - (start ?? 0)) / 3600;
    expect(hours).toBeGreaterThan(0);
    expect(hours).toBeLessThanOrEqual(mostHours + (step ?? 0) / 3600);
    expect((end ?? 0) * 1000).toBeLessThanOrEqual(NOW_MS + 60_000);
    expect(((end ?? 0) - (start ?? 0)) / (step ?? 1)).toBeLessThanOrEqual(11_000);
  });

  it("S34 of lines at most 721 hours", async () => {
    upstream.behave(json('{"status":"success","data":{"resultType":"streams","result":[]}}'));
    expect((await ask({ startMs: 0 }, logPanelId)).status).toBe(200);
    const params = asked().find((one) => one.has("direction"));
    const [start, end] = ["start", "end"].map((name) => BigInt(params?.get(name)?.split(".")[0] ?? "0"));
    expect(Number((end ?? 0n) - (start ?? 0n)) / 3.6e12).toBeLessThanOrEqual(721.01);
    expect(Number(params?.get("limit"))).toBeLessThanOrEqual(5000);
  });

  it("readers within one step, with windows of about one size, are one call", async () => {
    // One with warnings serves nobody else.
    upstream.behave(json(MATRIX.replace(/,"warnings".*/, "}")));
    const asks = [0, 3_000, 7_000, 14_000].map((laterMs) =>
      ask({
        startMs: NOW_MS - 5 * HOUR_MS + laterMs,
        endMs: NOW_MS - 4 * HOUR_MS + laterMs,
        plotPx: 500 + laterMs / 100,
      }),
    );
    for (const { status } of await Promise.all(asks)) expect(status).toBe(200);
    expect(upstream.requests.map(({ target }) => target)).toHaveLength(1);
  });
});

it("I2 T6 no query, source or address is in anything that the viewer received", () => {
  expect(everything.length).toBeGreaterThan(60);
  const received = everything.join("\n");
  const address = upstream.origin.replace("http://", "");
  for (const secret of ["secret", "rate(", "sum by", address, SOURCE]) expect(received).not.toContain(secret);
});
