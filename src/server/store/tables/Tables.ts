import type { Generated } from "kysely";

/**
 * The tables, alike on SQLite and PostgreSQL. Documents are JSON text, times epoch milliseconds, flags 0 or 1. What
 * `migrations.ts` makes and this says must agree; the contract tests run every column on both.
 */
export interface Tables {
  readonly boards: BoardTable;
  readonly board_versions: VersionTable;
  readonly panels: PanelTable;
  readonly panel_versions: VersionTable;
  readonly shares: ShareTable;
  readonly share_parts: SharePartTable;
  readonly people: PersonTable;
  readonly sessions: SessionTable;
  readonly tokens: TokenTable;
  readonly audit: AuditTable;
  readonly idempotency: IdempotencyTable;
  readonly schema_versions: SchemaVersionTable;
}

/** Who made it and changed it last, and since when it lies in the trash. */
export interface OwnedColumns {
  readonly owner_id: string;
  readonly owner: string;
  readonly created_ms: number;
  readonly created_by: string;
  readonly changed_ms: number;
  readonly changed_by: string;
  readonly deleted_ms: number | null;
  readonly deleted_by: string | null;
}

export interface BoardTable extends OwnedColumns {
  readonly id: string;
  readonly rev: number;
  readonly document: string;
}

export interface PanelTable extends OwnedColumns {
  readonly id: string;
  readonly board_id: string;
  readonly rev: number;
  readonly document: string;
  /** Where it stood last, for when it comes back. */
  readonly width: number;
  readonly height: number;
  /** 1: it went into the trash with its board and comes back with it. */
  readonly is_deleted_with_board: number;
  readonly ran_ms: number | null;
  readonly ran_by: string | null;
}

export interface VersionTable {
  /** Of the board or panel. */
  readonly id: string;
  readonly rev: number;
  readonly document: string;
  readonly changed_ms: number;
  readonly changed_by: string;
}

export interface ShareTable {
  readonly id: string;
  readonly secret_hash: string;
  readonly sealed: string | null;
  readonly document: string;
  readonly owner_id: string;
  readonly owner: string;
  readonly created_ms: number;
  readonly created_by: string;
  readonly expires_ms: number;
  readonly revoked_ms: number | null;
  readonly revoked_by: string | null;
  readonly opened: number;
  readonly last_opened_ms: number | null;
  readonly hash: string | null;
  readonly bytes: number;
}

export interface SharePartTable {
  readonly share_id: string;
  readonly panel_id: string;
  readonly letter: string;
  readonly plan: string;
  readonly content_type: string;
  readonly gzip: Uint8Array;
  readonly warnings: number;
  readonly notes: string;
}

export interface PersonTable {
  readonly id: string;
  readonly origin: string;
  readonly name: string;
  /** The name without case, unique within the origin. */
  readonly name_key: string;
  readonly role: string;
  readonly password_hash: string | null;
  readonly sources: string | null;
  readonly created_ms: number;
  readonly last_seen_ms: number | null;
  readonly is_disabled: number;
}

export interface SessionTable {
  readonly id_hash: string;
  readonly person_id: string;
  readonly created_ms: number;
  readonly seen_ms: number;
}

export interface TokenTable {
  readonly id: string;
  readonly hash: string;
  readonly person_id: string;
  readonly label: string;
  readonly sources: string | null;
  readonly created_ms: number;
  readonly expires_ms: number;
  readonly last_used_ms: number | null;
  readonly revoked_ms: number | null;
}

export interface AuditTable {
  /** Counts up; its text is the event's id. */
  readonly seq: Generated<number>;
  readonly at_ms: number;
  readonly person_id: string;
  readonly who: string;
  readonly action: string;
  readonly kind: string;
  readonly object_id: string;
  readonly name: string;
  readonly detail: string;
}

export interface IdempotencyTable {
  readonly person_id: string;
  readonly key: string;
  readonly operation: string;
  /** SHA-256 of what was asked for: the same key for something else is a mistake, not a repetition. */
  readonly asked: string;
  /** JSON of what was answered. */
  readonly result: string;
  readonly at_ms: number;
}

export interface SchemaVersionTable {
  readonly version: number;
  readonly name: string;
  readonly at_ms: number;
}
