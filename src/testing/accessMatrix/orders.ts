import type { DeclaredRoute } from "../../server/auth/access.ts";
import { aBoard, aPanel } from "../../domain/panel/boardSamples.test-util.ts";
import { PASSWORD } from "../signInApp.ts";
import type { Owner, Thing } from "./things.ts";

interface Order {
  readonly thing: Thing;
  readonly owner: Owner;
  /** A text that was not there before. */
  readonly fresh: string;
  readonly origin: string;
}

const sourceOf = ({ owner, thing }: Pick<Order, "thing" | "owner">): string =>
  owner === "none" ? "nobody" : thing.sources.metrics;
const rangeMs = () => ({ startMs: Date.now() - 3_600_000, endMs: Date.now() });
const draft = ({ fresh, origin }: Order) => ({
  name: fresh,
  kind: "prometheus",
  url: origin,
  auth: { type: "none" },
});
const range = { from: "now-1h", to: "now" };

/** A body with which a route does what it is for, where whoever asks may. */
const BODIES: Readonly<Record<string, (order: Order) => unknown>> = {
  "POST /api/boards": ({ thing }) => ({ board: aBoard(), copyOf: thing.params["board"] }),
  "PUT /api/boards/:board": ({ thing }) => ({
    rev: thing.rev,
    board: { ...aBoard(), ...(thing.document as object) },
  }),
  "POST /api/boards/:board/variables/:name": () => ({ variables: {}, ...rangeMs() }),
  "POST /api/links/:token/panels/:panel/queries/:letter": () => ({ plotPx: 700 }),
  "POST /api/panels": (order) => ({
    boardId: order.thing.params["board"],
    panel: aPanel(sourceOf(order), "up"),
  }),
  "PUT /api/panels/:panel": ({ thing }) => ({
    rev: thing.rev,
    panel: { ...aPanel("stage", "up"), ...(thing.document as object) },
  }),
  "POST /api/panels/:panel/move": ({ thing }) => ({ boardId: thing.params["board"] }),
  "POST /api/panels/:panel/copy": ({ thing }) => ({ boardId: thing.params["board"] }),
  "POST /api/panels/:panel/queries/:letter": () => ({
    plotPx: 700,
    zone: "UTC",
    variables: {},
    ...rangeMs(),
  }),
  "POST /api/people": ({ fresh }) => ({ name: fresh, role: "viewer", password: PASSWORD, sources: null }),
  "PUT /api/people/:id": ({ thing }) => thing.document,
  "POST /api/shares": ({ thing }) => ({
    kind: "live",
    view: { page: "board", boardId: thing.params["board"], range, variables: {} },
    time: "relative",
    audience: "signed-in",
    showsQuery: false,
    label: "Link",
    days: 1,
    plotPx: 700,
    zone: "UTC",
  }),
  "PUT /api/shares/:share": () => ({ label: "Renamed", days: 30 }),
  "POST /api/sources": draft,
  "PUT /api/sources/:id": draft,
  "POST /api/sources/test": (order) => ({ draft: draft(order) }),
  "POST /api/tokens": (order) => ({ label: "t", sources: [sourceOf(order)], days: 1 }),
};

/** What stands behind the path, of a route that asks for something in its address. */
export function searchOf(name: string, order: Pick<Order, "thing" | "owner">): string {
  return name === "GET /api/panels" ? `?metric=up&source=${sourceOf(order)}` : "";
}

export interface Sent {
  readonly type: string;
  readonly body: string;
}

/** What is sent with a request of this route. */
export function bodyOf({ method, url, access }: DeclaredRoute, order: Order): Sent {
  if (access === "own-file") return { type: "text/plain", body: "up 1\n" };
  if (access === "data")
    return { type: "application/x-www-form-urlencoded", body: method === "POST" ? "query=up" : "" };
  const type = "application/json";
  if (method !== "POST" && method !== "PUT") return { type, body: "" };
  return { type, body: JSON.stringify(BODIES[`${method} ${url}`]?.(order) ?? {}) };
}
