import type { BoardView } from "../contract/boards.ts";
import type { PanelView } from "../contract/panels.ts";
import type { OpenedLink, ShareCreation, SharedView, ShareRow } from "../contract/shares.ts";
import { defaultExplore, encodeExplore } from "../domain/link/exploreLink.ts";
import { type Answered, type BoardApp, NOW_MS, proxyAuth, startBoardApp } from "./boardApp.ts";
import { aBoard, aPanel } from "../domain/panel/boardSamples.test-util.ts";
import { json } from "./faultUpstream/behaviours.ts";
import { aSource } from "./faultUpstream/dataApp.ts";
import { type FaultUpstream, startFaultUpstream } from "./faultUpstream/FaultUpstream.ts";
import type { TestAppOptions } from "./startTestApp.ts";

export interface LinkApp extends BoardApp {
  /** Nobody that the proxy names. */
  readonly nobody: BoardApp["viewer"];
  /** As Ada, an editor, unless somebody else is given. */
  share(
    order: Partial<ShareCreation> & Pick<ShareCreation, "view">,
    as?: BoardApp["viewer"],
  ): Promise<Answered>;
  shared(order: Partial<ShareCreation> & Pick<ShareCreation, "view">): Promise<ShareRow & { path: string }>;
  open(path: string, as?: BoardApp["viewer"]): Promise<Answered & { readonly link: OpenedLink }>;
}

const USUAL = {
  kind: "live",
  time: "relative",
  audience: "signed-in",
  showsQuery: false,
  label: "For the shift",
  days: 30,
  plotPx: 700,
  zone: "UTC",
} as const;

/** Everything under `/api/links` for the path of a link. */
const apiOfLink = (path: string) => `/api/links/${path.slice("/s/".length)}`;

/** Boards with links; anybody may open those for anyone unless `allowsAnyone` is false. */
export async function startLinkApp({
  allowsAnyone = true,
  ...options
}: TestAppOptions & { allowsAnyone?: boolean } = {}): Promise<LinkApp> {
  const config = {
    host: "127.0.0.1",
    basePath: "",
    allowPrivate: true,
    auth: { ...proxyAuth, allowsPublicLinks: allowsAnyone },
    trustedProxies: ["127.0.0.1"],
  };
  const app = await startBoardApp({ config, ...options });
  const share: LinkApp["share"] = (order, as = app.editor) =>
    as("POST", "/api/shares", { ...USUAL, ...order });
  return {
    ...app,
    nobody: app.person("", ""),
    share,
    shared: async (order) => {
      const { status, text, body } = await share(order);
      if (status !== 201) throw new Error(text);
      return body as unknown as ShareRow & { path: string };
    },
    open: async (path, as = app.viewer) => {
      const answered = await as("GET", apiOfLink(path));
      return { ...answered, link: answered.body as unknown as OpenedLink };
    },
  };
}

export const DAY_MS = 86_400_000;
export const SOURCE = "secret-source";
export const LINES = "secret-lines";
export const EXPR = 'sum by (a) (rate(secret_metric{customer=~"$customer", secret="x"}[5m]))';
export const RANGE = { from: "now-1h", to: "now" };

/** A matrix of one value of a named metric, with a warning. */
export const matrix = (value: string) =>
  `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"secret_metric","a":"b"},"values":[[1,"${value}"]]}]},"warnings":["secret warning"]}`;
export const valueIn = ({ text }: Answered) => /"values":\[\[1,"([^"]*)"/.exec(text)?.[1];

export const queryPath = (path: string, panelId: string, letter = "A") =>
  `${apiOfLink(path)}/panels/${panelId}/queries/${letter}`;

export const exploreView = (expr = "secret_metric", sourceId = SOURCE): SharedView => ({
  page: "explore",
  state: encodeExplore({
    ...defaultExplore(sourceId),
    queries: [{ letter: "A", sourceId, expr, isHidden: false }],
  }),
});

/** A board of a stat that compares with yesterday, and a chart, on a source that answers as told. */
export interface LinkScene {
  readonly app: LinkApp;
  readonly upstream: FaultUpstream;
  /** The time of the server; a test may move it. */
  readonly clock: { nowMs: number };
  readonly panelId: string;
  readonly boardId: string;
  readonly board: SharedView;
  readonly panel: SharedView;
  /** A new panel of the query "first_secret_metric", on a board of its own. */
  anotherPanel(): Promise<{ readonly boardId: string; readonly panelId: string }>;
  /** The stat, of a link. */
  ask(path: string, body?: object, as?: BoardApp["viewer"]): Promise<Answered>;
  /** What the source was asked. */
  asked(): readonly URLSearchParams[];
  /** As at first. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startLinkScene(options: { allowsAnyone?: boolean } = {}): Promise<LinkScene> {
  const clock = { nowMs: NOW_MS };
  const upstream = await startFaultUpstream(json(matrix("2")));
  const source = aSource({ id: SOURCE, name: "Numbers", baseOrigin: upstream.origin, minStepMs: 15_000 });
  const lines = aSource({ id: LINES, name: "Lines", kind: "loki", baseOrigin: upstream.origin });
  const app = await startLinkApp({ ...options, sources: [source, lines], now: () => clock.nowMs });
  const values = [
    { value: "c-1", words: "Customer one" },
    { value: "c-2", words: "Customer two" },
  ];
  const choice = { kind: "list", values } as const;
  const customer = { name: "customer", label: "Customer", choice, isMulti: true, initial: [] };
  const made = await app.editor("POST", "/api/boards", { board: aBoard({ variables: [customer] }) });
  const boardId = (made.body as BoardView).id;
  const save = async (panel: unknown) =>
    ((await app.editor("POST", "/api/panels", { boardId, panel })).body as PanelView).id;
  const stat = { view: "stat", compareMs: DAY_MS, note: "Call the night shift" } as const;
  const panelId = await save(aPanel(SOURCE, EXPR, stat));
  await save(aPanel(SOURCE, "other_secret_metric"));
  const shown = { range: RANGE, variables: { customer: ["c-1"] } };
  return {
    app,
    upstream,
    clock,
    panelId,
    boardId,
    board: { page: "board", boardId, ...shown },
    panel: { page: "panel", panelId, ...shown },
    anotherPanel: async () => {
      const { body } = await app.editor("POST", "/api/boards", { board: aBoard() });
      const order = { boardId: (body as BoardView).id, panel: aPanel(SOURCE, "first_secret_metric") };
      const { id } = (await app.editor("POST", "/api/panels", order)).body as PanelView;
      return { boardId: order.boardId, panelId: id };
    },
    ask: (path, body = {}, as = app.viewer) => as("POST", queryPath(path, panelId), { plotPx: 700, ...body }),
    asked: () => upstream.requests.map(({ target }) => new URL(target, "http://x").searchParams),
    reset: () => {
      clock.nowMs = NOW_MS;
      upstream.behave(json(matrix("2")));
      upstream.requests.length = 0;
    },
    stop: async () => {
      await app.stop();
      await upstream.close();
    },
  };
}
