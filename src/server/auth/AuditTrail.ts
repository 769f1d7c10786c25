import type { FastifyRequest } from "fastify";
import type { Logger } from "../http/Logger.ts";
import type { AuditEvent, AuditStore } from "../store/AccountStores.ts";
import { knownPrincipal } from "./principalOf.ts";

/** What happened; who and when are known from the request. */
export interface AuditNote extends Pick<AuditEvent, "action" | "kind" | "objectId" | "name"> {
  /** No query text, no secret. */
  readonly detail?: string;
  /** Where the request itself does not tell: who just signed in, who tried to. */
  readonly who?: { readonly id: string; readonly name: string };
}

/**
 * Writes down who viewed, changed and shared what. Never rejects: what was done is done, and a store that takes no
 * notes is reported in the log instead.
 */
export type Audit = (request: FastifyRequest, note: AuditNote) => Promise<void>;

export interface AuditDeps {
  readonly store: AuditStore;
  readonly logger: Logger;
  readonly now: () => number;
}

const NOBODY = { id: "", name: "" };
const LONGEST = 500;

export function createAudit({ store, logger, now }: AuditDeps): Audit {
  return async (request, { who, detail = "", ...note }) => {
    const { id, name } = who ?? knownPrincipal(request) ?? NOBODY;
    try {
      await store.add({
        ...note,
        detail: detail.slice(0, LONGEST),
        atMs: now(),
        personId: id,
        who: name,
      });
    } catch (error) {
      logger.error("audit not written", {
        requestId: request.id,
        reason: error instanceof Error ? error.message : "unknown",
      });
    }
  };
}
