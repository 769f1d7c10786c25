import {
  auditList,
  peopleList,
  type PersonDraft,
  personView,
  type TokenCreation,
  tokenList,
  tokenRow,
} from "../../../contract/session.ts";
import { call } from "../../lib/api.ts";

/** What settings ask of the server. All throw ProblemError. */

export const askPeople = (signal: AbortSignal) => call({ path: "/api/people", answer: peopleList, signal });

/** `id` is of whoever changes; absent: somebody new. */
export const savePerson = (id: string | undefined, body: PersonDraft, idempotencyKey: string) =>
  call({
    method: id === undefined ? "POST" : "PUT",
    path: id === undefined ? "/api/people" : `/api/people/${encodeURIComponent(id)}`,
    body,
    answer: personView,
    idempotencyKey,
  });

export const askTokens = (signal: AbortSignal) => call({ path: "/api/tokens", answer: tokenList, signal });

export const makeToken = (body: TokenCreation, idempotencyKey: string) =>
  call({ method: "POST", path: "/api/tokens", body, answer: tokenRow, idempotencyKey });

export const revokeToken = (id: string) =>
  call<void>({ method: "DELETE", path: `/api/tokens/${encodeURIComponent(id)}` });

export interface AuditPlace {
  readonly kind: string;
  readonly before: string | undefined;
}

export const askAudit = ({ kind, before }: AuditPlace, signal: AbortSignal) => {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(before && { before }) }).toString();
  return call({ path: `/api/audit${query && `?${query}`}`, answer: auditList, signal });
};
