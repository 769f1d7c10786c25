import { hashOf, randomText } from "../../server/auth/secretText.ts";
import { linkKey } from "../../server/shares/linkKeys.ts";
import { LinkTokens } from "../../server/shares/LinkTokens.ts";
import type { Change } from "../../server/store/Change.ts";
import type { ShareDocument, Store } from "../../server/store/Store.ts";
import { aBoard, aPanel } from "../../domain/panel/boardSamples.test-util.ts";
import { OTHERS, OWN } from "./askers.ts";

/** Whose thing is asked for: nobody's (it does not exist), one's own, or somebody else's on sources of others. */
export type Owner = "none" | "own" | "other" | "expired" | "withdrawn";

/** A thing in the store, as routes name it. */
export interface Thing {
  /** What stands in the path. */
  readonly params: Readonly<Record<string, string>>;
  /** For bodies. */
  readonly rev: number;
  readonly document: unknown;
  readonly sources: typeof OWN | typeof OTHERS;
  /** What is kept of it now, as text. */
  readonly kept: () => Promise<string>;
}

/** Well formed, and nobody's. */
const NO_ID = "A".repeat(22);
const KEY = "a key for the matrix";
export const linkKeys = [linkKey(KEY)] as const;
const tokens = new LinkTokens(linkKeys);

export const NOTHING: Thing = {
  params: {
    board: NO_ID,
    panel: NO_ID,
    share: NO_ID,
    id: NO_ID,
    token: tokens.mint().token,
    letter: "A",
    name: "customer",
  },
  rev: 1,
  document: {},
  sources: OWN,
  kept: () => Promise.resolve(""),
};

interface Place {
  readonly store: Store;
  readonly owner: Owner;
  readonly personId: string;
}

const CHOICE = { kind: "label", label: "job", selector: "" } as const;
const sourcesOf = (owner: Owner) => (owner === "other" ? OTHERS : OWN);

export async function aKeptBoard({ store, owner, personId }: Place, isDeleted: boolean): Promise<Thing> {
  const change: Change = { personId, by: personId, atMs: Date.now() };
  const sources = sourcesOf(owner);
  const choice = { ...CHOICE, sourceId: sources.metrics };
  const customer = { name: "customer", label: "Customer", choice, isMulti: false, initial: ["a"] };
  const { id } = await store.boards.create(aBoard({ variables: [customer] }), change);
  const place = { boardId: id, width: 6, height: 6 };
  const panel = await store.panels.create(aPanel(sources.metrics, "up"), place, change);
  const row = await store.boards.get(id);
  if (isDeleted) await store.boards.remove(id, change);
  return {
    ...NOTHING,
    params: { ...NOTHING.params, board: id, panel: panel.id },
    rev: row?.rev ?? 0,
    document: row?.board,
    sources,
    kept: async () =>
      JSON.stringify([
        await store.boards.get(id),
        await store.panels.get(panel.id),
        await store.panels.ofBoard(id),
      ]),
  };
}

export async function aKeptPanel({ store, owner, personId }: Place, isDeleted: boolean): Promise<Thing> {
  const board = await aKeptBoard({ store, owner, personId }, false);
  const id = board.params["panel"] ?? "";
  const row = await store.panels.get(id);
  if (isDeleted) await store.panels.remove(id, { personId, by: personId, atMs: Date.now() });
  return { ...board, rev: row?.rev ?? 0, document: row?.panel };
}

export async function aKeptToken({ store, owner, personId }: Place): Promise<Thing> {
  const atMs = Date.now();
  const times = { createdMs: atMs, expiresMs: atMs + 3_600_000 };
  const { id } = await store.tokens.create(
    { hash: hashOf(randomText()), personId, label: "t", sources: null, ...times },
    { personId, by: personId, atMs },
  );
  const kept = async () => JSON.stringify(await store.tokens.get(id));
  return { ...NOTHING, params: { ...NOTHING.params, id }, sources: sourcesOf(owner), kept };
}

const RANGE = { from: "2026-11-21T10:00:00Z", to: "2026-11-21T11:00:00Z" };
const FROZEN_PANEL = "panel-1234";
const part = (gzip: Uint8Array) => ({
  panelId: FROZEN_PANEL,
  letter: "A",
  plan: "start=1&end=2&step=1",
  contentType: "application/json",
  gzip,
  warnings: 0,
  notes: [],
});

/** Own: a frozen one, such as a viewer makes unless it is for anyone. Somebody else's: a live one for people who sign in. */
export async function aKeptLink(
  { store, owner, personId }: Place,
  { gzip, isForAnyone }: { readonly gzip: Uint8Array; readonly isForAnyone: boolean },
): Promise<Thing & { readonly params: { readonly token: string } }> {
  const atMs = Date.now();
  const isLive = owner === "other";
  const board = await aKeptBoard({ store, owner, personId }, false);
  const boardId = board.params["board"] ?? "";
  const document: ShareDocument = {
    kind: isLive ? "live" : "frozen",
    view: { page: "board", boardId, range: RANGE, variables: {} },
    audience: isForAnyone && !isLive ? "anyone" : "signed-in",
    showsQuery: false,
    label: "Link",
    zone: "UTC",
    plotPx: 960,
    range: RANGE,
    panels: isLive ? [] : [{ id: FROZEN_PANEL, panel: aPanel(board.sources.metrics, "up") }],
    name: "Health",
    board: { items: [], choices: [] },
    languages: {},
  };
  const { token, secretHash, sealed } = tokens.mint();
  const expiresMs = owner === "expired" ? atMs - 1 : atMs + 86_400_000;
  const change = { personId, by: personId, atMs };
  const more = { secretHash, sealed, expiresMs, parts: isLive ? [] : [part(gzip)] };
  const { id } = await store.shares.create(document, more, change);
  if (owner === "withdrawn") await store.shares.revoke(id, change);
  // How often it was opened is no part of it.
  const kept = async () => JSON.stringify({ ...(await store.shares.get(id)), opened: 0, lastOpenedMs: 0 });
  const panel = isLive ? (board.params["panel"] ?? "") : FROZEN_PANEL;
  return { ...board, params: { ...NOTHING.params, share: id, panel, token }, kept };
}
