import type { EngineKind } from "../Engine.ts";

/** One step of the schema. Once released it is never changed: the next one corrects it. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** Its statements, in order; all migrations of a start run in one transaction. */
  readonly statements: (words: TypeWords) => Iterable<string>;
}

/** What the two databases call the same thing. */
export interface TypeWords {
  readonly int: string;
  readonly bytes: string;
  readonly counter: string;
  /** After the closing bracket: SQLite checks types only where it is asked to. */
  readonly end: string;
}

export const typeWords: Readonly<Record<EngineKind, TypeWords>> = {
  sqlite: { int: "integer", bytes: "blob", counter: "integer primary key autoincrement", end: " strict" },
  postgres: {
    int: "bigint",
    bytes: "bytea",
    counter: "bigint generated always as identity primary key",
    end: "",
  },
};

const owned = (int: string) => `
  owner_id text not null, owner text not null,
  created_ms ${int} not null, created_by text not null,
  changed_ms ${int} not null, changed_by text not null,
  deleted_ms ${int}, deleted_by text`;

const versions = (of: string, { int, end }: TypeWords) => `create table ${of}_versions (
  id text not null references ${of}s (id) on delete cascade, rev ${int} not null,
  document text not null, changed_ms ${int} not null, changed_by text not null,
  primary key (id, rev))${end}`;

const boardsAndPanels = (words: TypeWords): string[] => {
  const { int, end } = words;
  return [
    `create table boards (
  id text primary key not null, rev ${int} not null, document text not null, ${owned(int)})${end}`,
    versions("board", words),
    `create table panels (
  id text primary key not null, board_id text not null references boards (id) on delete cascade,
  rev ${int} not null, document text not null, width ${int} not null, height ${int} not null,
  is_deleted_with_board ${int} not null, ran_ms ${int}, ran_by text, ${owned(int)})${end}`,
    "create index panels_board on panels (board_id)",
    versions("panel", words),
  ];
};

const shares = ({ int, bytes, end }: TypeWords): string[] => [
  `create table shares (
  id text primary key not null, secret_hash text not null unique,
  sealed text, document text not null,
  owner_id text not null, owner text not null, created_ms ${int} not null, created_by text not null,
  expires_ms ${int} not null, revoked_ms ${int}, revoked_by text,
  opened ${int} not null, last_opened_ms ${int}, hash text, bytes ${int} not null)${end}`,
  "create index shares_owner on shares (owner_id)",
  `create table share_parts (
  share_id text not null references shares (id) on delete cascade, panel_id text not null, letter text not null,
  plan text not null, content_type text not null, gzip ${bytes} not null, warnings ${int} not null,
  notes text not null,
  primary key (share_id, panel_id, letter))${end}`,
];

const accounts = ({ int, counter, end }: TypeWords): string[] => [
  `create table people (
  id text primary key not null, origin text not null, name text not null, name_key text not null,
  role text not null, password_hash text, sources text,
  created_ms ${int} not null, last_seen_ms ${int}, is_disabled ${int} not null,
  unique (origin, name_key))${end}`,
  `create table sessions (
  id_hash text primary key not null, person_id text not null,
  created_ms ${int} not null, seen_ms ${int} not null)${end}`,
  "create index sessions_person on sessions (person_id)",
  `create table tokens (
  id text primary key not null, hash text not null unique, person_id text not null, label text not null,
  sources text, created_ms ${int} not null, expires_ms ${int} not null,
  last_used_ms ${int}, revoked_ms ${int})${end}`,
  "create index tokens_person on tokens (person_id)",
  `create table audit (
  seq ${counter}, at_ms ${int} not null, person_id text not null, who text not null, action text not null,
  kind text not null, object_id text not null, name text not null, detail text not null)${end}`,
  "create index audit_object on audit (kind, object_id)",
  `create table idempotency (
  person_id text not null, key text not null, operation text not null, asked text not null,
  result text not null, at_ms ${int} not null, primary key (person_id, key))${end}`,
  "create index idempotency_age on idempotency (at_ms)",
];

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: "boards, panels, links, people",
    statements: (words) => [...boardsAndPanels(words), ...shares(words), ...accounts(words)],
  },
];
