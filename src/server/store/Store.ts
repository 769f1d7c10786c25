import type { Board, BoardItem } from "../../domain/panel/Board.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import type { QueryLanguage } from "../../domain/panel/QueryLanguage.ts";
import type { AuditStore, PeopleStore, SessionStore, TokenStore } from "./AccountStores.ts";
import type { Change, Stamp } from "./Change.ts";
import type { SharedView } from "../../contract/shares.ts";

/**
 * What is kept: panels, boards, links, people, sessions, tokens, and who did what. SQLite or PostgreSQL behind one
 * schema. A promise that is fulfilled has been committed (and synced) before; one that is rejected is a ProblemError
 * (STORE_BUSY, STORE_READ_ONLY, STORE_FAILED, EDIT_CONFLICT …) and nothing of it was written. Times are epoch milliseconds, given by
 * the caller; ids are 22 characters of base64url (128 random bits) unless they say otherwise.
 */
export interface Store {
  readonly panels: PanelStore;
  readonly boards: BoardStore;
  readonly shares: ShareStore;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly audit: AuditStore;
  /** Is it writable, and is its file whole? Told by /readyz and `doctor`. */
  health(): Promise<{ readonly isWritable: boolean; readonly reason?: string }>;
  close(): Promise<void>;
}

export interface PanelRow {
  readonly id: string;
  readonly boardId: string;
  readonly rev: number;
  readonly panel: Panel;
  readonly ownerId: string;
  readonly owner: string;
  readonly created: Stamp;
  readonly changed: Stamp;
  readonly lastRun: Stamp | undefined;
  readonly deleted: Stamp | undefined;
}

export interface PanelName {
  readonly id: string;
  readonly boardId: string;
  readonly name: string;
}

export interface Version<T> {
  readonly rev: number;
  readonly changed: Stamp;
  readonly document: T;
}

export interface PanelStore {
  /** Undefined: there is none, or it is deleted. */
  get(id: string): Promise<PanelRow | undefined>;
  ofBoard(boardId: string): Promise<readonly PanelRow[]>;
  /** What every panel is called, on whatever board; nothing else of it is read. */
  names(): Promise<readonly PanelName[]>;
  /** Every panel that may hold this text in one of its own: too many rather than too few. */
  mentioning(text: string): Promise<readonly PanelRow[]>;
  /** Makes it and puts it at the end of its board. */
  create(
    panel: Panel,
    place: { boardId: string; width: number; height: number },
    change: Change,
  ): Promise<PanelRow>;
  /**
   * EDIT_CONFLICT where `rev` is not the newest; its problem carries `conflict`: `mine` `{ rev, document }` and `theirs`
   * `{ rev, changed, document }`. The old version is kept.
   */
  update(id: string, edit: { rev: number; panel: Panel }, change: Change): Promise<PanelRow>;
  /** To the end of another board. */
  move(id: string, boardId: string, change: Change): Promise<PanelRow>;
  copy(id: string, boardId: string, change: Change): Promise<PanelRow>;
  /** Off its board and into the trash for 30 days; `restore` puts it at the end of its board. */
  remove(id: string, change: Change): Promise<void>;
  /** By this person, under this very key: the request is sent again. */
  wasRemoved(id: string, change: Change): Promise<boolean>;
  restore(id: string, change: Change): Promise<PanelRow>;
  /** Newest first. */
  versions(id: string): Promise<readonly Version<Panel>[]>;
  /** Notes that its queries ran; at most once a minute per panel is written. */
  ran(id: string, stamp: Stamp): Promise<void>;
}

export interface BoardRow {
  readonly id: string;
  readonly rev: number;
  readonly board: Board;
  readonly ownerId: string;
  readonly owner: string;
  readonly created: Stamp;
  readonly changed: Stamp;
  readonly deleted: Stamp | undefined;
}

export interface BoardStore {
  list(): Promise<readonly BoardRow[]>;
  get(id: string): Promise<BoardRow | undefined>;
  /** With the panels of `copyOf`, if given. */
  create(board: Board, change: Change, copyOf?: string): Promise<BoardRow>;
  /**
   * EDIT_CONFLICT, as above, where `rev` is not the newest. `items` may only name panels of this board (BAD_REQUEST);
   * those it leaves out go to the end. Panels that come and go count `rev` up too.
   */
  update(id: string, edit: { rev: number; board: Board }, change: Change): Promise<BoardRow>;
  /** With its panels, into the trash. */
  remove(id: string, change: Change): Promise<void>;
  /** By this person, under this very key: the request is sent again. */
  wasRemoved(id: string, change: Change): Promise<boolean>;
  restore(id: string, change: Change): Promise<BoardRow>;
  versions(id: string): Promise<readonly Version<Board>[]>;
  /** What was deleted in the last 30 days. */
  trash(
    nowMs: number,
  ): Promise<readonly { kind: "board" | "panel"; id: string; name: string; deleted: Stamp }[]>;
}

export interface ShareDocument {
  readonly kind: "live" | "frozen";
  readonly view: SharedView;
  readonly audience: "signed-in" | "anyone";
  readonly showsQuery: boolean;
  readonly label: string;
  readonly zone: string;
  readonly plotPx: number;
  /** Absolute for a frozen one. */
  readonly range: { readonly from: string; readonly to: string };
  /** Panels as they were when the link was made (frozen, or of Explore), by id. */
  readonly panels: readonly { readonly id: string; readonly panel: Panel }[];
  /** Of the board or panel; "" of Explore. */
  readonly name: string;
  /** How its board was laid out, and what was chosen, in the words of its readers. */
  readonly board: SharedBoard;
  /** What the queries of `panels` are written in, by source: it may be gone when the link is opened. */
  readonly languages: Readonly<Record<string, QueryLanguage>>;
}

export interface SharedBoard {
  readonly items: readonly BoardItem[];
  readonly choices: readonly { readonly label: string; readonly values: readonly string[] }[];
}

export interface ShareRow extends ShareDocument {
  readonly id: string;
  /** SHA-256 of the secret part of the link, hex. */
  readonly secretHash: string;
  /** The secret part, sealed with the server's keys, so that its owner can copy the link again. */
  readonly sealed: string | undefined;
  readonly ownerId: string;
  readonly owner: string;
  readonly created: Stamp;
  readonly expiresMs: number;
  readonly revoked: Stamp | undefined;
  readonly opened: number;
  readonly lastOpenedMs: number | undefined;
  /** Of the kept answers; undefined for a live one. */
  readonly hash: string | undefined;
  readonly bytes: number;
}

/** One kept answer of a frozen link: what panel and query, the plan it was asked by, and the raw JSON, gzipped. */
export interface SnapshotPart {
  readonly panelId: string;
  readonly letter: string;
  /** "start=…&end=…&step=…" as the header X-Sightglass-Plan. */
  readonly plan: string;
  readonly contentType: string;
  readonly gzip: Uint8Array;
  /** How many of the notes are warnings: they come first. */
  readonly warnings: number;
  /** Warnings and notes of the answer, one a line. */
  readonly notes: readonly string[];
}

export interface NewShare {
  readonly secretHash: string;
  readonly sealed?: string;
  readonly expiresMs: number;
  readonly parts: readonly SnapshotPart[];
  readonly hash?: string;
  /** What was asked for: with the same `idempotencyKey` it must be the same (F52), while times and answers may differ. */
  readonly asked?: unknown;
}

export interface ShareEdit {
  readonly label?: string;
  readonly expiresMs?: number;
  /** What was asked for, as in `NewShare`: an end is counted anew each time it is. */
  readonly asked?: unknown;
}

export interface ShareStore {
  /** Repeated with its key, the first one's row, which holds the first one's secret, sealed. */
  create(share: ShareDocument, more: NewShare, change: Change): Promise<ShareRow>;
  get(id: string): Promise<ShareRow | undefined>;
  bySecretHash(hash: string): Promise<ShareRow | undefined>;
  /** All of them (an admin's view), or one person's. Nothing is ever deleted by itself (S35). */
  list(ownerId: string | null): Promise<readonly ShareRow[]>;
  change(id: string, edit: ShareEdit, change: Change): Promise<ShareRow>;
  revoke(id: string, change: Change): Promise<void>;
  /** All of a person's that were not withdrawn yet, ended ones too. Answers how many. */
  revokeAll(ownerId: string, change: Change): Promise<number>;
  part(id: string, panelId: string, letter: string): Promise<SnapshotPart | undefined>;
  /** What the sources said beside the kept answers, of those that have something to say. */
  notes(id: string): Promise<readonly Pick<SnapshotPart, "panelId" | "letter" | "notes">[]>;
  opened(id: string, atMs: number): Promise<void>;
}
